import { badInput } from '../../src/tmdb/error.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { knownDate, knownNumber, knownText, number } from '../../src/tmdb/known.ts';
import type { CastRow, Credits } from '../../src/tmdb/api/people/credits.ts';
import {
  episodeRef,
  parseEpisodeRef,
  seasonRef,
  tvEpisode,
  tvEpisodeChanges,
  tvSeason,
  tvSeries,
  type TvEpisodeSummary,
} from '../../src/tmdb/api/titles/tv.ts';
import { accountStatesField } from '../media/account-states.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byExternalId, fromTarget } from '../core/by-external-id.ts';
import { entity } from '../federation/entity.ts';
import { imdbIdFrom, tvdbIdFrom } from '../media/external-id.ts';
import { listArgs } from '../core/connection.ts';
import { CastConnection, castField, crewArgs, CrewConnection, jobField, ofCrew, type CrewArgs } from '../people/credits.ts';
import { neighbour } from './episode-neighbours.ts';
import { TvEpisodeExternalIds } from '../media/external-ids.ts';
import { imageAt, Still } from '../media/image.ts';
import { TvEpisodeImages } from '../media/image-lists.ts';
import { changesByIdField, imagesField, videosField } from '../media/media-parts.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { connectList, type PageArgs } from '../core/pages.ts';
import { fromLink, fromPart, fromSummary } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { TvSeason } from './tv-season.ts';
import { TvSeries } from './tv-series.ts';
import { TvTranslation } from './tv-translation.ts';

export const TvEpisode = builder.objectRef<Node<TvEpisodeSummary>>('TvEpisode');

/** Makes the node of an episode in a season or another list; null for a row without its numbers. */
export function episodeNode(
  series: string | number | null | undefined,
  summary: TvEpisodeSummary | null | undefined,
): Node<TvEpisodeSummary> | null {
  if (series === undefined || series === null || !summary) return null;
  const ref = episodeRef(series, summary.season_number, summary.episode_number);
  return tvEpisode.pattern.test(ref) ? { ref, id: ref, summary, typename: 'TvEpisode' } : null;
}

const TvEpisodeCredits = builder.objectRef<Credits & { guest_stars?: CastRow[] }>('TvEpisodeCredits');

TvEpisodeCredits.implement({
  description: 'The cast, guests and crew of an episode.',
  fields: (t) => ({
    cast: t.field({
      type: CastConnection,
      args: listArgs,
      description: 'Regular cast.',
      resolve: ({ cast }, args) => connectList(args, cast ?? []),
    }),
    guestStars: t.field({
      type: CastConnection,
      args: listArgs,
      description: 'Guest stars.',
      resolve: ({ guest_stars: guests }, args) => connectList(args, guests ?? []),
    }),
    crew: t.field({
      type: CrewConnection,
      args: crewArgs,
      description: 'Crew. A person is listed once for each job.',
      resolve: ({ crew }, args) => connectList(args, ofCrew(crew, args)),
    }),
  }),
});

const hasPeople = (summary: TvEpisodeSummary): boolean => summary.guest_stars !== undefined && summary.crew !== undefined;

const NAME = { key: 'name', numbered: true, inList: tvEpisode.detailsIn } as const;
const OVERVIEW = { key: 'overview', inList: tvEpisode.detailsIn } as const;

/** Makes a field that the crew of an episode answers, which seasons bring too. */
const inCrew = <Out>(pick: (json: TvEpisodeSummary) => Out) => fromSummary(tvEpisode, (json: TvEpisodeSummary) => pick(json), hasPeople);

TvEpisode.implement({
  description: 'An episode of a series.',
  ...nodeOptions(tvEpisode),
  fields: (t) => ({
    accountStates: accountStatesField(t, tvEpisode),
    tmdbId: t.int({ description: 'TMDB’s id of the episode.', ...fromSummary(tvEpisode, ({ id }) => number(id)) }),
    imdbId: t.string({
      description:
        'Id at IMDb, such as `tt1480055`. Null when TMDB does not know it. In a list it costs one more request for each episode.',
      ...imdbIdFrom(tvEpisode, 'external_ids'),
    }),
    tvdbId: t.int({
      description: 'Number at TheTVDB, such as `3254641`. Null when TMDB does not know it.',
      ...tvdbIdFrom(tvEpisode),
    }),
    seasonNumber: t.int({
      description: 'Number of the season; season 0 holds specials.',
      ...fromSummary(tvEpisode, (json) => json.season_number),
    }),
    episodeNumber: t.int({ description: 'Number in the season.', ...fromSummary(tvEpisode, (json) => json.episode_number) }),
    name: t.string({
      description: 'Name in the first of the operation’s languages that has one. Without one, the name that TMDB makes up: “Episode 3”.',
      ...fromText(tvEpisode, NAME),
    }),
    nameLanguage: t.field({
      type: 'LanguageTag',
      description: 'Language of `name`. Null when there is no name, and when TMDB made it up.',
      ...languageFrom(tvEpisode, NAME),
    }),
    overview: t.string({
      description: 'Short summary of the plot. Null when it exists in none of the operation’s languages.',
      ...fromText(tvEpisode, OVERVIEW),
    }),
    overviewLanguage: t.field({
      type: 'LanguageTag',
      description: 'Language of `overview`. Null when there is no overview.',
      ...languageFrom(tvEpisode, OVERVIEW),
    }),
    airDate: t.field({
      type: 'Date',
      description: 'Day on which it aired. Null when TMDB does not know it.',
      ...fromSummary(tvEpisode, (json) => knownDate(json.air_date)),
    }),
    isAired: t.boolean({
      description: 'Whether it has aired, by `airDate` and the current day in UTC. Null without `airDate`.',
      ...fromSummary(tvEpisode, (json, _args: object, { today }) => {
        const date = knownDate(json.air_date);
        return date === null ? null : date <= today;
      }),
    }),
    runtime: t.int({
      description: 'Runtime in minutes. Null when TMDB does not know it.',
      ...fromSummary(tvEpisode, (json) => knownNumber(json.runtime)),
    }),
    episodeType: t.string({
      description: 'Type of episode: `standard`, `mid_season`, `finale`; TMDB may add others.',
      ...fromSummary(tvEpisode, (json) => knownText(json.episode_type)),
    }),
    productionCode: t.string({
      description: 'Number given by the production. Null when TMDB does not know it.',
      ...fromSummary(tvEpisode, (json) => knownText(json.production_code)),
    }),
    voteAverage: t.float({
      description: 'Average rating by TMDB’s users, from 0 to 10. 0 without votes.',
      ...fromSummary(tvEpisode, (json) => number(json.vote_average)),
    }),
    voteCount: t.int({ description: 'Number of users who voted.', ...fromSummary(tvEpisode, (json) => number(json.vote_count)) }),
    still: t.field({
      type: Still,
      description: 'Image from the episode. Null when there is none.',
      ...fromSummary(tvEpisode, (json) => imageAt(json.still_path)),
    }),
    tvSeries: t.field({
      type: TvSeries,
      description: 'Series of the episode.',
      ...fromLink(tvSeries, (ref) => partsOf(ref).series),
    }),
    season: t.field({
      type: TvSeason,
      description: 'Season of the episode.',
      ...fromLink(tvSeason, (ref) => seasonRef(partsOf(ref).series, partsOf(ref).season)),
    }),
    previous: t.field({
      type: TvEpisode,
      description:
        'The episode before: in the season, or the last of the season before. Null for the first. Specials follow one another only. Shares the request for the season; the season before costs at most one more.',
      ...neighbour(-1),
    }),
    next: t.field({
      type: TvEpisode,
      description:
        'The episode after: in the season, or the first of the next season. Null for the last. Specials follow one another only. Shares the request for the season; the next season costs one more.',
      ...neighbour(1),
    }),
    guestStars: t.field({
      type: CastConnection,
      description: 'Guest stars, by billing. Free in the episodes of a season.',
      args: listArgs,
      ...fromSummary(tvEpisode, (json, args: PageArgs) => connectList(args, json.guest_stars ?? []), hasPeople),
    }),
    crew: t.field({
      type: CrewConnection,
      description: 'Crew. A person is listed once for each job. Free in the episodes of a season.',
      args: crewArgs,
      ...fromSummary(tvEpisode, (json, args: CrewArgs) => connectList(args, ofCrew(json.crew, args)), hasPeople),
    }),
    directors: jobField(t, 'directors', inCrew),
    writers: jobField(t, 'writers', inCrew),
    cast: castField(t, tvEpisode),
    credits: t.field({
      type: TvEpisodeCredits,
      description: 'Regular cast, guest stars and crew.',
      ...fromPart(tvEpisode, 'credits', (json) => json),
    }),
    externalIds: t.field({
      type: TvEpisodeExternalIds,
      description: 'Ids at other sites.',
      ...fromPart(tvEpisode, 'external_ids', (json) => json),
    }),
    images: imagesField(t, tvEpisode, TvEpisodeImages),
    translations: t.field({
      type: [TvTranslation],
      nullable: nullableItems,
      description: 'Texts in all languages.',
      ...fromPart(tvEpisode, 'translations', (json) => json.translations ?? null),
    }),
    videos: videosField(t, tvEpisode),
    changes: changesByIdField(t, tvEpisode, tvEpisodeChanges),
  }),
});

/** Reads the ref of an episode. */
export function partsOf(ref: string): { series: string; season: number; episode: number } {
  const [series = '', season, episode] = ref.split('-');
  return { series, season: Number(season), episode: Number(episode) };
}

interface EpisodeArgs {
  series?: string | null | undefined;
  season?: number | null | undefined;
  number?: number | null | undefined;
  imdbId?: string | null | undefined;
}

builder.queryField('tvEpisode', (t) =>
  t.field({
    type: TvEpisode,
    description:
      'One episode, with all its selected fields in one TMDB request. Several episodes of a series share one request while only fields are selected that its seasons list. Lookup by IMDb id costs one more request.',
    args: {
      series: t.arg.id({ description: 'TMDB’s id of the series, or its global id.' }),
      season: t.arg.int({ description: 'Number of the season; 0 for specials.' }),
      number: t.arg.int({ description: 'Number of the episode in the season.' }),
      imdbId: t.arg.string({ description: 'Id at IMDb, such as `tt1480055`, instead of the other three.' }),
    },
    ...fromTarget(({ series, season, number: episode, imdbId }: EpisodeArgs) => {
      const numbered = typeof season === 'number' && typeof episode === 'number';
      if (series && numbered && !imdbId) return { resource: tvEpisode, ref: parseEpisodeRef(parseId('TvSeries', series), season, episode) };
      if (imdbId && !series && typeof season !== 'number' && typeof episode !== 'number')
        return byExternalId('TvEpisode', 'imdbId', imdbId);
      throw badInput('Expected either `series`, `season` and `number`, or `imdbId`.');
    }),
  }),
);

entity(TvEpisode, tvEpisode, { tmdbId: false });

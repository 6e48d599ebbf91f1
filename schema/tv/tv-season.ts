import { knownDate, number, rowsOf } from '../../src/tmdb/known.ts';
import { parseId } from '../../src/tmdb/id.ts';
import {
  parseSeasonRef,
  seasonRef,
  tvSeason,
  tvSeasonChanges,
  tvSeries,
  type TvSeasonDetails,
  type TvSeasonSummary,
  type TvSeriesDetails,
} from '../../src/tmdb/api/titles/tv.ts';
import { episodeRatingsField } from '../media/account-states.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { fromTarget } from '../core/by-external-id.ts';
import { entity } from '../federation/entity.ts';
import { tvdbIdFrom } from '../media/external-id.ts';
import { TvSeasonExternalIds } from '../media/external-ids.ts';
import { TvSeasonImages } from '../media/image-lists.ts';
import { changesByIdField, imagesField, videosField, watchProvidersField } from '../media/media-parts.ts';
import { Network } from '../reference/network.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { brings, fromLink, fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { posterField } from '../media/picture.ts';
import { aggregateCastField, aggregateCrewField } from './aggregate-credits.ts';
import { castField, crewField } from '../people/credits.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { TvSeries } from './tv-series.ts';
import { TvTranslation } from './tv-translation.ts';

export const TvSeason = builder.objectRef<Node<TvSeasonSummary>>('TvSeason');

/** Makes the node of a season in its series or another list; null for a row without its number. */
export function seasonNode(
  series: string | number | null | undefined,
  summary: TvSeasonSummary | null | undefined,
): Node<TvSeasonSummary> | null {
  if (series === undefined || series === null || !summary) return null;
  const ref = seasonRef(series, summary.season_number);
  return tvSeason.pattern.test(ref) ? { ref, id: ref, summary, typename: 'TvSeason' } : null;
}

const seriesOf = (ref: string): string => ref.slice(0, ref.indexOf('-'));

const episodeCount = (json: TvSeasonSummary | TvSeasonDetails): number | null =>
  json.episode_count ?? ('episodes' in json ? (json.episodes?.length ?? null) : null);

/** Finds a season in its series. */
const inSeries = (ref: string) => ({
  resource: tvSeries,
  ref: seriesOf(ref),
  rowIn: ({ seasons }: TvSeriesDetails) => rowsOf(seasons).find((row) => seasonRef(seriesOf(ref), row.season_number) === ref),
});

const NAME = { key: 'name', numbered: true, inList: inSeries } as const;
const OVERVIEW = { key: 'overview' } as const;

TvSeason.implement({
  description: 'A season of a series. One TMDB request brings 20 parts of a series and its seasons.',
  ...nodeOptions(tvSeason),
  fields: (t) => ({
    episodeRatings: episodeRatingsField(t, tvSeason),
    tmdbId: t.int({ description: 'TMDB’s id of the season.', ...fromSummary(tvSeason, ({ id }) => number(id)) }),
    tvdbId: t.int({
      description: 'Number at TheTVDB, such as `364731`. Null when TMDB does not know it.',
      ...tvdbIdFrom(tvSeason),
    }),
    seasonNumber: t.int({
      description: 'Number in the series; season 0 holds specials.',
      ...fromSummary(tvSeason, (json) => json.season_number),
    }),
    name: t.string({
      description: 'Name in the first of the operation’s languages that has one. Without one, the name that TMDB makes up: “Season 2”.',
      ...fromText(tvSeason, NAME),
    }),
    nameLanguage: t.field({
      type: 'LanguageTag',
      description: 'Language of `name`. Null when there is no name, and when TMDB made it up.',
      ...languageFrom(tvSeason, NAME),
    }),
    overview: t.string({
      description: 'Short summary of the plot. Null when it exists in none of the operation’s languages.',
      ...fromText(tvSeason, OVERVIEW),
    }),
    overviewLanguage: t.field({
      type: 'LanguageTag',
      description: 'Language of `overview`. Null when there is no overview.',
      ...languageFrom(tvSeason, OVERVIEW),
    }),
    airDate: t.field({
      type: 'Date',
      description: 'Day on which the first episode aired. Null when TMDB does not know it.',
      ...fromSummary(tvSeason, (json) => knownDate(json.air_date)),
    }),
    episodeCount: t.int({ description: 'Number of episodes, including announced ones.', ...fromSummary(tvSeason, episodeCount) }),
    voteAverage: t.float({
      description: 'Average rating by TMDB’s users, from 0 to 10. 0 without votes.',
      ...fromSummary(tvSeason, (json) => number(json.vote_average), brings('vote_average')),
    }),
    poster: posterField(t, tvSeason),
    tvSeries: t.field({
      type: TvSeries,
      description: 'Series of the season.',
      ...fromLink(tvSeries, seriesOf),
    }),
    networks: t.field({
      type: [Network],
      nullable: nullableItems,
      description: 'Networks that showed the season.',
      ...fromPart(tvSeason, 'details', (json) => rowsOf(json.networks).map((row) => nodeOf(row))),
    }),
    episodes: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Episodes in the order of airing, with guest stars and crew.',
      ...fromPart(tvSeason, 'details', (json, _args: object, _locale, { ref }) =>
        rowsOf(json.episodes).map((row) => episodeNode(seriesOf(ref), row)),
      ),
    }),
    cast: castField(t, tvSeason),
    crew: crewField(t, tvSeason),
    aggregateCast: aggregateCastField(t, tvSeason),
    aggregateCrew: aggregateCrewField(t, tvSeason),
    externalIds: t.field({
      type: TvSeasonExternalIds,
      description: 'Ids at other sites.',
      ...fromPart(tvSeason, 'external_ids', (json) => json),
    }),
    images: imagesField(t, tvSeason, TvSeasonImages),
    translations: t.field({
      type: [TvTranslation],
      nullable: nullableItems,
      description: 'Texts in all languages.',
      ...fromPart(tvSeason, 'translations', (json) => json.translations ?? null),
    }),
    videos: videosField(t, tvSeason),
    watchProviders: watchProvidersField(t, tvSeason),
    changes: changesByIdField(t, tvSeason, tvSeasonChanges),
  }),
});

builder.queryField('tvSeason', (t) =>
  t.field({
    type: TvSeason,
    description: 'One season, with its episodes and all its selected fields in one TMDB request.',
    args: {
      series: t.arg.id({ required: true, description: 'TMDB’s id of the series, or its global id.' }),
      number: t.arg.int({ required: true, description: 'Number of the season; 0 for specials.' }),
    },
    ...fromTarget(({ series, number: season }: { series: string; number: number }) => ({
      resource: tvSeason,
      ref: parseSeasonRef(parseId('TvSeries', series), season),
    })),
  }),
);

entity(TvSeason, tvSeason, { tmdbId: false });

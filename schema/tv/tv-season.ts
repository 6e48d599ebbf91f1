import { knownDate, number, rowsOf } from '../../src/tmdb/known.ts';
import { parseId } from '../../src/tmdb/id.ts';
import {
  parseSeasonRef,
  seasonRef,
  tvSeason,
  tvSeasonChanges,
  type TvSeasonDetails,
  type TvSeasonSummary,
} from '../../src/tmdb/api/titles/tv.ts';
import { episodeRatingsField } from '../media/account-states.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { entity } from '../core/entity.ts';
import { freshAs } from '../core/cache-control.ts';
import { Change } from '../media/change.ts';
import { TvSeasonExternalIds } from '../media/external-ids.ts';
import { TvSeasonImages } from '../media/image-lists.ts';
import { operationLocale } from '../core/locale.ts';
import { changeArgs, CHANGES, imagesField, videosField, watchProvidersField } from '../media/media-parts.ts';
import { Network } from '../reference/network.ts';
import { lookUp, nodeOptions } from '../core/node-interface.ts';
import { brings, fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { wishFor } from '../core/parameters.ts';
import { posterField } from '../media/picture.ts';
import { aggregateCastField, aggregateCrewField } from './aggregate-credits.ts';
import { castField, crewField } from '../people/credits.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';
import { fromText, languageFrom } from '../core/text.ts';
import { TvSeries } from './tv-series.ts';
import { TvTranslation } from './tv-translation.ts';

export const TvSeason = builder.objectRef<Node<TvSeasonSummary>>('TvSeason');

/** A season as its series or another list names it; null for a row that does not say which it is. */
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

const NAME = { key: 'name' } as const;
const OVERVIEW = { key: 'overview' } as const;

TvSeason.implement({
  description: 'A season of a series. Its parts ride with those of its series, 20 to a TMDB request.',
  ...nodeOptions(tvSeason),
  fields: (t) => ({
    episodeRatings: episodeRatingsField(t, tvSeason),
    tmdbId: t.int({ description: 'TMDB’s number of the season.', ...fromSummary(tvSeason, ({ id }) => number(id)) }),
    seasonNumber: t.int({
      description: 'Its number in the series; 0 holds specials.',
      ...fromSummary(tvSeason, (json) => json.season_number),
    }),
    name: t.string({
      description: 'In the first of the operation’s languages that has it.',
      ...fromText(tvSeason, NAME),
    }),
    nameLanguage: t.field({
      type: 'LanguageTag',
      description: 'The language that `name` is in. Null when there is none.',
      ...languageFrom(tvSeason, NAME),
    }),
    overview: t.string({
      description: 'What happens in it. Null when nobody wrote it in any of the operation’s languages.',
      ...fromText(tvSeason, OVERVIEW),
    }),
    overviewLanguage: t.field({
      type: 'LanguageTag',
      description: 'The language that `overview` is in. Null when there is none.',
      ...languageFrom(tvSeason, OVERVIEW),
    }),
    airDate: t.field({
      type: 'Date',
      description: 'When its first episode aired. Null when it is not known.',
      ...fromSummary(tvSeason, (json) => knownDate(json.air_date)),
    }),
    episodeCount: t.int({ description: 'How many episodes it has, announced ones included.', ...fromSummary(tvSeason, episodeCount) }),
    voteAverage: t.float({
      description: 'From 0 to 10, by TMDB’s users. 0 when nobody voted.',
      ...fromSummary(tvSeason, (json) => number(json.vote_average), brings('vote_average')),
    }),
    poster: posterField(t, tvSeason),
    tvSeries: t.field({
      type: TvSeries,
      description: 'The series it belongs to.',
      resolve: ({ ref }) => ({ ref: seriesOf(ref), id: seriesOf(ref) }),
    }),
    networks: t.field({
      type: [Network],
      nullable: nullableItems,
      description: 'Who showed it.',
      ...fromPart(tvSeason, 'details', (json) => rowsOf(json.networks).map((row) => nodeOf(row))),
    }),
    episodes: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Its episodes, with guests and crew, as they aired.',
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
      description: 'What it is called elsewhere.',
      ...fromPart(tvSeason, 'external_ids', (json) => json),
    }),
    images: imagesField(t, tvSeason, TvSeasonImages),
    translations: t.field({
      type: [TvTranslation],
      nullable: nullableItems,
      description: 'Its texts in all languages.',
      ...fromPart(tvSeason, 'translations', (json) => json.translations ?? null),
    }),
    videos: videosField(t, tvSeason),
    watchProviders: watchProvidersField(t, tvSeason),
    changes: t.field({
      type: [Change],
      nullable: nullableItems,
      description: `${CHANGES} One request more.`,
      args: changeArgs,
      ...freshAs(tvSeasonChanges),
      async resolve({ ref, summary }, args, context, info) {
        const locale = operationLocale(context, info);
        const { id } = summary ?? (await context.load(wishFor(tvSeason, 'details', ref, {}, locale)));
        return (await context.load(wishFor(tvSeasonChanges, 'details', String(id), args, locale))).changes ?? null;
      },
    }),
  }),
});

builder.queryField('tvSeason', (t) =>
  t.field({
    type: TvSeason,
    description: 'One season with all its episodes and all that is selected of it in one TMDB request.',
    args: {
      series: t.arg.id({ required: true, description: 'TMDB’s number of the series, or its global id.' }),
      number: t.arg.int({ required: true, description: 'The number of the season; 0 for specials.' }),
    },
    resolve: (_root, { series, number: season }, context, info) =>
      lookUp(tvSeason, parseSeasonRef(parseId('TvSeries', series), season), context, info),
  }),
);

entity(TvSeason, tvSeason, { tmdbId: false });

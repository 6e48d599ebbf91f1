import { parseId } from '../../src/tmdb/id.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { knownDate, knownId, knownNumber, knownText, rowsOf, rowsWhere } from '../../src/tmdb/known.ts';
import { parseEpisodeRef, parseSeasonRef, tvEpisode, tvSeason, tvSeries, type ContentRatingRow } from '../../src/tmdb/api/titles/tv.ts';
import { builder, nullableItems } from '../core/builder.ts';
import { byExternalId, fromTarget, type IdArgs } from '../core/by-external-id.ts';
import { byIds } from '../core/by-id.ts';
import { entity } from '../federation/entity.ts';
import { imdbIdFrom, tvdbIdFrom } from '../media/external-id.ts';
import { regionOf, type CertificationArgs } from '../media/certification-in.ts';
import { connectionType, fromPages, pageArgs } from '../core/connection.ts';
import { EpisodeGroup, groupNode } from './episode-group.ts';
import { TvSeriesExternalIds } from '../media/external-ids.ts';
import { TvSeriesImages } from '../media/image-lists.ts';
import { titlesIn, type AlternativeTitleArgs } from '../media/alternative-title.ts';
import { mediaFields, type MediaFieldBuilder, type MediaKind } from '../media/media-fields.ts';
import { Media } from '../media/media-interface.ts';
import { imagesField } from '../media/media-parts.ts';
import { Network } from '../reference/network.ts';
import { NodeInterface, nodeOptions } from '../core/node-interface.ts';
import { orderedEpisodes } from './ordered-episodes.ts';
import { fromPart, fromSummary } from '../core/fields.ts';
import { nodeOf, type Node } from '../core/node.ts';
import { Person } from '../people/person.ts';
import { aggregateCastField, aggregateCrewField } from './aggregate-credits.ts';
import { fromText, languageFrom, textArgs } from '../core/text.ts';
import { episodeNode, TvEpisode } from './tv-episode.ts';
import { seasonNode, TvSeason } from './tv-season.ts';
import { TvSeriesTranslation } from './tv-translation.ts';
import type { PersonSummary, TvSeriesSummary } from '../../src/tmdb/api/summary.ts';

const TvCreator = builder.objectRef<PersonSummary & { credit_id?: string }>('TvCreator');

TvCreator.implement({
  description: 'A creator of a series.',
  fields: (t) => ({
    creditId: t.string({ description: 'TMDB’s id of the credit.', resolve: (row) => knownText(row.credit_id) }),
    node: t.field({ type: Person, description: 'The person.', resolve: (row) => nodeOf(row) }),
  }),
});

const ContentRating = builder.objectRef<ContentRatingRow>('ContentRating');

ContentRating.implement({
  description: 'The age rating of a series in one country.',
  fields: (t) => ({
    country: t.exposeString('iso_3166_1', { description: 'ISO 3166-1 code of the country.' }),
    rating: t.string({
      description: 'The rating in the country’s own terms: `TV-MA`, `16`. Null when TMDB does not know it.',
      resolve: ({ rating }) => knownId(rating),
    }),
    descriptors: t.exposeStringList('descriptors', { description: 'Reasons for the rating.' }),
  }),
});

export const TvSeries = builder.objectRef<Node<TvSeriesSummary>>('TvSeries');

export const TvSeriesConnection = connectionType('TvSeries', {
  of: 'series',
  node: () => TvSeries,
  toNode: (row: TvSeriesSummary) => nodeOf(row),
});

const NAME = { key: 'name', original: 'original_name' } as const;

const countryArgs = builder.args((t) => ({ country: t.field({ type: 'CountryCode', description: 'Only ratings of this country.' }) }));

const KIND: MediaKind = {
  resource: tvSeries,
  noun: 'series',
  genres: 'tv',
  imdbId: imdbIdFrom(tvSeries, 'external_ids'),
  title: fromText(tvSeries, NAME),
  titleLanguage: languageFrom(tvSeries, NAME),
  originalTitle: fromSummary(tvSeries, (json) => knownText(json.original_name)),
  released: 'Day on which the first episode aired. Null when TMDB does not know it.',
  releaseDate: fromSummary(tvSeries, (json) => knownDate(json.first_air_date)),
  releaseYear: fromSummary(tvSeries, (json) => knownNumber(knownDate(json.first_air_date)?.slice(0, 4))),
  statuses: '`Returning Series`, `Planned`, `In Production`, `Ended`, `Canceled`, `Pilot`',
  originCountries: fromSummary(tvSeries, (json) => json.origin_country ?? null),
  keywords: fromPart(tvSeries, 'keywords', (json) => rowsOf(json.results).map((row) => nodeOf(row))),
  alternativeTitles: fromPart(tvSeries, 'alternative_titles', ({ results }, args: AlternativeTitleArgs) => titlesIn(results, args)),
  certification: fromPart(tvSeries, 'content_ratings', (json, args: CertificationArgs, locale) => {
    const region = regionOf(args, locale);
    const ratings = rowsWhere(json.results, ({ iso_3166_1 }) => iso_3166_1 === region);
    return knownId(ratings.find(({ rating }) => knownText(rating) !== null)?.rating);
  }),
};

TvSeries.implement({
  description: 'A television series.',
  ...nodeOptions(tvSeries),
  interfaces: [NodeInterface, Media],
  fields: (t) => ({
    ...mediaFields(t as unknown as MediaFieldBuilder, KIND),
    tvdbId: t.int({
      description: 'Number at TheTVDB, such as `121361`. Null when TMDB does not know it.',
      ...tvdbIdFrom(tvSeries),
    }),
    name: t.string({ description: 'Name; the same as `title`.', args: textArgs, ...KIND.title }),
    nameLanguage: t.field({ type: 'LanguageTag', description: 'Language of `name`.', args: textArgs, ...KIND.titleLanguage }),
    originalName: t.string({
      description: 'Name in the original language of the series; the same as `originalTitle`.',
      ...KIND.originalTitle,
    }),
    firstAirDate: t.field({ type: 'Date', description: KIND.released, ...KIND.releaseDate }),
    firstAirYear: t.int({ description: 'Year of `firstAirDate`.', ...KIND.releaseYear }),
    type: t.string({
      description: 'Type of series: `Scripted`, `Reality`, `Miniseries`, `Documentary`, `News`, `Talk Show`, `Video`; TMDB may add others.',
      ...fromPart(tvSeries, 'details', (json) => knownText(json.type)),
    }),
    inProduction: t.boolean({
      description: 'Whether episodes are still being produced.',
      ...fromPart(tvSeries, 'details', (json) => json.in_production ?? null),
    }),
    lastAirDate: t.field({
      type: 'Date',
      description: 'Day on which the newest episode aired. Null when TMDB does not know it.',
      ...fromPart(tvSeries, 'details', (json) => knownDate(json.last_air_date)),
    }),
    episodeRuntimes: t.intList({
      description:
        'Runtimes of episodes in minutes. Empty for nearly all series, since TMDB no longer fills it: see `runtime` of the episodes.',
      ...fromPart(tvSeries, 'details', (json) => json.episode_run_time ?? null),
    }),
    episodeRuntime: t.int({
      description:
        'Runtime of an episode in minutes: the first of `episodeRuntimes`, or that of the newest episode. Null when TMDB knows neither.',
      ...fromPart(tvSeries, 'details', (json) => knownNumber(json.episode_run_time?.[0]) ?? knownNumber(json.last_episode_to_air?.runtime)),
    }),
    numberOfSeasons: t.int({
      description: 'Number of seasons, without season 0, which holds specials.',
      ...fromPart(tvSeries, 'details', (json) => json.number_of_seasons ?? null),
    }),
    numberOfEpisodes: t.int({
      description: 'Number of episodes, including announced ones, without specials.',
      ...fromPart(tvSeries, 'details', (json) => json.number_of_episodes ?? null),
    }),
    languages: t.stringList({
      description: 'ISO 639-1 codes of the languages of the series.',
      ...fromPart(tvSeries, 'details', (json) => json.languages ?? null),
    }),
    createdBy: t.field({
      type: [TvCreator],
      nullable: nullableItems,
      description: 'Creators, with the ids of their credits.',
      ...fromPart(tvSeries, 'details', (json) => json.created_by ?? null),
    }),
    creators: t.field({
      type: [Person],
      nullable: nullableItems,
      description: 'Creators, as persons.',
      ...fromPart(tvSeries, 'details', (json) => rowsOf(json.created_by).map((row) => nodeOf(row))),
    }),
    networks: t.field({
      type: [Network],
      nullable: nullableItems,
      description: 'Networks that show the series.',
      ...fromPart(tvSeries, 'details', (json) => rowsOf(json.networks).map((row) => nodeOf(row))),
    }),
    lastEpisodeToAir: t.field({
      type: TvEpisode,
      description: 'The newest aired episode. Null before the first.',
      ...fromPart(tvSeries, 'details', (json) => episodeNode(json.id, json.last_episode_to_air)),
    }),
    nextEpisodeToAir: t.field({
      type: TvEpisode,
      description: 'Next episode. Null when none is announced.',
      ...fromPart(tvSeries, 'details', (json) => episodeNode(json.id, json.next_episode_to_air)),
    }),
    seasons: t.field({
      type: [TvSeason],
      nullable: nullableItems,
      description: 'All seasons, including specials (season 0). Their details cost one request for every 20 seasons.',
      ...fromPart(tvSeries, 'details', (json) => rowsOf(json.seasons).map((row) => seasonNode(json.id, row))),
    }),
    season: t.field({
      type: TvSeason,
      description: 'One season, in the same request as the series. Null, with an error, when the series does not have it.',
      args: { number: t.arg.int({ required: true, description: 'Number of the season; 0 for specials.' }) },
      ...fromTarget(({ number: season }: { number: number }, { ref }) => ({ resource: tvSeason, ref: parseSeasonRef(ref, season) })),
    }),
    episode: t.field({
      type: TvEpisode,
      description:
        'One episode. While only fields are selected that its season lists, in one language, it shares the request for the series; else it costs one more. Null, with an error, when the series does not have it.',
      args: {
        season: t.arg.int({ required: true, description: 'Number of the season; 0 for specials.' }),
        number: t.arg.int({ required: true, description: 'Number of the episode in the season.' }),
      },
      ...fromTarget(({ season, number }: { season: number; number: number }, { ref }) => ({
        resource: tvEpisode,
        ref: parseEpisodeRef(ref, season, number),
      })),
    }),
    aggregateCast: aggregateCastField(t, tvSeries),
    aggregateCrew: aggregateCrewField(t, tvSeries),
    contentRatings: t.field({
      type: [ContentRating],
      nullable: nullableItems,
      description: 'Age ratings, by country.',
      args: countryArgs,
      ...fromPart(tvSeries, 'content_ratings', (json, args: { country?: string | null | undefined }) =>
        rowsWhere(json.results, ({ iso_3166_1 }) => (args.country ?? iso_3166_1) === iso_3166_1),
      ),
    }),
    episodes: t.field(orderedEpisodes),
    episodeGroups: t.field({
      type: [EpisodeGroup],
      nullable: nullableItems,
      description: 'Other orders of the episodes.',
      ...fromPart(tvSeries, 'episode_groups', (json) => rowsOf(json.results).map(groupNode)),
    }),
    screenedTheatrically: t.field({
      type: [TvEpisode],
      nullable: nullableItems,
      description: 'Episodes that were shown in cinemas.',
      ...fromPart(tvSeries, 'screened_theatrically', (json, _args: object, _locale, { ref }) =>
        // The rows hold only the numbers of the episode, so they are no summaries.
        rowsOf(json.results).map((row) => {
          const node = episodeNode(ref, row);
          return node && { ref: node.ref, id: node.id };
        }),
      ),
    }),
    externalIds: t.field({
      type: TvSeriesExternalIds,
      description: 'Ids at other sites.',
      ...fromPart(tvSeries, 'external_ids', (json) => json),
    }),
    images: imagesField(t, tvSeries, TvSeriesImages),
    recommendations: t.field({
      type: TvSeriesConnection,
      description: 'Series that users who liked this one liked too.',
      args: pageArgs,
      ...fromPages(tvSeries, 'recommendations'),
    }),
    similar: t.field({
      type: TvSeriesConnection,
      description: 'Series with similar genres and keywords.',
      args: pageArgs,
      ...fromPages(tvSeries, 'similar'),
    }),
    translations: t.field({
      type: [TvSeriesTranslation],
      nullable: nullableItems,
      description: 'Texts in all languages.',
      ...fromPart(tvSeries, 'translations', (json) => json.translations ?? null),
    }),
  }),
});

builder.queryField('tvSeries', (t) =>
  t.field({
    type: TvSeries,
    description:
      'One series, with all its selected fields, including `season(number:)`, in one TMDB request. Lookup by the id of another site costs one more request.',
    args: {
      id: t.arg.id({ description: 'TMDB’s id of the series, or its global id.' }),
      imdbId: t.arg.string({ description: 'Id at IMDb, such as `tt0944947`, instead of `id`.' }),
      tvdbId: t.arg.int({ description: 'Number at TheTVDB, such as `121361`, instead of `id`.' }),
    },
    ...fromTarget(({ id, imdbId, tvdbId }: IdArgs & { tvdbId?: number | null | undefined }) => {
      if ([id, imdbId, tvdbId].filter((one) => one !== null && one !== undefined).length !== 1) {
        throw badInput('Expected either `id`, `imdbId` or `tvdbId`.');
      }
      if (id) return { resource: tvSeries, ref: parseId(tvSeries.name, id) };
      if (imdbId) return byExternalId('TvSeries', 'imdbId', imdbId);
      if (!tvdbId || tvdbId < 1) throw badInput('Expected a positive number at TheTVDB, such as 121361.');
      return byExternalId('TvSeries', 'tvdbId', String(tvdbId));
    }),
  }),
);

byIds('tvSeriesByIds', TvSeries, tvSeries, {
  nouns: 'series',
  cost: 'Costs one TMDB request for each series, and by its IMDb id one more.',
});

entity(TvSeries, tvSeries);

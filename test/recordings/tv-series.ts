import type { Table } from '../support/compare.ts';
import { aggregateCredits, cast, crew } from './credits.ts';
import { groupSummary } from './episode-group.ts';
import { alternativeTitles, externalIds, lists, pageOf, reviews, videos, watchProviders } from './parts.ts';
import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { changes, company, episode, keyword, person, season, series, translations } from './rows.ts';
import { date, mergeTables, same, text, trimmed, under, year } from './rules.ts';
import { supplied } from './supplied.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';

/** The details of a series. */
const details: Table = {
  // The fields that a series shares with a movie also have the names that a movie gives them.
  ...mergeTables(series, {
    name: same('title'),
    original_name: same('originalTitle'),
    first_air_date: [date('releaseDate'), year('releaseYear')],
  }),
  tagline: text('tagline'),
  homepage: text('homepage'),
  status: same('status'),
  type: same('type'),
  in_production: same('inProduction'),
  last_air_date: date('lastAirDate'),
  number_of_seasons: same('numberOfSeasons'),
  number_of_episodes: same('numberOfEpisodes'),
  'episode_run_time[]': same('episodeRuntimes[]'),
  'languages[]': same('languages[]'),
  'genres[].id': same('genres[].tmdbId'),
  'genres[].name': same('genres[].name'),
  'created_by[].credit_id': same('createdBy[].creditId'),
  ...under('created_by[].', 'createdBy[].node.', person),
  ...under('networks[].', 'networks[].', company),
  ...under('production_companies[].', 'productionCompanies[].', company),
  'production_countries[].iso_3166_1': same('productionCountries[].code'),
  'production_countries[].name': same('productionCountries[].name'),
  'spoken_languages[].iso_639_1': same('spokenLanguages[].code'),
  'spoken_languages[].name': text('spokenLanguages[].name'),
  'spoken_languages[].english_name': text('spokenLanguages[].englishName'),
  ...under('last_episode_to_air.', 'lastEpisodeToAir.', episode),
  ...under('next_episode_to_air.', 'nextEpisodeToAir.', episode),
  ...under('seasons[].', 'seasons[].', season),
};

/** A table for each document about a series, by TMDB's name of the document; below `tvSeries` in the answer. */
const parts: Readonly<Record<string, Table>> = {
  details,
  aggregate_credits: aggregateCredits,
  alternative_titles: alternativeTitles('results'),
  changes,
  content_ratings: {
    ...under('results[].', 'contentRatings[].', {
      iso_3166_1: same('country'),
      rating: trimmed('rating'),
      'descriptors[]': same('descriptors[]'),
    }),
    id: same('tmdbId'),
  },
  credits: { ...under('cast[].', '', cast('cast')), ...under('crew[].', '', crew('crew')), id: same('tmdbId') },
  episode_groups: { ...under('results[].', 'episodeGroups[].', groupSummary), id: same('tmdbId') },
  external_ids: externalIds(
    'imdb_id',
    'wikidata_id',
    'facebook_id',
    'instagram_id',
    'twitter_id',
    'freebase_mid',
    'freebase_id',
    'tvdb_id',
    'tvrage_id',
  ),
  images: images('posters', 'backdrops', 'logos'),
  keywords: { ...under('results[].', 'keywords[].', keyword), id: same('tmdbId') },
  lists,
  recommendations: pageOf('recommendations', series),
  reviews,
  screened_theatrically: {
    ...under('results[].', 'screenedTheatrically[].', {
      season_number: same('seasonNumber'),
      episode_number: same('episodeNumber'),
      id: same('tmdbId'),
    }),
    id: same('tmdbId'),
  },
  similar: pageOf('similar', series),
  translations: {
    ...translations({ name: text('title'), overview: text('overview'), tagline: text('tagline'), homepage: text('homepage') }),
    id: same('tmdbId'),
  },
  videos,
  'watch/providers': watchProviders,
};

/** A series with every recorded document. */
export const tvSeriesResource: RecordedResource = {
  kind: 'tv',
  root: 'tvSeries',
  parts,
  paged: ['lists', 'recommendations', 'reviews', 'similar'],
  besides: {
    // The rows only identify the episodes: other fields come from the details of each.
    screened_theatrically({ path, body }) {
      const { results } = body as { results: readonly { season_number: number; episode_number: number }[] };
      const ofSeries = path.replace('/screened_theatrically', '');
      return results.map((row) => supplied(`${ofSeries}/season/${row.season_number}/episode/${row.episode_number}`, row));
    },
  },
};

/** The documents about a series. */
export const tvSeriesFamilies: readonly Family[] = [
  ...resourceFamilies(tvSeriesResource),
  {
    family: '/3/tv/latest',
    question: ({ body }) => ({
      documents: [{ name: 'latestTvSeries', body, table: under('', 'latestTvSeries.', details) }],
      arguments: {},
    }),
  },
];

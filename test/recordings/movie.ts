import type { Table } from '../support/compare.ts';
import { cast, crew } from './credits.ts';
import { alternativeTitles, externalIds, lists, pageOf, reviews, videos, watchProviders } from './parts.ts';
import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { changes, collection, company, movie, keyword, translations } from './rows.ts';
import { instant, oneOf, positive, same, text, trimmed, under } from './rules.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';

const RELEASE_TYPES = { 1: 'PREMIERE', 2: 'THEATRICAL_LIMITED', 3: 'THEATRICAL', 4: 'DIGITAL', 5: 'PHYSICAL', 6: 'TV' };

/** The details of a movie. */
const details: Table = {
  ...movie,
  imdb_id: text('imdbId'),
  tagline: text('tagline'),
  homepage: text('homepage'),
  status: same('status'),
  runtime: positive('runtime'),
  budget: positive('budget'),
  revenue: positive('revenue'),
  'genres[].id': same('genres[].tmdbId'),
  'genres[].name': same('genres[].name'),
  ...under('belongs_to_collection.', 'collection.', collection),
  ...under('production_companies[].', 'productionCompanies[].', company),
  'production_countries[].iso_3166_1': same('productionCountries[].code'),
  'production_countries[].name': same('productionCountries[].name'),
  'origin_country[]': same('originCountries[]'),
  'spoken_languages[].iso_639_1': same('spokenLanguages[].code'),
  'spoken_languages[].name': text('spokenLanguages[].name'),
  'spoken_languages[].english_name': text('spokenLanguages[].englishName'),
};

/** A table for each document about a movie, by TMDB's name of the document; below `movie` in the answer. */
const parts: Readonly<Record<string, Table>> = {
  details,
  alternative_titles: alternativeTitles('titles'),
  changes,
  credits: {
    'cast[].cast_id': same('cast.edges[].castId'),
    ...under('cast[].', '', cast('cast')),
    ...under('crew[].', '', crew('crew')),
    id: same('tmdbId'),
  },
  external_ids: externalIds('imdb_id', 'wikidata_id', 'facebook_id', 'instagram_id', 'twitter_id'),
  images: images('posters', 'backdrops', 'logos'),
  keywords: { ...under('keywords[].', 'keywords[].', keyword), id: same('tmdbId') },
  lists,
  recommendations: pageOf('recommendations', movie),
  release_dates: {
    'results[].iso_3166_1': same('releaseDates[].country'),
    ...under('results[].release_dates[].', 'releaseDates[].releases[].', {
      certification: trimmed('certification'),
      'descriptors[]': same('descriptors[]'),
      iso_639_1: text('language'),
      note: text('note'),
      release_date: instant('date'),
      type: oneOf('type', RELEASE_TYPES),
    }),
    id: same('tmdbId'),
  },
  releases: {},
  reviews,
  similar: pageOf('similar', movie),
  trailers: {},
  translations: {
    ...translations({
      title: text('title'),
      overview: text('overview'),
      tagline: text('tagline'),
      homepage: text('homepage'),
      runtime: positive('runtime'),
    }),
    id: same('tmdbId'),
  },
  videos,
  'watch/providers': watchProviders,
};

/** A movie with every recorded document. */
export const movieResource: RecordedResource = { kind: 'movie', parts, paged: ['lists', 'recommendations', 'reviews', 'similar'] };

/** The documents about a movie. */
export const movieFamilies: readonly Family[] = [
  // `trailers` were only recorded as an appended document.
  ...resourceFamilies(movieResource).filter(({ family }) => !family.endsWith('/trailers')),
  {
    family: '/3/movie/latest',
    question: ({ body }) => ({
      documents: [{ name: 'latestMovie', body, table: under('', 'latestMovie.', details) }],
      arguments: {},
    }),
  },
];

import { badInput } from './error.ts';
import { one, range, some, someOrNone, type Filters, type ParameterOf } from './filter.ts';
import { NUMBER, parseId } from './id.ts';
import { parseTimeZone, parseYear } from './time.ts';

const id = (type: string) => (value: unknown) => parseId(type, String(value));
const year = (value: unknown): string => parseYear(Number(value));
const timeZone = (value: unknown): string => parseTimeZone(String(value));

function average(value: unknown): string {
  if (Number(value) < 0 || Number(value) > 10) throw badInput('An average of votes is from 0 to 10.');
  return String(value);
}

function count(value: unknown): string {
  if (Number(value) < 0) throw badInput('Votes and minutes are 0 or more.');
  return String(value);
}

/** Nothing at TMDB has an original language with a country: it would find nothing. */
function originalLanguage(value: unknown): string {
  if (String(value).includes('-')) throw badInput('An original language has no country: en, pt, zh.');
  return String(value);
}

/** Countries call them by letters of their own, digits and a few signs: `PG-13`, `U/A 16+`. */
function certification(value: unknown): string {
  if (!/^[\p{L}\p{M}\p{N} +/.-]{1,40}$/u.test(String(value))) throw badInput('A certification is what a country calls it: PG-13, 16.');
  return String(value);
}

/** Services have no global ids. */
function service(value: unknown): string {
  if (!NUMBER.test(String(value))) throw badInput('A watch provider is named by TMDB’s number in digits.');
  return String(value);
}

const WATCH_REGION = {
  parameter: 'watch_region',
  from: 'watchRegion',
  missing: 'Watch providers and ways to watch differ by country: `watchRegion` says which, in the filter or for the whole operation.',
} as const;

const CERTIFICATION_COUNTRY = {
  parameter: 'certification_country',
  from: 'region',
  missing: 'Each country has its own certifications: `country` says which, or the region of the operation.',
} as const;

/** What films and series are both filtered by. */
const MEDIA_FILTERS = {
  genres: someOrNone('genres', id('Genre')),
  companies: someOrNone('companies', id('Company')),
  keywords: someOrNone('keywords', id('Keyword')),
  originCountries: one('with_origin_country'),
  originalLanguages: one('with_original_language', originalLanguage),
  runtime: range('with_runtime', count),
  voteAverage: range('vote_average', average),
  voteCount: range('vote_count', count),
  watchProviders: { ...someOrNone('watch_providers', service), needs: WATCH_REGION },
  monetizationTypes: { ...some('watch_monetization_types'), needs: WATCH_REGION },
  watchRegion: one('watch_region'),
} as const satisfies Filters;

/** Every filter of films. @see https://developer.themoviedb.org/reference/discover-movie */
export const MOVIE_FILTERS = {
  ...MEDIA_FILTERS,
  people: some('people', id('Person')),
  cast: some('cast', id('Person')),
  crew: some('crew', id('Person')),
  primaryReleaseYear: one('primary_release_year', year),
  primaryReleaseDate: range('primary_release_date'),
  year: one('year', year),
  releaseDate: range('release_date'),
  releaseTypes: some('release_type'),
  region: one('region'),
  certification: {
    to: {
      country: 'certification_country',
      is: 'certification',
      gte: 'certification.gte',
      lte: 'certification.lte',
    },
    write: certification,
    needs: CERTIFICATION_COUNTRY,
  },
} as const satisfies Filters;

/** Every filter of series. @see https://developer.themoviedb.org/reference/discover-tv */
export const TV_FILTERS = {
  ...MEDIA_FILTERS,
  networks: some('networks', id('Network')),
  statuses: one('with_status'),
  types: one('with_type'),
  firstAirYear: one('first_air_date_year', year),
  firstAirDate: range('first_air_date'),
  airDate: range('air_date'),
  timezone: one('timezone', timeZone),
  screenedTheatrically: one('screened_theatrically'),
} as const satisfies Filters;

export type FilterParameter = ParameterOf<typeof MOVIE_FILTERS> | ParameterOf<typeof TV_FILTERS>;

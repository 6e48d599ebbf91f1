import { badInput } from './error.ts';
import { one, range, some, someOrNone, type Filters, type ParameterOf } from './filter.ts';
import { NUMBER, parseId } from './id.ts';
import { originalCode } from './language.ts';
import { parseTimeZone, parseYear } from './time.ts';

const id = (type: string) => (value: unknown) => parseId(type, String(value));
const year = (value: unknown): string => parseYear(Number(value));
const timeZone = (value: unknown): string => parseTimeZone(String(value));

function average(value: unknown): string {
  if (Number(value) < 0 || Number(value) > 10) throw badInput('Expected a vote average from 0 to 10, such as 7.5.');
  return String(value);
}

function count(value: unknown): string {
  if (Number(value) < 0) throw badInput('Expected 0 or more minutes or votes.');
  return String(value);
}

/** No original language at TMDB has a country, so a filter by `en-US` would match nothing. */
function originalLanguage(value: unknown): string {
  const code = originalCode(String(value));
  if (code === undefined) throw badInput('Expected an original language without a country, such as en or pt.');
  return code;
}

/** Countries name certifications with letters of any script, digits and a few signs: `PG-13`, `U/A 16+`. */
function certification(value: unknown): string {
  const text = String(value).trim();
  if (!/^[\p{L}\p{M}\p{N} +/.-]{1,40}$/u.test(text))
    throw badInput('Expected a certification as its country writes it, such as PG-13 or 16.');
  return text;
}

/** Watch providers have no global ids. */
function watchProvider(value: unknown): string {
  const text = String(value).trim();
  if (!NUMBER.test(text)) throw badInput('Expected TMDB’s number of a watch provider, such as 8.');
  return text;
}

const WATCH_REGION = {
  parameter: 'watch_region',
  from: 'watchRegion',
  missing: 'Expected `watchRegion`, such as US, in the filter or for the whole operation: watch providers differ by country.',
} as const;

const CERTIFICATION_COUNTRY = {
  parameter: 'certification_country',
  from: 'region',
  missing: 'Expected `country`, such as US, or a region for the whole operation: each country has its own certifications.',
} as const;

/** Filters that movies and series share. */
const MEDIA_FILTERS = {
  genres: someOrNone('genres', id('Genre')),
  companies: someOrNone('companies', id('Company')),
  keywords: someOrNone('keywords', id('Keyword')),
  originCountries: one('with_origin_country'),
  originalLanguages: one('with_original_language', originalLanguage),
  runtime: range('with_runtime', count),
  voteAverage: range('vote_average', average),
  voteCount: range('vote_count', count),
  watchProviders: { ...someOrNone('watch_providers', watchProvider), needs: WATCH_REGION },
  monetizationTypes: { ...some('watch_monetization_types'), needs: WATCH_REGION },
  watchRegion: one('watch_region'),
} as const satisfies Filters;

/** Every filter of movies. @see https://developer.themoviedb.org/reference/discover-movie */
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

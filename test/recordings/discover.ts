import type { Table } from '../support/compare.ts';
import type { Recording } from '../support/recordings.ts';
import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { movie, series } from './rows.ts';

/** Values joined by commas must all match; of values joined by pipes, one. */
const joined = (value: string): string => {
  const list = value.split(/[,|]/).join(', ').toUpperCase();
  return value.includes('|') ? `{ anyOf: [${list}] }` : `{ allOf: [${list}] }`;
};

/** The only release type that was recorded, by TMDB's number. */
const RELEASE_TYPES: Readonly<Record<string, string>> = { 1: 'PREMIERE' };

/** TMDB's parameters as fields of the filter. */
const FIELDS: Readonly<Record<string, (value: string) => string>> = {
  certification_country: (value) => `certification: { country: ${value} }`,
  'primary_release_date.gte': (value) => `primaryReleaseDate: { gte: "${value}" }`,
  'primary_release_date.lte': (value) => `primaryReleaseDate: { lte: "${value}" }`,
  primary_release_year: (value) => `primaryReleaseYear: ${value}`,
  region: (value) => `region: ${value}`,
  'vote_average.gte': (value) => `voteAverage: { gte: ${value} }`,
  'vote_count.gte': (value) => `voteCount: { gte: ${value} }`,
  watch_region: (value) => `watchRegion: ${value}`,
  with_original_language: (value) => `originalLanguages: ["${value}"]`,
  with_people: (value) => `people: ${joined(value)}`,
  with_release_type: (value) => `releaseTypes: { allOf: [${RELEASE_TYPES[value]}] }`,
  with_watch_monetization_types: (value) => `monetizationTypes: ${joined(value)}`,
  with_watch_providers: (value) => `watchProviders: ${joined(value)}`,
};

/** The arguments of a recorded query; parameters without a value filter nothing. */
function argumentsOf({ page: _page, sort_by: sort, ...filters }: Recording['query']): string[] {
  const fields = Object.entries(filters).flatMap(([name, value]) => {
    const write = FIELDS[name];
    if (!write && value !== '') throw new TypeError(`${name} was recorded, but FIELDS has no argument for it`);
    return write && value !== '' ? [write(value)] : [];
  });
  return [`filter: { ${fields.join(', ')} }`, ...(sort ? [`sort: ${sort.replace('.', '_').toUpperCase()}`] : [])];
}

const discover = (kind: string, root: string, row: Table): Family =>
  listFamily({
    family: `/3/discover/${kind}`,
    root,
    row,
    args: argumentsOf,
    // TMDB finds nothing: original languages have no country.
    isRefused: ({ query }) => query['with_original_language']?.includes('-') ?? false,
  });

/** Movies and series by filters. */
export const discoverFamilies: readonly Family[] = [discover('movie', 'discoverMovies', movie), discover('tv', 'discoverTvSeries', series)];

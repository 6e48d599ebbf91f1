import { MOVIE_SORTS, TV_SORTS } from '../../src/tmdb/api/discovery/discover.ts';
import { FILMOGRAPHY_SORTS } from '../../src/tmdb/api/people/filmography.ts';
import { builder } from '../core/builder.ts';

/** TMDB's sort keys: the value that each compares, and the rows that come first in each direction. */
const SORTS = {
  popularity: ['popularity', 'the least popular', 'the most popular'],
  release_date: ['the date of the first release, or of the first episode of a series', 'the oldest', 'the newest'],
  primary_release_date: ['the date of the first release', 'the oldest', 'the newest'],
  first_air_date: ['the date of the first episode', 'the oldest', 'the newest'],
  revenue: ['revenue', 'the lowest', 'the highest'],
  title: ['the title', 'A', 'Z'],
  original_title: ['the original title', 'A', 'Z'],
  name: ['the name', 'A', 'Z'],
  original_name: ['the original name', 'A', 'Z'],
  vote_average: ['the average rating', 'the lowest', 'the highest'],
  vote_count: ['the number of votes', 'the fewest', 'the most'],
} as const satisfies Record<
  (typeof MOVIE_SORTS | typeof TV_SORTS | typeof FILMOGRAPHY_SORTS)[number],
  readonly [value: string, asc: string, desc: string]
>;

const sortType = <By extends keyof typeof SORTS>(name: string, nouns: string, sorts: readonly By[], more = '') =>
  builder.enumType(name, {
    description: `Order of ${nouns}.${more}`,
    values: Object.fromEntries(
      sorts.flatMap((sort) => {
        const [by, asc, desc] = SORTS[sort];
        return [
          [`${sort.toUpperCase()}_ASC`, { value: `${sort}.asc` as const, description: `By ${by}, ${asc} first.` }],
          [`${sort.toUpperCase()}_DESC`, { value: `${sort}.desc` as const, description: `By ${by}, ${desc} first.` }],
        ];
      }),
    ),
  });

export const MovieSort = sortType('MovieSort', 'movies', MOVIE_SORTS);
export const TvSeriesSort = sortType('TvSeriesSort', 'series', TV_SORTS);
export const FilmographySort = sortType(
  'FilmographySort',
  'the movies and series of a person',
  FILMOGRAPHY_SORTS,
  ' Rows without the value come last.',
);

import { MOVIE_SORTS, TV_SORTS } from '../../src/tmdb/api/discovery/discover.ts';
import { FILMOGRAPHY_SORTS } from '../../src/tmdb/api/people/filmography.ts';
import { builder } from '../core/builder.ts';

/** TMDB's words for what it sorts by: what that is, and what comes first in each direction. */
const SORTS = {
  popularity: ['popularity', 'the least popular', 'the most popular'],
  release_date: ['the day of the first release, of a series of its first episode', 'the oldest', 'the newest'],
  primary_release_date: ['the day of the first release', 'the oldest', 'the newest'],
  first_air_date: ['the day of the first episode', 'the oldest', 'the newest'],
  revenue: ['what they took in', 'the least', 'the most'],
  title: ['the title', 'A', 'Z'],
  original_title: ['the original title', 'A', 'Z'],
  name: ['the name', 'A', 'Z'],
  original_name: ['the original name', 'A', 'Z'],
  vote_average: ['the average of votes', 'the lowest', 'the highest'],
  vote_count: ['the number of votes', 'the fewest', 'the most'],
} as const satisfies Record<
  (typeof MOVIE_SORTS | typeof TV_SORTS | typeof FILMOGRAPHY_SORTS)[number],
  readonly [what: string, asc: string, desc: string]
>;

const sortType = <By extends keyof typeof SORTS>(name: string, what: string, sorts: readonly By[], others = '') =>
  builder.enumType(name, {
    description: `In which order ${what} come.${others}`,
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

export const MovieSort = sortType('MovieSort', 'films', MOVIE_SORTS);
export const TvSeriesSort = sortType('TvSeriesSort', 'series', TV_SORTS);
export const FilmographySort = sortType(
  'FilmographySort',
  'films and series of a person',
  FILMOGRAPHY_SORTS,
  ' Those of which it is not known come last.',
);

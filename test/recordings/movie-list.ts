import type { Table } from '../support/compare.ts';
import { listFamily } from './list.ts';
import type { Family } from './prove.ts';
import { movie } from './rows.ts';
import { date } from './rules.ts';

/** The range of release dates in a list. */
const dates: Table = { 'dates.minimum': date('dates.minimum'), 'dates.maximum': date('dates.maximum') };

const movieList = (name: string, root: string, beside: Table = {}): Family =>
  listFamily({
    family: `/3/movie/${name}`,
    root,
    row: movie,
    beside,
    isRefused: ({ query }) => Number(query['page'] ?? 1) > 500,
  });

/** TMDB's own lists of movies. */
export const movieListFamilies: readonly Family[] = [
  movieList('popular', 'popularMovies'),
  movieList('top_rated', 'topRatedMovies'),
  movieList('now_playing', 'nowPlayingMovies', dates),
  movieList('upcoming', 'upcomingMovies', dates),
];

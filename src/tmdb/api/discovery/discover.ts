import { MOVIE_FILTERS, TV_FILTERS } from '../../discover-filters.ts';
import { parametersOf } from '../../filter.ts';
import { part, type Parameter, type Part, type Resource } from '../../resource.ts';
import { FRESH } from '../freshness.ts';
import type { Page } from '../page.ts';
import type { MovieSummary, TvSeriesSummary } from '../summary.ts';

/** TMDB's sort criteria, each in both directions. */
export const MOVIE_SORTS = [
  'popularity',
  'primary_release_date',
  'revenue',
  'title',
  'original_title',
  'vote_average',
  'vote_count',
] as const;
export const TV_SORTS = ['popularity', 'first_air_date', 'name', 'original_name', 'vote_average', 'vote_count'] as const;

/** TMDB's order when none is sent, so it is never sent. */
export const DEFAULT_SORT = 'popularity.desc';

const discover = <Row>(kind: string, varies: readonly Parameter[]): Resource<{ details: Part<Page<Row>> }> => ({
  name: `discover/${kind}`,
  path: () => `/discover/${kind}`,
  parts: {
    details: part<Page<Row>>({ fresh: FRESH.lists, varies: ['language', 'page', 'include_adult', 'sort_by', ...varies] }),
  },
});

export const discoverMovies = discover<MovieSummary>('movie', ['include_video', ...parametersOf(MOVIE_FILTERS)]);
export const discoverTvSeries = discover<TvSeriesSummary>('tv', ['include_null_first_air_dates', ...parametersOf(TV_FILTERS)]);

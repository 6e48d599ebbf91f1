import { FRESH } from '../freshness.ts';
import type { Page } from '../page.ts';
import { part, type Part, type Resource } from '../../resource.ts';
import type { MediaRow, MovieSummary, PersonSummary, TvSeriesSummary } from '../summary.ts';

/** `ref` is the time window, `day` or `week`. `page` is not in TMDB's reference, but works. */
const trending = <Row>(kind: string): Resource<{ details: Part<Page<Row>> }> => ({
  name: `trending/${kind}`,
  path: (ref) => `/trending/${kind}/${ref}`,
  parts: { details: part<Page<Row>>({ fresh: FRESH.trending, varies: ['language', 'page'] }) },
});

/** @see https://developer.themoviedb.org/reference/trending-all */
export const trendingAll = trending<MediaRow>('all');
/** @see https://developer.themoviedb.org/reference/trending-movies */
export const trendingMovies = trending<MovieSummary>('movie');
/** @see https://developer.themoviedb.org/reference/trending-tv */
export const trendingTvSeries = trending<TvSeriesSummary>('tv');
/** @see https://developer.themoviedb.org/reference/trending-people */
export const trendingPeople = trending<PersonSummary>('person');

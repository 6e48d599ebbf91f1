import { FRESH } from './freshness.ts';
import type { MovieSummary } from './movie.ts';
import type { PersonSummary } from './person.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';
import type { TvEpisodeSummary, TvSeasonSummary, TvSeriesSummary } from './tv.ts';

/** List-shaped rows; one external id can match several kinds. */
export interface FindResults {
  movie_results?: MovieSummary[];
  person_results?: PersonSummary[];
  tv_results?: TvSeriesSummary[];
  tv_season_results?: TvSeasonSummary[];
  tv_episode_results?: TvEpisodeSummary[];
}

/** `ref` is the external id. @see https://developer.themoviedb.org/reference/find-by-id */
export const find = {
  name: 'find',
  path: (ref) => `/find/${ref}`,
  parts: { details: part<FindResults>({ fresh: FRESH.details, varies: ['external_source', 'language'] }) },
} as const satisfies Resource;

import { FRESH } from './freshness.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

/** A row of a list of series. `""` and null both mean unknown. */
export interface TvSeriesSummary {
  id: number;
  name?: string;
  original_name?: string;
  original_language?: string;
  overview?: string;
  first_air_date?: string | null;
  origin_country?: string[];
  poster_path?: string | null;
  backdrop_path?: string | null;
  genre_ids?: number[];
  popularity?: number;
  vote_average?: number;
  vote_count?: number;
  adult?: boolean | null;
  softcore?: boolean | null;
}

/** @see https://developer.themoviedb.org/reference/tv-series-details */
export interface TvSeriesDetails extends Omit<TvSeriesSummary, 'genre_ids'> {
  genres?: { id: number; name: string }[];
}

/** A season, as credits name it. */
export interface TvSeasonSummary {
  id: number;
  season_number: number;
  name?: string;
  overview?: string;
  air_date?: string | null;
  episode_count?: number;
  poster_path?: string | null;
  vote_average?: number;
  show_id?: number;
}

/** An episode, as credits and tagged pictures name it. */
export interface TvEpisodeSummary {
  id: number;
  season_number: number;
  episode_number: number;
  name?: string;
  overview?: string;
  air_date?: string | null;
  /** Minutes. */
  runtime?: number | null;
  episode_type?: string;
  production_code?: string;
  still_path?: string | null;
  vote_average?: number;
  vote_count?: number;
  show_id?: number;
}

export const tvSeries = {
  name: 'TvSeries',
  path: (ref) => `/tv/${ref}`,
  appends: true,
  parts: { details: part<TvSeriesDetails>({ fresh: FRESH.details, varies: ['language'] }) },
} as const satisfies Resource;

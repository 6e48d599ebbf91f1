import { day, hour, minute } from '../duration.ts';
import type { Freshness } from '../resource.ts';

/**
 * How long each kind of part may be used: TMDB's remaining max-age, clamped to floor and ceiling.
 * @see https://www.rfc-editor.org/rfc/rfc5861 for stale and error
 */
export const FRESH = {
  /** Configuration, genres, countries: they change a few times a year. */
  configuration: { floor: hour, ceiling: day, stale: day, error: 7 * day },
  details: { floor: 10 * minute, ceiling: 8 * hour, stale: 8 * hour, error: 3 * day },
  /** Popular, top rated and the like. */
  lists: { floor: 10 * minute, ceiling: 6 * hour, stale: hour, error: day },
  /** Trending and search. */
  trending: { floor: minute, ceiling: 20 * minute, stale: 20 * minute, error: 6 * hour },
  /** Data that users edit, and data that TMDB marks as uncacheable. */
  edited: { floor: minute, ceiling: 5 * minute, stale: minute, error: hour },
} as const satisfies Record<string, Freshness>;

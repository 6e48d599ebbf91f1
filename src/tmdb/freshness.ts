import { day, hour, minute } from './duration.ts';
import type { Freshness } from './resource.ts';

/** How long each kind of part may be used. TMDB's own max-age counts down between these bounds. */
export const FRESH = {
  /** Configuration, genres, countries: they change a few times a year. */
  configuration: { floor: hour, ceiling: day },
  details: { floor: 10 * minute, ceiling: 8 * hour },
  /** Popular, top rated and the like. */
  lists: { floor: 10 * minute, ceiling: 6 * hour },
  /** Trending and search. */
  trending: { floor: minute, ceiling: 20 * minute },
  /** What users edit, and what TMDB marks as never to be kept. */
  edited: { floor: minute, ceiling: 5 * minute },
} as const satisfies Record<string, Freshness>;

import { FRESH } from '../freshness.ts';
import { HEX_ID } from '../../id.ts';
import { byId, part, type Resource } from '../../resource.ts';
import type { TvEpisodeSummary, TvSeasonSummary } from '../titles/tv.ts';
import type { MovieSummary, PersonSummary, TvSeriesSummary } from '../summary.ts';

/** @see https://developer.themoviedb.org/reference/credit-details */
export interface CreditDetails {
  id: string;
  /** `cast`, `crew` or `creator`. */
  credit_type?: string;
  department?: string;
  job?: string;
  media_type?: string;
  media?: (MovieSummary | TvSeriesSummary) & {
    media_type?: string;
    character?: string;
    /** Only of guest stars: their episodes. */
    episodes?: TvEpisodeSummary[];
    seasons?: TvSeasonSummary[];
  };
  person?: PersonSummary;
}

export const credit = {
  name: 'Credit',
  pattern: HEX_ID,
  path: (ref) => `/credit/${ref}`,
  identity: byId,
  parts: { details: part<CreditDetails>({ fresh: FRESH.details, varies: ['language'], knownBy: ['credit_type', 'job'] }) },
} as const satisfies Resource;

import { FRESH } from './freshness.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

export interface CompanySummary {
  id: number;
  name?: string;
  logo_path?: string | null;
  /** `""` or null when unknown. */
  origin_country?: string | null;
}

/** @see https://developer.themoviedb.org/reference/company-details */
export const company = {
  name: 'Company',
  path: (ref) => `/company/${ref}`,
  appends: true,
  parts: { details: part<CompanySummary>({ fresh: FRESH.details }) },
} as const satisfies Resource;

import { FRESH } from '../freshness.ts';
import type { ImageRow } from '../titles/image.ts';
import type { Page } from '../page.ts';
import { byId, part, type Resource } from '../../resource.ts';
import type { MovieSummary } from '../summary.ts';

export interface CompanySummary {
  id: number;
  name?: string;
  logo_path?: string | null;
  /** `""` or null when unknown. */
  origin_country?: string | null;
}

/** @see https://developer.themoviedb.org/reference/company-details */
export interface CompanyDetails extends CompanySummary {
  description?: string;
  headquarters?: string;
  homepage?: string;
  parent_company?: CompanySummary | null;
}

export interface AlternativeNameRow {
  name: string;
  type?: string;
}

export const company = {
  name: 'Company',
  path: (ref) => `/company/${ref}`,
  appends: true,
  identity: byId,
  parts: {
    details: part<CompanyDetails>({ fresh: FRESH.details, knownBy: ['name'] }),
    alternative_names: part<{ results?: AlternativeNameRow[] }>({ fresh: FRESH.details }),
    images: part<{ logos?: ImageRow[] }>({ fresh: FRESH.details }),
    // Not in TMDB's reference, but recorded in 2022 and 2026.
    movies: part<Page<MovieSummary>>({ fresh: FRESH.lists, varies: ['language', 'page'] }),
  },
} as const satisfies Resource;

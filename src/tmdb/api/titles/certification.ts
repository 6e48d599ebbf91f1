import { FRESH } from '../freshness.ts';
import { part, type Resource } from '../../resource.ts';

export interface CertificationRow {
  certification?: string;
  meaning?: string;
  /** Ascending from the mildest. */
  order?: number;
}

/** `ref` is the kind, `movie` or `tv`; by country. @see https://developer.themoviedb.org/reference/certification-movie-list */
export const certifications = {
  name: 'certifications',
  path: (ref) => `/certification/${ref}/list`,
  parts: { details: part<{ certifications?: Record<string, CertificationRow[]> }>({ fresh: FRESH.configuration }) },
} as const satisfies Resource;

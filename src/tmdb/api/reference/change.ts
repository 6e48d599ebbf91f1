import { FRESH } from '../freshness.ts';
import type { Page } from '../page.ts';
import { part, type Resource } from '../../resource.ts';

export interface ChangeRow {
  key: string;
  items: {
    id: string;
    action?: string;
    time?: string;
    iso_639_1?: string;
    iso_3166_1?: string;
    value?: unknown;
    original_value?: unknown;
  }[];
}

/** A movie, series or person that changed. TMDB sends little more than its id. */
export interface ChangedRow {
  id: number;
  /** Null for new or deleted rows. */
  adult?: boolean | null;
  softcore?: boolean | null;
}

/** Longest window of changes, in days; status 20 beyond it. */
export const MAX_CHANGE_DAYS = 14;

/** `ref` is the kind: `movie`, `tv` or `person`. @see https://developer.themoviedb.org/reference/changes-movie-list */
export const changeLists = {
  name: 'change list',
  path: (ref) => `/${ref}/changes`,
  parts: { details: part<Page<ChangedRow>>({ fresh: FRESH.edited, varies: ['start_date', 'end_date', 'page'], pageSize: 100 }) },
} as const satisfies Resource;

import { FRESH } from '../freshness.ts';
import type { Page } from '../page.ts';
import { byId, part, type Resource } from '../../resource.ts';
import type { MovieSummary } from '../summary.ts';

export interface KeywordRow {
  id: number;
  name?: string;
}

/** @see https://developer.themoviedb.org/reference/keyword-details */
export const keyword = {
  name: 'Keyword',
  path: (ref) => `/keyword/${ref}`,
  identity: byId,
  parts: {
    details: part<KeywordRow>({ fresh: FRESH.details, knownBy: ['name'] }),
    movies: part<Page<MovieSummary>>({ fresh: FRESH.lists, varies: ['language', 'page', 'include_adult'] }),
  },
} as const satisfies Resource;

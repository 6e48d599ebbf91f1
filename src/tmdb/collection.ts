import { FRESH } from './freshness.ts';
import { part } from './resource.ts';
import type { Resource } from './resource.ts';

/** A collection as a film names it. */
export interface CollectionSummary {
  id: number;
  name?: string;
  poster_path?: string | null;
  backdrop_path?: string | null;
}

/** @see https://developer.themoviedb.org/reference/collection-details */
export interface CollectionDetails extends CollectionSummary {
  overview?: string;
}

export const collection = {
  name: 'Collection',
  path: (ref) => `/collection/${ref}`,
  appends: true,
  parts: { details: part<CollectionDetails>({ fresh: FRESH.details, varies: ['language'] }) },
} as const satisfies Resource;

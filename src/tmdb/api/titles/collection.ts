import { FRESH } from '../freshness.ts';
import type { ImageLists } from './image.ts';
import type { MovieSummary } from './movie.ts';
import { part, type Resource } from '../../resource.ts';
import type { TranslationRow } from './translation.ts';

/** A collection as films and searches name it. */
export interface CollectionSummary {
  id: number;
  name?: string;
  poster_path?: string | null;
  backdrop_path?: string | null;
  /** In searches, and in details since they are documented so. */
  original_name?: string;
  original_language?: string;
  /** In searches. */
  overview?: string;
  adult?: boolean;
}

/** @see https://developer.themoviedb.org/reference/collection-details */
export interface CollectionDetails extends Omit<CollectionSummary, 'adult'> {
  parts?: MovieSummary[];
}

export type CollectionTranslationRow = TranslationRow<{ title?: string; overview?: string; homepage?: string }>;

export const collection = {
  name: 'Collection',
  path: (ref) => `/collection/${ref}`,
  // Not in TMDB's reference, but recorded.
  appends: true,
  parts: {
    details: part<CollectionDetails>({ fresh: FRESH.details, varies: ['language'] }),
    images: part<ImageLists>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
    translations: part<{ translations?: CollectionTranslationRow[] }>({ fresh: FRESH.details }),
  },
} as const satisfies Resource;

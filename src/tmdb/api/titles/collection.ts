import { FRESH } from '../freshness.ts';
import type { ImageLists } from './image.ts';
import { byId, part, type Resource } from '../../resource.ts';
import type { TranslationRow } from './translation.ts';
import type { CollectionSummary, MovieSummary } from '../summary.ts';

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
  identity: byId,
  parts: {
    details: part<CollectionDetails>({ fresh: FRESH.details, varies: ['language'], knownBy: ['name'] }),
    images: part<ImageLists>({ fresh: FRESH.details, varies: ['language', 'include_image_language'] }),
    translations: part<{ translations?: CollectionTranslationRow[] }>({ fresh: FRESH.details }),
  },
} as const satisfies Resource;

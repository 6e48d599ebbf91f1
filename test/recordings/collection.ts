import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { collection, movie, translations } from './rows.ts';
import { same, text, under } from './rules.ts';
import { type RecordedResource, resourceFamilies } from './resource.ts';

/** A collection with every recorded document. */
export const collectionResource: RecordedResource = {
  kind: 'collection',
  parts: {
    details: { ...collection, ...under('parts[].', 'parts[].', movie) },
    images: images('posters', 'backdrops'),
    translations: {
      ...translations({ title: text('title'), overview: text('overview'), homepage: text('homepage') }),
      id: same('tmdbId'),
    },
  },
};

/** The documents about a collection. */
export const collectionFamilies: readonly Family[] = resourceFamilies(collectionResource);

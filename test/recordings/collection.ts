import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { collection, film, translations } from './rows.ts';
import { same, text, under } from './rules.ts';
import { type Thing, thingFamilies } from './thing.ts';

/** A collection, with all that was recorded about it. */
export const collectionThing: Thing = {
  kind: 'collection',
  parts: {
    details: { ...collection, ...under('parts[].', 'parts[].', film) },
    images: images('posters', 'backdrops'),
    translations: {
      ...translations({ title: text('title'), overview: text('overview'), homepage: text('homepage') }),
      id: same('tmdbId'),
    },
  },
};

/** The documents about a collection. */
export const collectionFamilies: readonly Family[] = thingFamilies(collectionThing);

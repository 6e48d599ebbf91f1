import { images } from './pictures.ts';
import type { Family } from './prove.ts';
import { collection, film, translations } from './rows.ts';
import { same, text, under } from './rules.ts';
import { thingFamilies } from './thing.ts';

/** The documents about a collection. */
export const collectionFamilies: readonly Family[] = thingFamilies({
  kind: 'collection',
  parts: {
    details: { ...collection, ...under('parts[].', 'parts[].', film) },
    images: images('posters', 'backdrops'),
    translations: {
      ...translations({ title: text('title'), overview: text('overview'), homepage: text('homepage') }),
      id: same('tmdbId'),
    },
  },
});

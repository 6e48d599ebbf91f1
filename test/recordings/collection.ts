import type { Family } from './prove.ts';
import { collection, film, picture, translations } from './rows.ts';
import { same, text, under } from './rules.ts';
import { thingFamilies } from './thing.ts';

/** The documents about a collection. */
export const collectionFamilies: readonly Family[] = thingFamilies({
  kind: 'collection',
  parts: {
    details: { ...collection, ...under('parts[].', 'parts[].', film) },
    images: {
      ...under('posters[].', 'images.posters[].', picture('poster')),
      ...under('backdrops[].', 'images.backdrops[].', picture('backdrop')),
      id: same('tmdbId'),
    },
    translations: {
      ...translations({ title: text('title'), overview: text('overview'), homepage: text('homepage') }),
      id: same('tmdbId'),
    },
  },
});

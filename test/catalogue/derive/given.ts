import type { Collection } from '../../../src/sandbox/catalogue/catalogue-rows.ts';
import { people } from './facts.ts';

/* Facts that the recordings lack, and lists and pages need. */

const SIZES = { poster: [1000, 1500, 'en'], backdrop: [1920, 1080, null] } as const;

/** Gives each collection without images one of its own and a German one, since the sandbox draws its own images. */
export function giveCollectionsPictures(collections: readonly Collection[]): void {
  for (const collection of collections) {
    for (const kind of ['poster', 'backdrop'] as const) {
      const [width, height, language] = SIZES[kind];
      const file = `/sandbox-collection-${collection.id}-${kind}`;
      collection[kind] ??= `${file}.jpg`;
      collection[`${kind}s`] ??= [
        [collection[kind], width, height, language, 5.4, 6],
        [`${file}-de.jpg`, width, height, 'de', 5.2, 3],
      ];
    }
  }
}

/**
 * Derives the popularity of people from their number of credits, where it was recorded as 0.
 * @param credits The ids of their people.
 */
export function givePeopleFame(credits: readonly number[]): void {
  const counts = new Map<number, number>();
  for (const id of credits) counts.set(id, (counts.get(id) ?? 0) + 1);
  for (const person of people.values()) person.popularity ||= (counts.get(person.id) ?? 0) * 2 + (person.id % 17) / 10;
}

import { describe, expect, it } from 'vitest';
import { hour } from '../../src/tmdb/duration.ts';
import { createPartCache } from '../../src/tmdb/engine/cache.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { wishKey, type Wish } from '../../src/tmdb/resource.ts';
import { heapUsed } from '../support/heap.ts';
import { loadRecordings, recordingsFolder, suiteName } from '../support/recordings.ts';

const folder = recordingsFolder();

describe.skipIf(!folder)(suiteName('memory', folder), () => {
  it('counts what it keeps as the heap does, within a fifth', () => {
    const texts = loadRecordings(folder).map(({ body }) => JSON.stringify(body));
    const cache = createPartCache(1_000_000_000);
    const before = heapUsed();
    for (let round = 0; round < 10; round += 1) {
      for (const [index, text] of texts.entries()) {
        const wish: Wish = { resource: movie, ref: String(1000 * round + index), part: 'details', query: { language: null } };
        cache.set(wishKey(wish), wish, { doc: JSON.parse(text) }, hour);
      }
    }
    const ratio = cache.bytes / (heapUsed() - before);
    expect(ratio).toBeGreaterThan(0.8);
    expect(ratio).toBeLessThan(1.2);
  });
});

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPartCache, sizeOf, type Age } from '../../../src/tmdb/engine/cache.ts';
import { hour, minute } from '../../../src/tmdb/duration.ts';
import { errorFromResponse } from '../../../src/tmdb/error.ts';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { wishKey, type Wish } from '../../../src/tmdb/resource.ts';
import { scopeOf } from '../../support/engine-world.ts';
import { heapUsed } from '../../support/heap.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const wish: Wish = { resource: movie, ref: '603', part: 'details', query: {} };

const text = (length: number) => ({ doc: 'x'.repeat(length) });

describe('freshness', () => {
  it('keeps an entry fresh for exactly its lifetime', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: { id: 603 } }, 1000);
    expect(cache.get('key')).toMatchObject({ answer: { doc: { id: 603 } } });
    vi.advanceTimersByTime(999);
    expect(cache.get('key')).toMatchObject({ answer: { doc: { id: 603 } } });
    vi.advanceTimersByTime(1);
    expect(cache.get('key')).toBeUndefined();
    vi.advanceTimersByTime(60_000);
    expect(cache.get('key')).toBeUndefined();
  });

  it('measures freshness by the monotonic clock', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: 1 }, 1000);
    vi.setSystemTime(Date.now() + 86_400_000);
    expect(cache.get('key')).toMatchObject({ answer: { doc: 1 } });
    vi.setSystemTime(Date.now() - 2 * 86_400_000);
    vi.advanceTimersByTime(1000);
    expect(cache.get('key')).toBeUndefined();
  });

  it('does not extend freshness by reading', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: 1 }, 1000);
    for (let count = 0; count < 10; count += 1) {
      cache.get('key');
      vi.advanceTimersByTime(100);
    }
    expect(cache.get('key')).toBeUndefined();
  });

  it('starts freshness again with a new answer', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: 'old' }, 1000);
    vi.advanceTimersByTime(900);
    cache.set('key', wish, { doc: 'new' }, 1000);
    vi.advanceTimersByTime(900);
    expect(cache.get('key')).toMatchObject({ answer: { doc: 'new' } });
  });

  it('returns nothing for an entry with a lifetime of 0', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: 1 }, 0);
    expect(cache.get('key')).toBeUndefined();
  });

  it('never serves an entry beyond its lifetime, whatever is set and read', () => {
    const step = fc.record({
      key: fc.constantFrom('a', 'b'),
      lifetime: fc.integer({ min: 0, max: 500 }),
      after: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(step), (steps) => {
        const cache = createPartCache(1_000_000);
        const until = new Map<string, number>();
        for (const { key, lifetime, after } of steps) {
          cache.set(key, wish, { doc: lifetime }, lifetime);
          until.set(key, performance.now() + lifetime);
          vi.advanceTimersByTime(after);
          for (const [name, end] of until) expect(cache.get(name) !== undefined).toBe(performance.now() < end);
        }
      }),
    );
  });
});

describe('entries', () => {
  it('finds entries by their keys, null and false included', () => {
    const cache = createPartCache(1_000_000);
    cache.set('a', wish, { doc: null }, 1000);
    cache.set('b', wish, { doc: false }, 1000);
    expect(cache.get('a')).toMatchObject({ answer: { doc: null } });
    expect(cache.get('b')).toMatchObject({ answer: { doc: false } });
    expect(cache.get('c')).toBeUndefined();
  });

  it('returns the very document, not a copy', () => {
    const cache = createPartCache(1_000_000);
    const doc = { id: 603 };
    cache.set('key', wish, { doc }, 1000);
    const cached = cache.get('key');
    expect(cached && 'doc' in cached.answer && cached.answer.doc).toBe(doc);
  });

  it('keeps “not found” until it expires or a document replaces it', () => {
    const cache = createPartCache(1_000_000);
    const error = errorFromResponse(404, { success: false, status_code: 34 });
    cache.set('gone', wish, { error }, 1000);
    cache.set('found', wish, { error }, 1000);
    expect(cache.get('gone')).toMatchObject({ answer: { error } });
    cache.set('found', wish, { doc: { id: 1 } }, 1000);
    expect(cache.get('found')).toMatchObject({ answer: { doc: { id: 1 } } });
    expect(cache.get('found')?.answer).not.toHaveProperty('error');
    vi.advanceTimersByTime(1000);
    expect(cache.get('gone')).toBeUndefined();
  });
});

/** Fresh for one second, stale for two more, and for errors until ten seconds are over. */
const RULES = { lifetime: 1000, after: { stale: 2000, error: 9000 } };

describe('age', () => {
  it.each<{ at: number; age: Age | undefined }>([
    { at: 0, age: 'fresh' },
    { at: 999, age: 'fresh' },
    { at: 1000, age: 'stale' },
    { at: 2999, age: 'stale' },
    { at: 3000, age: 'stale-if-error' },
    { at: 9999, age: 'stale-if-error' },
    { at: 10_000, age: undefined },
    { at: 1_000_000, age: undefined },
  ])('reports $age after $at ms', ({ at, age }) => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: 1 }, RULES.lifetime, RULES.after);
    vi.advanceTimersByTime(at);
    expect(cache.get('key')?.age).toBe(age);
    expect(cache.get('key')?.answer).toEqual(age && { doc: 1 });
  });

  it('resets the age of an entry by a new answer, not by reading', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', wish, { doc: 'old' }, RULES.lifetime, RULES.after);
    vi.advanceTimersByTime(2500);
    expect(cache.get('key')?.age).toBe('stale');
    vi.advanceTimersByTime(1000);
    expect(cache.get('key')?.age).toBe('stale-if-error');
    cache.set('key', wish, { doc: 'new' }, RULES.lifetime, RULES.after);
    expect(cache.get('key')).toMatchObject({ answer: { doc: 'new' }, age: 'fresh', freshUntil: performance.now() + RULES.lifetime });
  });

  it('follows the rules of age, whatever is set, read and waited for', () => {
    const key = fc.constantFrom('a', 'b');
    const duration = fc.integer({ min: 0, max: 500 });
    const step = fc.oneof(
      fc.record({ do: fc.constant('set' as const), key, lifetime: duration, stale: duration, more: duration }),
      fc.record({ do: fc.constant('get' as const), key }),
      fc.record({ do: fc.constant('wait' as const), duration }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
        const cache = createPartCache(1_000_000);
        const rules = new Map<string, { doc: number; since: number; fresh: number; stale: number; error: number }>();
        const seen: unknown[] = [];
        const expected: unknown[] = [];
        for (const [doc, step] of steps.entries()) {
          if (step.do === 'wait') vi.advanceTimersByTime(step.duration);
          else if (step.do === 'set') {
            const { lifetime: fresh, stale, more } = step;
            cache.set(step.key, wish, { doc }, fresh, { stale, error: stale + more });
            rules.set(step.key, { doc, since: performance.now(), fresh, stale: fresh + stale, error: fresh + stale + more });
          } else {
            const { id, ...found } = cache.get(step.key) ?? {};
            seen.push(id && found);
            const rule = rules.get(step.key);
            const age = performance.now() - (rule?.since ?? 0);
            const name =
              rule && (age < rule.fresh ? 'fresh' : age < rule.stale ? 'stale' : age < rule.error ? 'stale-if-error' : undefined);
            expected.push(name && { answer: { doc: rule.doc }, age: name, freshUntil: rule.since + rule.fresh });
          }
        }
        expect(seen).toEqual(expected);
      }),
      { numRuns: 200 },
    );
  });
});

const partOf603 = (part: string, more: Partial<Wish> = {}): Wish => ({ ...wish, part, ...more });
const names = (wishes: readonly Wish[]): string[] => wishes.map(({ part, ref }) => `${ref} ${part}`).toSorted();

describe('nearly stale parts', () => {
  const after = { stale: 8 * hour, error: 72 * hour };

  it('lists the parts of a resource that are stale or expire within ten minutes', () => {
    const cache = createPartCache(1_000_000);
    const lifetimes = { details: 30 * minute, keywords: 39 * minute, credits: 41 * minute, videos: 8 * hour };
    for (const [part, lifetime] of Object.entries(lifetimes)) cache.set(part, partOf603(part), { doc: part }, lifetime, after);
    cache.set('other', partOf603('details', { ref: '604' }), { doc: 'other' }, 0, after);
    cache.set('personal', partOf603('images', { scope: scopeOf('ann') }), { doc: 'personal' }, 0, after);
    vi.advanceTimersByTime(30 * minute);
    expect(names(cache.nearlyStale(wish))).toEqual(['603 details', '603 keywords']);
    vi.advanceTimersByTime(2 * minute);
    expect(names(cache.nearlyStale(wish))).toEqual(['603 credits', '603 details', '603 keywords']);
  });

  it('lists only nearly stale parts that were read lately', () => {
    const cache = createPartCache(1_000_000);
    for (const part of ['details', 'keywords', 'videos']) cache.set(part, partOf603(part), { doc: part }, 2 * hour, after);
    vi.advanceTimersByTime(70 * minute);
    cache.get('keywords');
    vi.advanceTimersByTime(55 * minute);
    cache.get('details');
    expect(names(cache.nearlyStale(wish))).toEqual(['603 details', '603 keywords']);
  });

  it('lists no part that was refreshed but not read', () => {
    const cache = createPartCache(1_000_000);
    cache.set('keywords', partOf603('keywords'), { doc: 1 }, 40 * minute, after);
    vi.advanceTimersByTime(45 * minute);
    cache.set('keywords', partOf603('keywords'), { doc: 2 }, 40 * minute, after);
    vi.advanceTimersByTime(45 * minute);
    expect(names(cache.nearlyStale(wish))).toEqual([]);
  });

  it('lists a part that was fetched again for a read', () => {
    const cache = createPartCache(1_000_000);
    cache.set('keywords', partOf603('keywords'), { doc: 1 }, minute, { stale: minute, error: hour });
    vi.advanceTimersByTime(3 * hour);
    expect(cache.get('keywords')).toBeUndefined();
    cache.set('keywords', partOf603('keywords'), { doc: 2 }, 30 * minute, after);
    vi.advanceTimersByTime(25 * minute);
    expect(names(cache.nearlyStale(wish))).toEqual(['603 keywords']);
  });

  it('lists no part that was not found', () => {
    const cache = createPartCache(1_000_000);
    cache.set('keywords', partOf603('keywords'), { error: errorFromResponse(404, { status_code: 34 }) }, minute);
    cache.set('details', partOf603('details'), { doc: 1 }, minute, after);
    expect(names(cache.nearlyStale(wish))).toEqual(['603 details']);
  });

  it('lists a part in every language that was read', () => {
    const cache = createPartCache(1_000_000);
    for (const language of ['de', 'fr'])
      cache.set(language, partOf603('details', { query: { language } }), { doc: language }, minute, after);
    expect(cache.nearlyStale(wish).map(({ query }) => query['language'])).toEqual(['de', 'fr']);
  });

  it('lists no part that was evicted', () => {
    const cache = createPartCache(20_000);
    for (let ref = 0; ref < 500; ref += 1) cache.set(`${ref}`, partOf603('details', { ref: `${ref}` }), text(1000), minute, after);
    expect(cache.nearlyStale(partOf603('details', { ref: '0' }))).toEqual([]);
    expect(cache.nearlyStale(partOf603('details', { ref: '499' }))).toHaveLength(1);
  });
});

describe('the bound in bytes', () => {
  const MAX = 100_000;

  it('keeps no more bytes than its bound, and not much less when there is more to keep', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 200, maxLength: 300 }), (lengths) => {
        const cache = createPartCache(MAX);
        for (const [key, length] of lengths.entries()) cache.set(String(key), wish, text(length), 1000);
        const kept = lengths.filter((_, key) => cache.get(String(key)) !== undefined);
        const bytes = kept.map((length) => sizeOf('x'.repeat(length))).reduce((sum, size) => sum + size, 0);
        expect(bytes).toBeLessThanOrEqual(cache.bytes);
        expect(cache.bytes).toBeLessThanOrEqual(MAX);
        expect(bytes).toBeGreaterThan(MAX / 2);
      }),
      { numRuns: 30 },
    );
  });

  it('counts keys and failures in its bytes, so that a flood of unknown ids stays bounded', () => {
    const cache = createPartCache(MAX);
    const error = errorFromResponse(404, { status_code: 34 });
    for (let id = 0; id < 20_000; id += 1) cache.set(`Movie/${id}/details&`, wish, { error }, 60_000);
    const kept = Array.from({ length: 20_000 }, (_, id) => cache.get(`Movie/${id}/details&`)).filter(Boolean).length;
    expect(kept).toBeLessThan(1000);
    expect(kept).toBeGreaterThan(90);
  });

  it('evicts the least recently read entry first', () => {
    const cache = createPartCache(MAX);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) cache.set(key, wish, text(11_500), 1000);
    expect(cache.get('a')).toBeDefined();
    cache.set('i', wish, text(11_500), 1000);
    expect(cache.get('b')).toBeUndefined();
    for (const key of ['a', 'c', 'g', 'i']) expect(cache.get(key), key).toBeDefined();
  });

  it('leaves nothing of evicted entries in memory', () => {
    const cache = createPartCache(MAX);
    const fill = (from: number): void => {
      for (let ref = from; ref < from + 20_000; ref += 1) {
        const other: Wish = { ...wish, ref: String(ref) };
        cache.set(wishKey(other), other, text(500), 1000);
      }
    };
    fill(0);
    const before = heapUsed();
    fill(20_000);
    // Each entry would leave half a kilobyte.
    expect(heapUsed() - before).toBeLessThan(2_000_000);
  });

  it('keeps a huge document from evicting all others, and drops the entry it would replace', () => {
    const cache = createPartCache(MAX);
    for (const key of ['a', 'b', 'c']) cache.set(key, wish, text(5000), 1000);
    cache.set('a', wish, text(90_000), 1000);
    expect(cache.get('b')).toBeDefined();
    expect(cache.get('c')).toBeDefined();
    expect(cache.get('a')?.answer).not.toEqual(text(5000));
  });
});

describe('prefetched parts', () => {
  const MAX = 100_000;
  const after = { stale: 1000, error: 1000 };

  it('gives prefetched parts a small share, in which they evict no part that was read', () => {
    const cache = createPartCache(MAX);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) cache.set(key, wish, text(11_000), 1000);
    for (let id = 0; id < 200; id += 1) cache.setPrefetched(`prefetched ${id}`, wish, text(1000), 1000, after);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g']) expect(cache.has(key), key).toBe(true);
    const kept = Array.from({ length: 200 }, (_, id) => cache.has(`prefetched ${id}`)).filter(Boolean).length;
    expect(kept).toBeGreaterThan(3);
    expect(kept).toBeLessThan(13);
    expect(cache.bytes).toBeLessThanOrEqual(MAX);
  });

  it('ends the probation of a prefetched part once it is read', () => {
    const cache = createPartCache(MAX);
    cache.setPrefetched('a', wish, text(1000), 1000, after);
    expect(cache.get('a')).toMatchObject({ age: 'fresh' });
    for (let id = 0; id < 200; id += 1) cache.setPrefetched(`prefetched ${id}`, wish, text(1000), 1000, after);
    expect(cache.has('a')).toBe(true);
  });

  it('refreshes a stale part that was read before with a prefetched one', () => {
    const cache = createPartCache(MAX);
    cache.set('a', wish, { doc: 'before' }, 0, after);
    expect(cache.get('a')).toMatchObject({ answer: { doc: 'before' }, age: 'stale' });
    cache.setPrefetched('a', wish, { doc: 'now' }, 1000, after);
    expect(cache.get('a')).toMatchObject({ answer: { doc: 'now' }, age: 'fresh' });
  });

  it('replaces no fresh part with a prefetched one, and invalidates both with their resource', () => {
    const cache = createPartCache(MAX);
    cache.set('a', partOf603('keywords'), { doc: 'wished for' }, 1000, after);
    cache.setPrefetched('a', partOf603('keywords'), { doc: 'prefetched' }, 1000, after);
    cache.setPrefetched('b', partOf603('videos'), { doc: 'prefetched' }, 1000, after);
    expect(cache.get('a')).toMatchObject({ answer: { doc: 'wished for' } });
    cache.invalidate(wish);
    expect([cache.has('a'), cache.has('b')]).toEqual([false, false]);
  });
});

describe('the estimated size of a document', () => {
  it('estimates a larger size for every further value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sizeOf([a, b])).toBeGreaterThan(sizeOf([a]));
        expect(sizeOf([a])).toBeGreaterThan(sizeOf(a));
        expect(sizeOf({ a, b })).toBeGreaterThan(sizeOf({ a }));
        expect(sizeOf(a)).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    { alphabet: 'Latin', character: 'x', bytes: 1 },
    { alphabet: 'Japanese', character: '千', bytes: 2 },
    { alphabet: 'Cyrillic', character: 'Ж', bytes: 2 },
  ])('estimates at least the size that V8 uses for $alphabet text', ({ character, bytes }) => {
    expect(sizeOf(character.repeat(1000))).toBeGreaterThanOrEqual(1000 * bytes);
  });
});

import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPartCache, sizeOf } from '../../src/tmdb/cache.ts';
import { refusal } from '../../src/tmdb/error.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const text = (length: number) => ({ doc: 'x'.repeat(length) });

describe('freshness', () => {
  it('ends exactly when it was said to', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', { doc: { id: 603 } }, 1000);
    expect(cache.get('key')).toMatchObject({ doc: { id: 603 } });
    vi.advanceTimersByTime(999);
    expect(cache.get('key')).toMatchObject({ doc: { id: 603 } });
    vi.advanceTimersByTime(1);
    expect(cache.get('key')).toBeUndefined();
    vi.advanceTimersByTime(60_000);
    expect(cache.get('key')).toBeUndefined();
  });

  it('is counted by a clock that nobody can set', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', { doc: 1 }, 1000);
    vi.setSystemTime(Date.now() + 86_400_000);
    expect(cache.get('key')).toMatchObject({ doc: 1 });
    vi.setSystemTime(Date.now() - 2 * 86_400_000);
    vi.advanceTimersByTime(1000);
    expect(cache.get('key')).toBeUndefined();
  });

  it('is not lengthened by reading', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', { doc: 1 }, 1000);
    for (let count = 0; count < 10; count += 1) {
      cache.get('key');
      vi.advanceTimersByTime(100);
    }
    expect(cache.get('key')).toBeUndefined();
  });

  it('begins anew with a new answer', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', { doc: 'old' }, 1000);
    vi.advanceTimersByTime(900);
    cache.set('key', { doc: 'new' }, 1000);
    vi.advanceTimersByTime(900);
    expect(cache.get('key')).toMatchObject({ doc: 'new' });
  });

  it('is over at once when nothing may be kept', () => {
    const cache = createPartCache(1_000_000);
    cache.set('key', { doc: 1 }, 0);
    expect(cache.get('key')).toBeUndefined();
  });

  it('is never passed, whatever is set and read', () => {
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
          cache.set(key, { doc: lifetime }, lifetime);
          until.set(key, performance.now() + lifetime);
          vi.advanceTimersByTime(after);
          for (const [name, end] of until) expect(cache.get(name) !== undefined).toBe(performance.now() < end);
        }
      }),
    );
  });
});

describe('what is kept', () => {
  it('is told apart by its key, null and false included', () => {
    const cache = createPartCache(1_000_000);
    cache.set('a', { doc: null }, 1000);
    cache.set('b', { doc: false }, 1000);
    expect(cache.get('a')).toMatchObject({ doc: null });
    expect(cache.get('b')).toMatchObject({ doc: false });
    expect(cache.get('c')).toBeUndefined();
  });

  it('is the very document, not a copy', () => {
    const cache = createPartCache(1_000_000);
    const doc = { id: 603 };
    cache.set('key', { doc }, 1000);
    const cached = cache.get('key');
    expect(cached && 'doc' in cached && cached.doc).toBe(doc);
  });

  it('may be that there is no such thing, until that is over or something comes', () => {
    const cache = createPartCache(1_000_000);
    const error = refusal(404, { success: false, status_code: 34 });
    cache.set('gone', { error }, 1000);
    cache.set('found', { error }, 1000);
    expect(cache.get('gone')).toMatchObject({ error });
    cache.set('found', { doc: { id: 1 } }, 1000);
    expect(cache.get('found')).toMatchObject({ doc: { id: 1 } });
    expect(cache.get('found')).not.toHaveProperty('error');
    vi.advanceTimersByTime(1000);
    expect(cache.get('gone')).toBeUndefined();
  });
});

describe('the bound', () => {
  const MAX = 100_000;

  it('is in bytes: what is kept never takes more, and is not much less when there is more to keep', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9000 }), { minLength: 200, maxLength: 300 }), (lengths) => {
        const cache = createPartCache(MAX);
        for (const [key, length] of lengths.entries()) cache.set(String(key), text(length), 1000);
        const kept = lengths.filter((_, key) => cache.get(String(key)) !== undefined);
        const bytes = kept.map((length) => sizeOf('x'.repeat(length))).reduce((sum, size) => sum + size, 0);
        expect(bytes).toBeLessThanOrEqual(MAX);
        expect(bytes).toBeGreaterThan(MAX / 2);
      }),
      { numRuns: 30 },
    );
  });

  it('counts keys and failures, too, so that a flood of unknown ids does not grow without end', () => {
    const cache = createPartCache(MAX);
    const error = refusal(404, { status_code: 34 });
    for (let id = 0; id < 20_000; id += 1) cache.set(`Movie/${id}/details&`, { error }, 60_000);
    const kept = Array.from({ length: 20_000 }, (_, id) => cache.get(`Movie/${id}/details&`)).filter(Boolean).length;
    expect(kept).toBeLessThan(1000);
    expect(kept).toBeGreaterThan(100);
  });

  it('lets what was least recently read go first', () => {
    const cache = createPartCache(MAX);
    for (const key of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']) cache.set(key, text(11_500), 1000);
    expect(cache.get('a')).toBeDefined();
    cache.set('i', text(11_500), 1000);
    expect(cache.get('b')).toBeUndefined();
    for (const key of ['a', 'c', 'h', 'i']) expect(cache.get(key), key).toBeDefined();
  });

  it('does not let one huge answer push out all others, and keeps no old answer in its place', () => {
    const cache = createPartCache(MAX);
    for (const key of ['a', 'b', 'c']) cache.set(key, text(5000), 1000);
    cache.set('a', text(90_000), 1000);
    expect(cache.get('b')).toBeDefined();
    expect(cache.get('c')).toBeDefined();
    expect(cache.get('a')).not.toMatchObject(text(5000));
  });
});

describe('the estimated size of a document', () => {
  it('grows with every value in it', () => {
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
  ])('is not below what V8 takes for a $alphabet text', ({ character, bytes }) => {
    expect(sizeOf(character.repeat(1000))).toBeGreaterThanOrEqual(1000 * bytes);
  });
});

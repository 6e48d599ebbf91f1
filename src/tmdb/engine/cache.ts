import { LRUCache } from 'lru-cache';
import { hour, minute } from '../duration.ts';
import type { TmdbError } from '../error.ts';
import { resourceKey, wishKey, type Freshness, type Wish } from '../resource.ts';

/** What TMDB said about a part: the document, or that there is none. */
export type Answer = { readonly doc: unknown } | { readonly error: TmdbError };

/** `stale`: served while it is refreshed. `old`: only served when TMDB fails. */
export type Age = 'fresh' | 'stale' | 'stale-if-error';

interface Entry {
  readonly wish: Wish;
  readonly answer: Answer;
  /** All by `performance.now()`. */
  readonly freshUntil: number;
  readonly staleUntil: number;
  readonly errorUntil: number;
  readAt: number;
}

/** Parts by their wish's key, bounded in bytes; the least recently read goes first. */
export interface PartCache {
  /** What is known, how old that is, and until when (`performance.now()`) it is, or was, fresh. */
  get(key: string): { readonly answer: Answer; readonly age: Age; readonly freshUntil: number } | undefined;
  /** Whether something fresh is known. Does not count as reading it. */
  has(key: string): boolean;
  /** @param lifetime For how many ms from now it is fresh. @param after For how long it is used after that. */
  set(key: string, wish: Wish, answer: Answer, lifetime: number, after?: Pick<Freshness, 'stale' | 'error'>): void;
  /** The same for what nobody asked for: into a small share, which it leaves when it is first read. */
  setPrefetched(key: string, wish: Wish, answer: Answer, lifetime: number, after: Pick<Freshness, 'stale' | 'error'>): void;
  /** The parts of this resource that were read lately and are stale, or soon will be: one request refreshes them all. */
  nearlyStale(wish: Wish): Wish[];
  /** Drops all parts of a resource: it was changed. */
  invalidate(resource: Pick<Wish, 'resource' | 'ref'>): void;
  /** Estimated bytes in use. */
  readonly bytes: number;
}

/** The share of what nobody asked for. */
const PROBATION_SHARE = 1 / 8;

/** A part is refreshed with its neighbours when it has no more than this left, and was read within this. */
const NEARLY = 10 * minute;
const LATELY = hour;

const entryOf = (wish: Wish, answer: Answer, lifetime: number, after: Pick<Freshness, 'stale' | 'error'>, readAt: number): Entry => {
  const freshUntil = performance.now() + lifetime;
  return { wish, answer, freshUntil, staleUntil: freshUntil + after.stale, errorUntil: freshUntil + after.error, readAt };
};

/** @param maxBytes Of parsed documents in memory, as estimated by {@link sizeOf}. */
export function createPartCache(maxBytes: number): PartCache {
  /** Keys of the parts of each resource, so that neighbours are found. */
  const neighbours = new Map<string, Set<string>>();
  const share = Math.max(1, Math.floor(maxBytes * PROBATION_SHARE));
  const store = (maxSize: number): LRUCache<string, Entry> =>
    new LRUCache({
      maxSize,
      maxEntrySize: Math.max(1, Math.floor(maxBytes / 8)),
      sizeCalculation: ({ answer }, key) => ENTRY_BYTES + 4 * key.length + ('doc' in answer ? sizeOf(answer.doc) : ENTRY_BYTES),
      // While `dispose` runs the key is still there.
      disposeAfter({ wish }, key) {
        if (entries.has(key) || probation.has(key)) return;
        const keys = neighbours.get(resourceKey(wish));
        keys?.delete(key);
        if (keys?.size === 0) neighbours.delete(resourceKey(wish));
      },
    });
  const entries = store(maxBytes - share);
  const probation = store(share);

  function put(into: typeof entries, key: string, entry: Entry): void {
    into.set(key, entry);
    if (!into.has(key)) return; // Too large to be kept.
    const of = resourceKey(entry.wish);
    neighbours.set(of, (neighbours.get(of) ?? new Set()).add(key));
  }

  /** What was set aside is first read now: it is like any other from here on. */
  function promote(key: string): Entry | undefined {
    const entry = probation.get(key);
    if (!entry) return undefined;
    put(entries, key, entry);
    probation.delete(key);
    return entry;
  }

  return {
    get(key) {
      const entry = entries.get(key) ?? promote(key);
      if (!entry) return undefined;
      const now = performance.now();
      entry.readAt = now; // Also when it is too old: it will be fetched anew.
      if (entry.errorUntil <= now) return undefined;
      const { answer, freshUntil, staleUntil } = entry;
      return { answer, freshUntil, age: freshUntil > now ? 'fresh' : staleUntil > now ? 'stale' : 'stale-if-error' };
    },
    has: (key) => ((entries.peek(key) ?? probation.peek(key))?.freshUntil ?? 0) > performance.now(),
    set(key, wish, answer, lifetime, after = { stale: 0, error: 0 }) {
      // A refresh that nobody waits for is no reading.
      const readAt = entries.peek(key)?.readAt ?? performance.now();
      put(entries, key, entryOf(wish, answer, lifetime, after, readAt));
      probation.delete(key);
    },
    setPrefetched(key, wish, answer, lifetime, after) {
      const known = entries.peek(key);
      const entry = entryOf(wish, answer, lifetime, after, known?.readAt ?? performance.now());
      // What was asked for before and is no longer fresh is refreshed by it where it is.
      if (!known) put(probation, key, entry);
      else if (known.freshUntil <= performance.now()) put(entries, key, entry);
    },
    nearlyStale(wish) {
      const now = performance.now();
      // Where nothing is appended a wish travels alone, however many searches are kept.
      const keys = wish.resource.appends ? (neighbours.get(resourceKey(wish)) ?? []) : [wishKey(wish)];
      return [...keys].flatMap((key) => {
        const entry = entries.peek(key);
        return entry && 'doc' in entry.answer && entry.freshUntil < now + NEARLY && entry.readAt > now - LATELY ? [entry.wish] : [];
      });
    },
    invalidate(resource) {
      for (const key of neighbours.get(resourceKey(resource)) ?? []) {
        entries.delete(key);
        probation.delete(key);
      }
    },
    get bytes() {
      return entries.calculatedSize + probation.calculatedSize;
    },
  };
}

/** The map's own slots, the key's header, the entry object and the wish. */
const ENTRY_BYTES = 400;

const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/** Estimated heap bytes of a parsed JSON value: V8's words for objects and slots; text is one byte a character, or two when one is not Latin-1. */
export function sizeOf(value: unknown): number {
  let bytes = 0;
  // Not by recursion: a document may be nested deeper than the stack is.
  for (const rest = [value]; rest.length > 0;) {
    const one = rest.pop();
    if (typeof one === 'string') bytes += 16 + one.length * (BEYOND_LATIN_1.test(one) ? 2 : 1);
    else if (typeof one !== 'object' || one === null) bytes += 8;
    else {
      const within: unknown[] = Object.values(one);
      bytes += 32 + 8 * within.length;
      for (const each of within) rest.push(each);
    }
  }
  return bytes;
}

import { LRUCache } from 'lru-cache';
import { hour, minute } from '../duration.ts';
import type { TmdbError } from '../error.ts';
import { resourceKey, wishKey, type Freshness, type ResourceRef, type Wish } from '../resource.ts';

/** TMDB's answer to a wish: the document, or that there is none. */
export type Answer = { readonly doc: unknown } | { readonly error: TmdbError };

/** `stale`: served while it is refreshed. `stale-if-error`: served only when TMDB fails. */
export type Age = 'fresh' | 'stale' | 'stale-if-error';

/** Stands for an entry with one answer, without keeping that in memory. */
export interface EntryId {
  readonly key: string;
  readonly wish: Wish;
}

interface Entry {
  readonly id: EntryId;
  readonly answer: Answer;
  /** All times by `performance.now()`. */
  readonly freshUntil: number;
  readonly staleUntil: number;
  readonly errorUntil: number;
  readAt: number;
}

/** Parts by their wish's key, bounded in bytes; the least recently read is evicted first. */
export interface PartCache {
  /** The answer, its age, and until when (`performance.now()`) it is, or was, fresh. */
  get(key: string): (Pick<Entry, 'answer' | 'freshUntil' | 'id'> & { readonly age: Age }) | undefined;
  /**
   * Reads an entry once more. @returns Until when it is, or was, fresh; undefined when there is none with this answer any more,
   * or it may not be used without asking TMDB.
   */
  reread(id: EntryId, now: number): number | undefined;
  /** The answer, if it may be used without asking TMDB. Does not count as a read. */
  peek(key: string): Pick<Entry, 'answer' | 'id'> | undefined;
  /** Whether there is a fresh entry. Does not count as a read. */
  has(key: string): boolean;
  /** @param lifetime For how many ms from now it is fresh. @param after For how many ms it may be used after that. */
  set(key: string, wish: Wish, answer: Answer, lifetime: number, after?: Pick<Freshness, 'stale' | 'error'>): void;
  /** The same for a prefetched part: on probation, in a small share of the cache, until it is first read. */
  setPrefetched(key: string, wish: Wish, answer: Answer, lifetime: number, after: Pick<Freshness, 'stale' | 'error'>): void;
  /** The parts of this resource that were read lately and are stale, or nearly so. */
  nearlyStale(wish: Wish): Wish[];
  /** The number of resources with this name of which there is a part. */
  count(resource: string): number;
  /** Whether there is a part of this resource. */
  holds(resource: Pick<Wish, 'resource' | 'ref'>): boolean;
  /** Removes all parts of a resource that was changed. */
  invalidate(resource: ResourceRef): void;
  /** Estimated bytes in use. */
  readonly bytes: number;
}

/** The share of the cache for prefetched parts that were not read yet. */
const PROBATION_SHARE = 0.15;

/** A part is refreshed with others of its resource when it expires within NEARLY and was read within LATELY. */
const NEARLY = 10 * minute;
const LATELY = hour;

const entryOf = (id: EntryId, answer: Answer, lifetime: number, after: Pick<Freshness, 'stale' | 'error'>, readAt: number): Entry => {
  const freshUntil = performance.now() + lifetime;
  return {
    id,
    answer,
    freshUntil,
    staleUntil: freshUntil + after.stale,
    errorUntil: freshUntil + after.error,
    readAt,
  };
};

/** @param maxBytes Of parsed documents in memory, as estimated by {@link sizeOf}. */
export function createPartCache(maxBytes: number): PartCache {
  /** The keys of the parts of each resource, by the name of its kind. */
  const kinds = new Map<string, Map<string, Set<string>>>();
  const share = Math.max(1, Math.floor(maxBytes * PROBATION_SHARE));
  const store = (maxSize: number): LRUCache<string, Entry> =>
    new LRUCache({
      maxSize,
      maxEntrySize: Math.max(1, Math.floor(maxBytes / 8)),
      sizeCalculation: ({ answer }, key) => ENTRY_BYTES + 4 * key.length + ('doc' in answer ? sizeOf(answer.doc) : ENTRY_BYTES),
      // In `dispose` itself the key would still be there.
      disposeAfter({ id: { wish } }, key) {
        if (entries.has(key) || probation.has(key)) return;
        const keys = keysOf(wish);
        keys?.delete(key);
        if (keys?.size === 0) kinds.get(wish.resource.name)?.delete(resourceKey(wish));
      },
    });
  const entries = store(maxBytes - share);
  const probation = store(share);

  const keysOf = (one: ResourceRef & Pick<Wish, 'scope'>): Set<string> | undefined => kinds.get(one.resource.name)?.get(resourceKey(one));

  function put(into: typeof entries, key: string, entry: Entry): void {
    into.set(key, entry);
    if (!into.has(key)) return; // Too large to be kept.
    const { wish } = entry.id;
    const { name } = wish.resource;
    const kind = kinds.get(name) ?? new Map<string, Set<string>>();
    kinds.set(name, kind.set(resourceKey(wish), (keysOf(wish) ?? new Set()).add(key)));
  }

  /** Ends the probation of an entry that is read for the first time. */
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
      entry.readAt = now; // Also of an expired entry: it will be replaced.
      if (entry.errorUntil <= now) return undefined;
      const { answer, freshUntil, staleUntil, id } = entry;
      return { answer, freshUntil, id, age: freshUntil > now ? 'fresh' : staleUntil > now ? 'stale' : 'stale-if-error' };
    },
    reread(id, now) {
      const entry = entries.get(id.key) ?? promote(id.key);
      if (entry?.id !== id || entry.staleUntil <= now) return undefined;
      entry.readAt = now;
      return entry.freshUntil;
    },
    peek(key) {
      const entry = entries.peek(key) ?? probation.peek(key);
      return entry && entry.staleUntil > performance.now() ? entry : undefined;
    },
    has: (key) => ((entries.peek(key) ?? probation.peek(key))?.freshUntil ?? 0) > performance.now(),
    set(key, wish, answer, lifetime, after = { stale: 0, error: 0 }) {
      // A refresh is not a read.
      const readAt = entries.peek(key)?.readAt ?? performance.now();
      put(entries, key, entryOf({ key, wish }, answer, lifetime, after, readAt));
      probation.delete(key);
    },
    setPrefetched(key, wish, answer, lifetime, after) {
      const previous = entries.peek(key);
      const entry = entryOf({ key, wish }, answer, lifetime, after, previous?.readAt ?? performance.now());
      // An entry that was read before and is no longer fresh is refreshed in place.
      if (!previous) put(probation, key, entry);
      else if (previous.freshUntil <= performance.now()) put(entries, key, entry);
    },
    nearlyStale(wish) {
      const now = performance.now();
      // Where nothing can be appended a wish travels alone, however many searches are kept.
      const keys = wish.resource.appends ? (keysOf(wish) ?? []) : [wishKey(wish)];
      return [...keys].flatMap((key) => {
        const entry = entries.peek(key);
        return entry && 'doc' in entry.answer && entry.freshUntil < now + NEARLY && entry.readAt > now - LATELY ? [entry.id.wish] : [];
      });
    },
    count: (resource) => kinds.get(resource)?.size ?? 0,
    holds: (resource) => keysOf(resource) !== undefined,
    invalidate(resource) {
      for (const key of keysOf(resource) ?? []) {
        entries.delete(key);
        probation.delete(key);
      }
    },
    get bytes() {
      return entries.calculatedSize + probation.calculatedSize;
    },
  };
}

/** Estimated heap bytes of an entry without its document: the map's slots, the key's header, the entry and the wish. */
const ENTRY_BYTES = 400;

const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/** Equal strings of up to this length are one in what JSON.parse returns. */
const SHARED = 10;

/** Of longer lists only this many rows are measured, evenly spread: a whole season or filmography would take longer than its field does. */
const MEASURED_ROWS = 8;

/** A document that is nested deeper, which none of TMDB's is, is not measured to its end. */
const MAX_DEPTH = 100;

/** Estimates the heap bytes of a parsed JSON value: V8's words for objects and slots; one byte per character of a string, two unless all are Latin-1. */
export function sizeOf(value: unknown, depth = 0): number {
  if (typeof value === 'string') return (value.length > SHARED ? 16 : 8) + value.length * (BEYOND_LATIN_1.test(value) ? 2 : 1);
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return 8;
  let bytes = 32;
  if (Array.isArray(value)) {
    const step = Math.max(1, value.length / MEASURED_ROWS);
    for (let row = 0; row < value.length; row += step) bytes += step * sizeOf(value[Math.floor(row)], depth + 1);
    return Math.ceil(bytes) + 8 * value.length;
  }
  for (const key in value) bytes += 8 + sizeOf((value as Record<string, unknown>)[key], depth + 1);
  return bytes;
}

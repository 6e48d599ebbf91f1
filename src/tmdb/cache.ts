import { LRUCache } from 'lru-cache';
import type { TmdbError } from './error.ts';

/** What TMDB said about a part: the document, or that there is none. */
export type Answer = { readonly doc: unknown } | { readonly error: TmdbError };

export type Cached = Answer & {
  /** By `performance.now()`. */
  readonly freshUntil: number;
};

/** Parts by their wish's key, bounded in bytes; the least recently read goes first. */
export interface PartCache {
  /** What is known and still fresh. */
  get(key: string): Cached | undefined;
  /** @param lifetime For how many ms from now it is fresh. */
  set(key: string, answer: Answer, lifetime: number): void;
}

/** @param maxBytes Of parsed documents in memory, as estimated by {@link sizeOf}. */
export function createPartCache(maxBytes: number): PartCache {
  const entries = new LRUCache<string, Cached>({
    maxSize: maxBytes,
    maxEntrySize: Math.max(1, Math.floor(maxBytes / 8)),
    sizeCalculation: (cached, key) => ENTRY_BYTES + 2 * key.length + ('doc' in cached ? sizeOf(cached.doc) : ENTRY_BYTES),
  });
  return {
    get(key) {
      const cached = entries.get(key);
      return cached && cached.freshUntil > performance.now() ? cached : undefined;
    },
    set(key, answer, lifetime) {
      entries.set(key, { ...answer, freshUntil: performance.now() + lifetime });
    },
  };
}

/** The map's own slot, the key's header, the entry object. */
const ENTRY_BYTES = 200;

const BEYOND_LATIN_1 = /[\u0100-\uffff]/;

/** Estimated heap bytes of a parsed JSON value: V8's words for objects and slots; text is one byte a character, or two when one is not Latin-1. */
export function sizeOf(value: unknown): number {
  if (typeof value === 'string') return 16 + value.length * (BEYOND_LATIN_1.test(value) ? 2 : 1);
  if (typeof value !== 'object' || value === null) return 8;
  let bytes = 32;
  if (Array.isArray(value)) for (const item of value) bytes += 8 + sizeOf(item);
  else for (const key in value) bytes += 8 + sizeOf((value as Record<string, unknown>)[key]);
  return bytes;
}

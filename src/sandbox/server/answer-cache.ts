import { createHash } from 'node:crypto';
import { unescape } from 'node:querystring';
import { constants, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import { answer } from './answer.ts';

const MOST_BYTES = 96 * 1024 * 1024;

/**
 * An answer with its bytes: what is sent again as long as TMDB's own cache would hold it, its max-age counting down.
 */
export interface Kept {
  readonly bytes: Buffer;
  readonly etag: string;
  /** performance.now() of the end of its freshness. */
  readonly until: number;
  gzipped?: Buffer;
}

export interface AnswerCache {
  /** @param target Path and query, without the credential. */
  get(target: string, now: number): Kept;
}

/** Level 1: the sandbox serves load tests, and its own speed counts for more than bytes on loopback. */
export function gzipOf(kept: Kept): Buffer {
  kept.gzipped ??= gzipSync(kept.bytes, { level: constants.Z_BEST_SPEED });
  return kept.gzipped;
}

/** An answer made now. @param until performance.now() of the end of its freshness. */
export function keep(body: string, until: number): Kept {
  const bytes = Buffer.from(body);
  return { bytes, etag: `W/"${createHash('md5').update(bytes).digest('hex')}"`, until };
}

export function createAnswerCache(generated: boolean): AnswerCache {
  const cache = new LRUCache<string, Kept>({
    maxSize: MOST_BYTES,
    sizeCalculation: ({ bytes }) => 2 * bytes.length + 200,
  });
  return {
    get(target, now) {
      const kept = cache.get(target);
      if (kept && kept.until > now) return kept;
      const [path = '', query = ''] = target.split('?', 2);
      const { body, maxAge } = answer(unescape(path), new URLSearchParams(query), generated);
      const made = keep(body, now + maxAge * 1000);
      if (maxAge > 0) cache.set(target, made);
      return made;
    },
  };
}

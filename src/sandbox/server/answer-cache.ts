import { createHash } from 'node:crypto';
import { unescape } from 'node:querystring';
import { constants, gzipSync } from 'node:zlib';
import { LRUCache } from 'lru-cache';
import type { Scope } from '../http/call.ts';
import { publicAnswer } from './public-answer.ts';

const MAX_BYTES = 96 * 1024 * 1024;

/** The bytes of an answer, sent again for as long as TMDB's own cache would hold them, with max-age counting down. */
export interface CachedBody {
  readonly bytes: Buffer;
  readonly etag: string;
  /** performance.now() of the end of its freshness. */
  readonly until: number;
  gzipped?: Buffer;
}

export interface AnswerCache {
  /** @param target Path and query, without the credential. */
  get(target: string, now: number): CachedBody;
}

/** Compresses at level 1: in load tests the sandbox's speed matters more than bytes on loopback. */
export function gzipOf(body: CachedBody): Buffer {
  body.gzipped ??= gzipSync(body.bytes, { level: constants.Z_BEST_SPEED });
  return body.gzipped;
}

/** @param until performance.now() of the end of its freshness. */
export function cachedBody(json: string, until: number): CachedBody {
  const bytes = Buffer.from(json);
  return { bytes, etag: `W/"${createHash('md5').update(bytes).digest('hex')}"`, until };
}

/** Answers of a day are forgotten when the next one begins, as dates may have moved. */
export function createAnswerCache(scope: Scope): AnswerCache {
  const cache = new LRUCache<string, CachedBody>({
    maxSize: MAX_BYTES,
    sizeCalculation: ({ bytes }) => 2 * bytes.length + 200,
  });
  let day = '';
  return {
    get(target, now) {
      const today = scope.today();
      if (today !== day) cache.clear();
      day = today;
      const known = cache.get(target);
      if (known && known.until > now) return known;
      const [path = '', query = ''] = target.split('?', 2);
      const { json, maxAge } = publicAnswer(unescape(path), new URLSearchParams(query), scope);
      const body = cachedBody(json, now + maxAge * 1000);
      if (maxAge > 0) cache.set(target, body);
      return body;
    },
  };
}

import { LRUCache } from 'lru-cache';
import { second } from '../../duration.ts';
import type { TmdbError } from '../../error.ts';
import type { FailureTarget } from './target.ts';

/** Shortest and longest time for which a path that failed is not requested; the time doubles with each failure in a row. */
const FIRST_INTERVAL = 2 * second;
const LONGEST_INTERVAL = 60 * second;

/** Maximum number of failed paths that are remembered; the oldest is forgotten first. */
const MAX_PATHS = 10_000;

export interface FailedPath {
  readonly error: TmdbError;
  /** By `performance.now()`. */
  readonly until: number;
  /** Failures in a row, each after its retries; 0 for a resource of which one part failed. */
  readonly times: number;
  /** False for a first failure that was not retried: the next operation tries again at once. */
  readonly isBlocked: boolean;
  /** The part that failed, where it was one. */
  readonly part?: string;
}

/** Which paths failed after their retries, and until when they are not requested. */
export interface FailedPaths {
  readonly isEmpty: boolean;
  /** The failure of these paths that lasts longest, over or not. One that ended a minute ago is forgotten. */
  find(paths: readonly string[]): FailedPath | undefined;
  /** @param longest For how many ms a path is blocked at most. */
  block(target: FailureTarget, error: TmdbError, longest?: number): void;
  /** Forgets the failures of a target that was answered. */
  clear(target: FailureTarget): void;
  /** Forgets the failures of these paths. */
  clearWhere(isMeant: (path: string) => boolean): void;
  /** Blocks none of these paths any longer than until then. */
  shortenWhere(isMeant: (path: string) => boolean, until: number): void;
}

/** @param random From 0 to 1, for jitter. */
export function createFailedPaths(random: () => number): FailedPaths {
  const failures = new LRUCache<string, FailedPath>({ maxSize: MAX_PATHS, sizeCalculation: () => 1 });

  function find(paths: readonly string[]): FailedPath | undefined {
    let latest: FailedPath | undefined;
    for (const path of paths) {
      const failure = failures.peek(path);
      if (!failure) continue;
      if (performance.now() > failure.until + LONGEST_INTERVAL) failures.delete(path);
      else if (failure.times > 0 && (!latest || failure.until > latest.until)) latest = failure;
    }
    return latest;
  }

  function block(path: string, error: TmdbError, longest: number): void {
    const times = (find([path])?.times ?? 0) + 1;
    const doublings = times - (error.retry === 'no' ? 2 : 1);
    const interval = doublings < 0 ? 0 : Math.min(FIRST_INTERVAL * 2 ** Math.min(doublings, 10) * (1 + random() / 2), longest);
    failures.set(path, { error, times, until: performance.now() + interval, isBlocked: interval > 0 });
  }

  /** One part may be at fault itself. When a second one fails too, the whole resource is. */
  function suspect(resource: string, part: string, error: TmdbError, longest: number): void {
    const failure = failures.peek(resource);
    if (!failure) failures.set(resource, { error, times: 0, part, until: performance.now(), isBlocked: false });
    else if (failure.part !== part) block(resource, error, longest);
  }

  return {
    get isEmpty() {
      return failures.size === 0;
    },
    find,
    block({ resource, keys }, error, longest = LONGEST_INTERVAL) {
      for (const key of keys) block(key, error, longest);
      const [part] = keys;
      if (part !== undefined && !keys.includes(resource)) suspect(resource, part, error, longest);
    },
    clear({ resource, keys }) {
      failures.delete(resource);
      for (const key of keys) failures.delete(key);
    },
    clearWhere(isMeant) {
      const meant = [...failures.keys()].filter(isMeant);
      for (const path of meant) failures.delete(path);
    },
    shortenWhere(isMeant, until) {
      const longer = [...failures].filter(([path, failure]) => failure.until > until && isMeant(path));
      for (const [path, failure] of longer) failures.set(path, { ...failure, until });
    },
  };
}

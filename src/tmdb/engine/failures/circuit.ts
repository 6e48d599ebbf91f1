import { LRUCache } from 'lru-cache';
import { second } from '../../duration.ts';
import type { TmdbError } from '../../error.ts';

/** A circuit opens when at least this number of different paths of its class failed within the window … */
const FAILURE_THRESHOLD = 10;

/** … and they are at least this share of all paths of the class that were requested within it. */
const FAILURE_SHARE = 0.75;

/** Outcomes older than this say nothing about TMDB now. */
const WINDOW = 30 * second;

/** Maximum number of outcomes that are remembered; the oldest is forgotten first. */
const MAX_OUTCOMES = 10_000;

/** While a circuit is open, one request in this time probes whether TMDB is back. */
export const PROBE_INTERVAL = 5 * second;

/** Whether TMDB is considered down at one class of paths: judged by the share of *different* paths that fail. */
export interface Circuit {
  /** The first segment of its paths: `movie`. */
  readonly paths: string;
  /** The last failure before it opened; undefined while it is closed. */
  readonly error: TmdbError | undefined;
  /** While it is open: when the next probe is due, by `performance.now()`. */
  readonly nextProbe: number;
  /** The last failure of its class. */
  readonly lastFailure: { readonly at: number; readonly error: TmdbError } | undefined;
  /** When TMDB last answered in its class, by `performance.now()`. */
  readonly answeredAt: number;
  /** Records an outcome. @returns Whether it opened or closed the circuit. */
  record(path: string, failure: TmdbError | undefined): boolean;
  /** Makes this path the probe, if one is due. */
  probe(path: string): void;
  /** Makes the next request the probe, if it was this path. */
  withdrawProbe(path: string): void;
  /** Records that TMDB fails at these paths elsewhere: for this many ms one failure is enough to open the circuit. */
  warn(duration: number): void;
}

export function createCircuit(paths: string): Circuit {
  /** The last outcome of each path. A Map would be as slow as it is long to find its oldest one, once others before it are gone. */
  const outcomes = new LRUCache<string, { readonly at: number; readonly isFailure: boolean }>({
    maxSize: MAX_OUTCOMES,
    sizeCalculation: () => 1,
  });
  let error: TmdbError | undefined;
  let nextProbe = 0;
  let probing: string | undefined;
  let lastFailure: Circuit['lastFailure'];
  let answeredAt = 0;
  let warnedUntil = 0;

  function isTripped(): boolean {
    const now = performance.now();
    const threshold = now < warnedUntil ? 1 : FAILURE_THRESHOLD;
    let all = 0;
    let failures = 0;
    // The latest first.
    for (const { at, isFailure } of outcomes.values()) {
      if (at <= now - WINDOW) break;
      all += 1;
      if (isFailure) failures += 1;
    }
    return failures >= threshold && failures >= FAILURE_SHARE * all;
  }

  return {
    paths,
    get error() {
      return error;
    },
    get nextProbe() {
      return nextProbe;
    },
    get lastFailure() {
      return lastFailure;
    },
    get answeredAt() {
      return answeredAt;
    },
    record(path, failure) {
      if (failure) lastFailure = { at: performance.now(), error: failure };
      else answeredAt = performance.now();
      outcomes.set(path, { at: performance.now(), isFailure: failure !== undefined });
      if (failure ? error !== undefined || !isTripped() : error === undefined) return false;
      error = failure;
      nextProbe = performance.now() + PROBE_INTERVAL;
      if (!failure) outcomes.clear();
      return true;
    },
    probe(path) {
      if (!error || performance.now() < nextProbe) return;
      nextProbe = performance.now() + PROBE_INTERVAL;
      probing = path;
    },
    withdrawProbe(path) {
      if (error && probing === path) nextProbe = 0;
    },
    warn: (duration) => void (warnedUntil = performance.now() + duration),
  };
}

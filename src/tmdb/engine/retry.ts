import { second } from '../duration.ts';
import type { TmdbError } from '../error.ts';
import { pathClass } from '../resource.ts';

/** Maximum number of attempts of one GET whose failure may be temporary. */
export const MAX_ATTEMPTS = 3;

/** Doubled with each attempt, three times at most: TMDB may serve again any second. */
const FIRST_PAUSE = 0.2 * second;
const MAX_DOUBLINGS = 3;

/**
 * The pause before a failed GET is sent again.
 * @param attempts Attempts so far, the failed one included; for a 429, those in a row that TMDB rejected.
 * @param random 0 to 1, for full jitter.
 * @returns Milliseconds, or undefined when it must not be sent again.
 */
export function pauseBeforeRetry({ retry, retryAfter }: TmdbError, attempts: number, random: number = Math.random()): number | undefined {
  const backoff = FIRST_PAUSE * 2 ** Math.min(attempts - 1, MAX_DOUBLINGS) * (0.5 + random);
  switch (retry) {
    case 'no':
      return undefined;
    case 'once':
      return attempts < 2 ? backoff : undefined;
    case 'backoff':
      return attempts < MAX_ATTEMPTS ? Math.max(backoff, (retryAfter ?? 0) * second) : undefined;
    // Rejected before it ran; the operation's deadline bounds the attempts. A Retry-After of 0 never shortens the backoff.
    case 'when told':
      return retryAfter ? retryAfter * second : backoff;
  }
}

/** Maximum share of retries in recent requests, so that they do not make an outage worse. */
const RETRY_SHARE = 0.2;

/** Retries in a second that are allowed however few requests there are. */
const RETRIES_PER_SECOND = 2;

/** Maximum number of retries that can be saved up. */
const MAX_SAVED = 20;

/** A budget of retries for all requests together, in the manner of Envoy's: each request earns a share of one, and so does time. */
export interface RetryBudget {
  /** Records a first attempt. */
  earn(): void;
  /** @returns Whether a retry may be sent. */
  spend(): boolean;
}

/** @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/circuit_breaker.proto#config-cluster-v3-circuitbreakers-thresholds-retrybudget */
export function createRetryBudget(): RetryBudget {
  let saved = MAX_SAVED / 2;
  let since = performance.now();
  const save = (share: number): void => {
    const now = performance.now();
    saved = Math.min(MAX_SAVED, saved + share + (RETRIES_PER_SECOND * (now - since)) / second);
    since = now;
  };
  return {
    earn: () => save(RETRY_SHARE),
    spend() {
      save(0);
      if (saved < 1) return false;
      saved -= 1;
      return true;
    },
  };
}

/**
 * Reads a `Retry-After` header.
 * @returns Whole seconds, rounded up; undefined when there is none or it cannot be read.
 * @see https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function parseRetryAfter(header: string | undefined, now: number = Date.now()): number | undefined {
  if (header === undefined) return undefined;
  if (/^\s*\d+\s*$/.test(header)) return Math.min(Number(header), MAX_RETRY_AFTER);
  // The old form of a date, which has no zone, means GMT too.
  const date = /\d{2}:\d{2}:\d{2}/.test(header) ? Date.parse(ZONE.test(header) ? header : `${header} GMT`) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, Math.ceil((date - now) / second)), MAX_RETRY_AFTER);
}

/** The zone at the end of a date. */
const ZONE = /(?:GMT|UTC|Z|[+-]\d{2}:?\d{2})\s*$/i;

/** Seconds: the largest GraphQL Int. */
const MAX_RETRY_AFTER = 2 ** 31 - 1;

/** Decides about retries, for reads and writes alike. */
export interface Retries extends Pick<RetryBudget, 'earn'> {
  /**
   * For how many ms a failed request waits outside the queue; undefined when it is not retried. After a 429 the queue itself
   * pauses, so the request goes back at once.
   */
  after(error: TmdbError, failed: FailedRequest): number | undefined;
}

export interface FailedRequest {
  readonly path: string;
  /** Attempts that failed, without those that TMDB rejected with a 429. */
  readonly failures: number;
  /** Whether an operation waits for it. Default: true. */
  readonly isAwaited?: boolean;
  /** Whether it is known to fail: then only a 429 is retried. */
  readonly isFailing?: boolean;
}

export interface RetriesOptions {
  /** Longest that one operation waits, in ms. */
  readonly maxWait: number;
  /** Called for a 429. @returns For how many ms TMDB accepts no requests for this class of paths. */
  readonly onRateLimited: (paths: string, error: TmdbError) => number;
}

export function createRetries({ maxWait, onRateLimited }: RetriesOptions): Retries {
  const budget = createRetryBudget();
  return {
    earn: budget.earn,
    after(error, { path, failures, isAwaited = true, isFailing = false }) {
      if (error.retry === 'when told') {
        const pause = onRateLimited(pathClass(path), error);
        return isAwaited && pause <= maxWait ? 0 : undefined;
      }
      const pause = isAwaited && !isFailing ? pauseBeforeRetry(error, failures) : undefined;
      return pause !== undefined && pause <= maxWait && budget.spend() ? pause : undefined;
    },
  };
}

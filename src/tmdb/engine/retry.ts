import { second } from '../duration.ts';
import type { TmdbError } from '../error.ts';

/** Maximum number of attempts of one GET whose failure may be temporary. */
export const MAX_ATTEMPTS = 3;

const FIRST_PAUSE = 0.2 * second;

/**
 * The pause before a failed GET is sent again.
 * @param attempts Attempts so far, the failed one included.
 * @param random 0 to 1, for full jitter.
 * @returns Milliseconds, or undefined when it must not be sent again.
 */
export function pauseBeforeRetry({ retry, retryAfter }: TmdbError, attempts: number, random: number = Math.random()): number | undefined {
  const backoff = FIRST_PAUSE * 2 ** Math.min(attempts - 1, 5) * (0.5 + random);
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

/** Maximum number of retries that can be saved up. */
const MAX_SAVED = 20;

/** A budget of retries for all requests together, in the manner of Envoy's: each request earns a share of one. */
export interface RetryBudget {
  /** Records a first attempt. */
  earn(): void;
  /** @returns Whether a retry may be sent. */
  spend(): boolean;
}

/** @see https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/cluster/v3/circuit_breaker.proto#config-cluster-v3-circuitbreakers-thresholds-retrybudget */
export function createRetryBudget(): RetryBudget {
  let saved = MAX_SAVED / 2;
  return {
    earn() {
      saved = Math.min(MAX_SAVED, saved + RETRY_SHARE);
    },
    spend() {
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
  const date = /\d{2}:\d{2}:\d{2}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.min(Math.max(0, Math.ceil((date - now) / second)), MAX_RETRY_AFTER);
}

/** Seconds: the largest GraphQL Int. */
const MAX_RETRY_AFTER = 2 ** 31 - 1;

/** Decides about retries, for reads and writes alike. */
export interface Retries extends Pick<RetryBudget, 'earn'> {
  /**
   * For how many ms a failed request waits outside the queue; undefined when it is not retried. After a 429 the queue itself
   * pauses, so the request goes back at once.
   * @param isAwaited Whether an operation waits for it.
   */
  after(error: TmdbError, attempts: number, isAwaited?: boolean): number | undefined;
}

export interface RetriesOptions {
  /** Longest that one operation waits, in ms. */
  readonly maxWait: number;
  /** Called when TMDB accepts no requests for this many ms. */
  readonly pause: (duration: number, error: TmdbError) => void;
}

export function createRetries({ maxWait, pause: pauseQueue }: RetriesOptions): Retries {
  const budget = createRetryBudget();
  return {
    earn: budget.earn,
    after(error, attempts, isAwaited = true) {
      const pause = pauseBeforeRetry(error, attempts);
      if (pause === undefined) return undefined;
      const isRateLimited = error.code === 'RATE_LIMITED';
      if (isRateLimited) pauseQueue(pause, error);
      if (!isAwaited || pause > maxWait) return undefined;
      if (isRateLimited) return 0;
      return budget.spend() ? pause : undefined;
    },
  };
}

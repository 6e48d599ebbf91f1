import { second } from '../duration.ts';
import type { TmdbError } from '../error.ts';

/** Most attempts of one GET that fails in a way that time may heal. */
export const MAX_ATTEMPTS = 3;

const FIRST_PAUSE = 0.2 * second;

/**
 * How long to wait before a failed GET is sent again.
 * @param attempts How often it was sent, the failed one included.
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
    // Refused before it ran: the operation's deadline bounds how often. A Retry-After of 0 never shortens the backoff.
    case 'when told':
      return retryAfter ? retryAfter * second : backoff;
  }
}

/** Retries may be at most this share of recent requests, so that an outage is not made worse. */
const RETRY_SHARE = 0.2;

/** Most retries that can be saved up. */
const MAX_SAVED = 20;

/** A budget of retries for all requests together, in the manner of Envoy's: each request earns a share of one. */
export interface RetryBudget {
  /** A request was sent for the first time. */
  earn(): void;
  /** @returns Whether one may be sent again. */
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

/** Seconds: what fits a GraphQL Int. */
const MAX_RETRY_AFTER = 2 ** 31 - 1;

/** What is tried again, reads and writes alike. */
export interface Retries extends Pick<RetryBudget, 'earn'> {
  /**
   * For how many ms what failed waits before it goes back into the queue; undefined when it is not tried again. After a 429
   * the queue itself stands still, so it goes back at once.
   */
  after(error: TmdbError, attempts: number, awaited?: boolean): number | undefined;
}

export interface RetriesOptions {
  /** Longest that one operation waits, in ms. */
  readonly maxWait: number;
  /** TMDB takes no requests for so many ms. */
  readonly pause: (duration: number, error: TmdbError) => void;
}

export function createRetries({ maxWait, pause: standStill }: RetriesOptions): Retries {
  const budget = createRetryBudget();
  return {
    earn: budget.earn,
    after(error, attempts, awaited = true) {
      const pause = pauseBeforeRetry(error, attempts);
      if (pause === undefined) return undefined;
      const limited = error.code === 'RATE_LIMITED';
      if (limited) standStill(pause, error);
      if (!awaited || pause > maxWait) return undefined;
      if (limited) return 0;
      return budget.spend() ? pause : undefined;
    },
  };
}

import { BrokenCircuitError, circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { second } from './duration.ts';
import { TmdbError } from './error.ts';
import type { Transport } from './transport.ts';

/** After so many failures in a row nothing is sent any more. */
const FAILURES_IN_A_ROW = 20;

/** Then one request tries whether TMDB is back, every so often. */
const PROBE_EVERY = 5 * second;

/** What counts as TMDB being down; a refusal, a 429 among them, is an answer. */
const isOutage = (error: unknown): boolean =>
  error instanceof TmdbError && error.fault === 'tmdb' && (error.code === 'UPSTREAM_UNAVAILABLE' || error.code === 'UPSTREAM_TIMEOUT');

export interface GuardedTransport extends Transport {
  /** False while TMDB is taken to be down. */
  readonly healthy: boolean;
}

/** A transport that stops asking a TMDB that is down, so that an outage costs hardly more requests than queries. */
export function withBreaker(transport: Transport): GuardedTransport {
  const breaker = circuitBreaker(handleWhen(isOutage), { halfOpenAfter: PROBE_EVERY, breaker: new ConsecutiveBreaker(FAILURES_IN_A_ROW) });
  return {
    async send(request, signal) {
      try {
        return await breaker.execute(() => transport.send(request, signal));
      } catch (error) {
        if (!(error instanceof BrokenCircuitError)) throw error;
        throw new TmdbError({
          code: 'UPSTREAM_UNAVAILABLE',
          message: 'TMDB failed many times in a row, so it is not asked for a while.',
          fault: 'tmdb',
          retry: 'no',
          retryAfter: PROBE_EVERY / second,
        });
      }
    },
    get healthy() {
      return breaker.state !== CircuitState.Open;
    },
    close: () => transport.close(),
  };
}

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

/**
 * A transport that stops asking a TMDB that is down, so that an outage costs hardly more requests than queries.
 * cockatiel's breaker was tried: it goes by the clock of the wall, and takes a probe whose client left for a success.
 */
export function withBreaker(transport: Transport): GuardedTransport {
  let failures = 0;
  /** By `performance.now()`. */
  let nextProbe = 0;
  let probing = false;
  const isOpen = (): boolean => failures >= FAILURES_IN_A_ROW;

  return {
    async send(request, signal) {
      const probe = isOpen();
      if (probe && (probing || performance.now() < nextProbe)) throw takenToBeDown();
      probing = probe;
      try {
        const answer = await transport.send(request, signal);
        failures = 0;
        return answer;
      } catch (error) {
        // Anything else is the reason why whoever asked has left: nothing is learnt of TMDB.
        if (error instanceof TmdbError) failures = isOutage(error) ? failures + 1 : 0;
        if (isOpen()) nextProbe = performance.now() + PROBE_EVERY;
        throw error;
      } finally {
        if (probe) probing = false;
      }
    },
    get healthy() {
      return !isOpen();
    },
    close: () => transport.close(),
  };
}

const takenToBeDown = (): TmdbError =>
  new TmdbError({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'TMDB failed many times in a row, so it is not asked for a while.',
    fault: 'tmdb',
    retry: 'no',
    retryAfter: PROBE_EVERY / second,
    sent: false,
  });

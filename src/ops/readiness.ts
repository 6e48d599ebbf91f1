import type { Fleet } from '../fleet/fleet.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Failures } from '../tmdb/engine/failures/failures.ts';

/** Whether load balancers should send traffic to this gateway; `/health` says only that it is alive. */
export interface Readiness {
  /** Makes the gateway not ready for good, since it is about to stop. */
  stop(): void;
  /** Aborts then. */
  readonly stopping: AbortSignal;
  check(): { readonly ready: boolean; readonly reasons: readonly string[] };
}

/** Seconds after which a load balancer may check again. */
const RETRY_AFTER = '5';

export interface ReadinessSources {
  readonly failures: Failures;
  /** Undefined for a process alone. */
  readonly fleet?: Pick<Fleet, 'mode'> | undefined;
}

const WITHOUT_REDIS = {
  redis: [],
  alone: ['Redis does not answer: this process goes on with its share of the limit.'],
  unknown: ['Redis has not answered yet: nothing is sent to TMDB until it does.'],
} as const satisfies Record<Fleet['mode'], readonly string[]>;

export function createReadiness({ failures, fleet }: ReadinessSources): Readiness {
  const stopping = new AbortController();
  return {
    stop: () => stopping.abort(),
    stopping: stopping.signal,
    check() {
      if (stopping.signal.aborted) return { ready: false, reasons: ['The gateway is stopping.'] };
      const { down, circuits } = failures;
      const mode = fleet?.mode ?? 'redis';
      // One closed circuit is enough: its paths and every cached part are still answered, and other gateways do no better.
      return {
        ready: mode !== 'unknown' && (down.length === 0 || down.length < [...circuits].length),
        reasons: [...WITHOUT_REDIS[mode], ...down.map((paths) => `The circuit for /${paths} is open: TMDB fails there.`)],
      };
    },
  };
}

/** `/ready`, for load balancers. */
export const readinessEndpoint =
  ({ check }: Readiness): Endpoint =>
  () => {
    const readiness = check();
    return {
      status: readiness.ready ? 200 : 503,
      headers: {
        'content-type': 'application/json',
        'cache-control': 'no-store',
        ...(!readiness.ready && { 'retry-after': RETRY_AFTER }),
      },
      body: JSON.stringify(readiness),
    };
  };

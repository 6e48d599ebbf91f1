import { second } from '../duration.ts';
import { GatewayError } from '../error.ts';
import type { Limiter } from './limiter.ts';
import type { SharedLimit } from './limits/shared-limit.ts';
import type { Operation } from './operation.ts';

/** What waits for a slot, counted in requests. */
export interface QueueLoad {
  /** Requests that the waiting wishes and writes need. */
  readonly requests: number;
  /** How many callers have something waiting. */
  readonly callers: number;
  /** The requests of one caller, those that it shares included. */
  heldBy(caller: string): number;
}

/** Decides which operations may wait. */
export interface Admission {
  /** Requests of this process that may wait before shares are enforced, and before nothing is refreshed. */
  readonly queueMax: number;
  /**
   * Decides before an operation's first wait. A full queue refuses callers that hold their share of it. Every caller is
   * refused when none would be served in time: when the queue is twice as long, TMDB accepts no requests for longer than an
   * operation waits, or rejected two in a row, so that the queue moves by one request after each pause.
   * @param paths The class of paths that it needs.
   * @returns RATE_LIMITED; undefined when the operation may wait.
   */
  check(operation: Pick<Operation, 'caller' | 'admitted'>, paths: string): GatewayError | undefined;
}

export interface AdmissionOptions {
  /** Requests that may wait before shares are enforced. */
  readonly queueMax: number;
  /** How many requests leave the queue in a second, for `retryAfter`. */
  readonly ratePerSecond: number;
  /** Longest that an operation waits, in ms. */
  readonly maxWait: number;
  readonly limiter: Pick<Limiter, 'pausedFor' | 'refusalInterval'>;
  readonly load: QueueLoad;
  /** The limit that other processes share; then the queue and the rate are those of all processes. */
  readonly shared?: Pick<SharedLimit, 'delay' | 'members'> | undefined;
}

export const createAdmission = ({ maxWait, limiter, load, shared, ...all }: AdmissionOptions): Admission => ({
  get queueMax() {
    return Math.max(1, all.queueMax / (shared?.members ?? 1));
  },
  check({ caller, admitted }, paths) {
    const { queueMax } = this;
    const { requests } = load;
    const pause = Math.max(limiter.pausedFor(paths), shared?.delay ?? 0);
    const interval = limiter.refusalInterval(paths);
    // Twice the time that the queue needs, as it may not move at all. One operation must be there to try.
    const isHopeless = !admitted && requests > 0 && 2 * (requests + 1) * interval > maxWait;
    if (pause > maxWait || isHopeless) {
      return rateLimited('TMDB accepts no more requests for now.', (pause || interval) / second);
    }
    if (admitted || requests < queueMax) return undefined;
    if (requests < 2 * queueMax && load.heldBy(caller) < queueMax / Math.max(1, load.callers)) return undefined;
    return rateLimited(`${requests} requests are already waiting for TMDB.`, requests / (all.ratePerSecond / (shared?.members ?? 1)));
  },
});

/** Several loads as one; a caller of two counts twice. @param loads Read anew each time. */
export const combineLoads = (loads: () => readonly QueueLoad[]): QueueLoad => {
  const sum = (read: (load: QueueLoad) => number): number => loads().reduce((total, load) => total + read(load), 0);
  return {
    get requests() {
      return sum(({ requests }) => requests);
    },
    get callers() {
      return sum(({ callers }) => callers);
    },
    heldBy: (caller) => sum((load) => load.heldBy(caller)),
  };
};

/** @param wait In seconds. */
function rateLimited(reason: string, wait: number): GatewayError {
  const retryAfter = Math.max(1, Math.ceil(wait));
  return new GatewayError('RATE_LIMITED', `${reason} Retry after ${retryAfter} s.`, { retryAfter });
}

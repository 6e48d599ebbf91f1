import { second } from '../duration.ts';
import { GatewayError } from '../error.ts';
import type { Limiter } from './limiter.ts';
import type { Operation } from './operation.ts';

/** How many of the waiting tickets each caller holds, and which callers may add to them. */
export interface Admission {
  /**
   * Decides before an operation's first wait. A full queue refuses callers that hold their share of it. Every caller is
   * refused when none would be served in time: when the queue is twice as long, or TMDB accepts no requests for longer
   * than an operation waits.
   * @param waiting Tickets and writes that wait now.
   * @returns RATE_LIMITED; undefined when the operation may wait.
   */
  check(operation: Pick<Operation, 'caller' | 'admitted'>, waiting: number): GatewayError | undefined;
  hold(caller: string): void;
  release(caller: string): void;
}

export interface AdmissionOptions {
  /** Tickets that may wait before shares are enforced. */
  readonly queueMax: number;
  /** How many tickets leave the queue in a second, for `retryAfter`. */
  readonly ratePerSecond: number;
  /** Longest that an operation waits, in ms. */
  readonly maxWait: number;
  readonly limiter: Pick<Limiter, 'pausedFor'>;
}

export function createAdmission({ queueMax, ratePerSecond, maxWait, limiter }: AdmissionOptions): Admission {
  const held = new Map<string, number>();
  return {
    check({ caller, admitted }, waiting) {
      if (limiter.pausedFor > maxWait) return rateLimited('TMDB accepts no more requests for now.', limiter.pausedFor / second);
      if (admitted || waiting < queueMax) return undefined;
      const share = queueMax / Math.max(1, held.size);
      if (waiting < 2 * queueMax && (held.get(caller) ?? 0) < share) return undefined;
      return rateLimited(`${waiting} requests are already waiting for TMDB.`, waiting / ratePerSecond);
    },
    hold(caller) {
      held.set(caller, (held.get(caller) ?? 0) + 1);
    },
    release(caller) {
      const left = (held.get(caller) ?? 0) - 1;
      if (left > 0) held.set(caller, left);
      else held.delete(caller);
    },
  };
}

/** @param wait In seconds. */
function rateLimited(reason: string, wait: number): GatewayError {
  const retryAfter = Math.max(1, Math.ceil(wait));
  return new GatewayError('RATE_LIMITED', `${reason} Retry after ${retryAfter} s.`, { retryAfter });
}

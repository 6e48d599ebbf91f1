import { LRUCache } from 'lru-cache';
import { GatewayError } from './error.ts';

/**
 * Start-time fair queueing: a small query overtakes one that wants 500 things, and nobody starves.
 * @see https://ieeexplore.ieee.org/document/641763
 */
export interface Fairness {
  /** The place of a caller's next ticket: the lowest goes first. Paid for with the places of those that follow. */
  tag(caller: string): number;
  /** The same without paying. */
  peek(caller: string): number;
  /** A ticket with this tag got its slot. */
  served(tag: number): void;
}

/** Callers beyond these begin anew, at the virtual time. */
const MAX_CALLERS = 10_000;

export function createFairness(): Fairness {
  const last = new LRUCache<string, number>({ max: MAX_CALLERS });
  let virtual = 0;
  const peek = (caller: string): number => Math.max(virtual, last.get(caller) ?? 0) + 1;
  return {
    peek,
    tag(caller) {
      const tag = peek(caller);
      last.set(caller, tag);
      return tag;
    },
    served(tag) {
      virtual = Math.max(virtual, tag);
    },
  };
}

/** Who holds how many of the tickets that wait, and who may add to them. */
export interface Admission {
  /**
   * Called before an operation's first wait. A full queue refuses callers that hold their share of it, and everybody when
   * it is so long that nobody would be served in time.
   * @throws GatewayError RATE_LIMITED
   */
  admit(caller: string, waiting: number): void;
  hold(caller: string): void;
  release(caller: string): void;
}

/**
 * @param queueMax Tickets that may wait before it counts who holds how many.
 * @param ratePerSecond How many leave the queue in a second, for `retryAfter`.
 */
export function createAdmission(queueMax: number, ratePerSecond: number): Admission {
  const held = new Map<string, number>();
  return {
    admit(caller, waiting) {
      if (waiting < queueMax) return;
      const share = queueMax / Math.max(1, held.size);
      if (waiting < 2 * queueMax && (held.get(caller) ?? 0) < share) return;
      const retryAfter = Math.max(1, Math.ceil(waiting / ratePerSecond));
      throw new GatewayError('RATE_LIMITED', `${waiting} requests already wait for TMDB. Ask again in ${retryAfter} s.`, { retryAfter });
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

import { LRUCache } from 'lru-cache';
import { second } from '../duration.ts';
import { GatewayError } from '../error.ts';
import type { Limiter } from './limiter.ts';
import type { Operation } from './operation.ts';

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
   * Asked before an operation's first wait. A full queue refuses callers that hold their share of it, and everybody when
   * nobody would be served in time: when it is twice that long, or TMDB takes no requests for longer than anybody waits.
   * @returns RATE_LIMITED; undefined for who may wait.
   */
  check(operation: Pick<Operation, 'caller' | 'admitted'>, waiting: number): GatewayError | undefined;
  hold(caller: string): void;
  release(caller: string): void;
}

export interface AdmissionOptions {
  /** Tickets that may wait before it counts who holds how many. */
  readonly queueMax: number;
  /** How many leave the queue in a second, for `retryAfter`. */
  readonly ratePerSecond: number;
  /** Longest that an operation waits, in ms. */
  readonly maxWait: number;
  readonly limiter: Pick<Limiter, 'pausedFor'>;
}

export function createAdmission({ queueMax, ratePerSecond, maxWait, limiter }: AdmissionOptions): Admission {
  const held = new Map<string, number>();
  return {
    check({ caller, admitted }, waiting) {
      if (limiter.pausedFor > maxWait) return rateLimited('TMDB takes no more requests for now.', limiter.pausedFor / second);
      if (admitted || waiting < queueMax) return undefined;
      const share = queueMax / Math.max(1, held.size);
      if (waiting < 2 * queueMax && (held.get(caller) ?? 0) < share) return undefined;
      return rateLimited(`${waiting} requests already wait for TMDB.`, waiting / ratePerSecond);
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
  return new GatewayError('RATE_LIMITED', `${reason} Ask again in ${retryAfter} s.`, { retryAfter });
}

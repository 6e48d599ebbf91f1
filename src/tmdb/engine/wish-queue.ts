import { LRUCache } from 'lru-cache';
import { second } from '../duration.ts';
import type { Admission, QueueLoad } from './admission.ts';
import type { Failures } from './failures/failures.ts';
import { targetOf } from './failures/target.ts';
import type { KnownParts } from './known-parts.ts';
import type { Limiter } from './limiter.ts';
import type { Operation } from './operation.ts';
import type { PendingWishes } from './pending-wishes.ts';
import { newPending, type Pending } from './pending.ts';
import { pathClass, wishKey, type Wish } from '../resource.ts';
import type { Tickets } from './tickets.ts';

/** The entrance of the queue, for wishes that the cache cannot answer or answers with a stale part. */
export interface WishQueue {
  /**
   * Waits for the answer to a wish: with an equal one that is pending, or in the queue if the operation is admitted. A wish
   * that is known to fail, and one of an operation that is refused, gets a part of any age, if there is one.
   * @throws GatewayError RATE_LIMITED, QUERY_TOO_EXPENSIVE; TmdbError; the reason for which the operation ended.
   */
  join(wish: Wish, operation: Operation): Promise<unknown>;
  /** Refreshes a stale part, and those that fit into its request, after everything that an operation waits for. */
  refresh(wish: Wish): void;
}

export interface WishQueueOptions {
  readonly admission: Admission;
  readonly known: KnownParts;
  readonly pendings: PendingWishes;
  readonly tickets: Tickets;
  readonly failures: Failures;
  readonly limiter: Pick<Limiter, 'pausedFor'>;
  readonly load: QueueLoad;
}

/** Time after which a part is refreshed again that is still stale: each read of it asks for that. */
const REFRESH_AGAIN = 2 * second;

/** Parts whose refresh is remembered. */
const MAX_REFRESHED = 10_000;

export function createWishQueue({ admission, known, pendings, tickets, failures, limiter, load }: WishQueueOptions): WishQueue {
  /** The keys of parts that were refreshed lately. */
  const refreshed = new LRUCache<string, true>({ max: MAX_REFRESHED, ttl: REFRESH_AGAIN });

  function enqueue(pending: Pending, operation?: Operation): void {
    pendings.add(pending);
    tickets.add(pending, operation && [operation.caller]);
  }

  return {
    async join(wish, operation) {
      const key = wishKey(wish);
      const equal = pendings.get(key);
      if (equal && equal.state.is !== 'queued') {
        operation.cost.joined += 1;
        return pendings.wait(equal, operation);
      }
      const target = targetOf(wish);
      const failure = equal ? undefined : failures.blocking(target, tickets.isWaitedFor(wish));
      const refusal = failure ?? admission.check(operation, pathClass(target.path));
      if (refusal) {
        const before = known.ifError(key, [operation]);
        if (!before) throw refusal;
        operation.limitFreshness(performance.now());
        return before.doc;
      }
      operation.admitted = true;
      // Two refs of one movie are still one wish.
      if (!equal?.waiters.has(operation)) operation.charge(wish);
      if (equal) operation.cost.joined += 1;
      // What failed the last time is kept apart, so that it does not fail what else is requested.
      const pending = equal ?? newPending(wish, { alone: failures.isBadPart(target) });
      failures.begin(target);
      const answer = pendings.wait(pending, operation);
      enqueue(pending, operation);
      return answer;
    },

    refresh(wish) {
      const target = targetOf(wish);
      const key = wishKey(wish);
      if (limiter.pausedFor(pathClass(target.path)) > 0 || load.requests >= admission.queueMax || pendings.has(key)) return;
      if (refreshed.has(key) || failures.blocking(target)) return;
      refreshed.set(key, true);
      failures.begin(target);
      for (const due of known.dueWith(wish)) {
        const isBad = failures.isBadPart(targetOf(due));
        if (isBad && wishKey(due) !== key) continue; // It would fail the others.
        if (!pendings.has(wishKey(due)) && !failures.blocking(targetOf(due), true)) enqueue(newPending(due, { alone: isBad }));
      }
    },
  };
}

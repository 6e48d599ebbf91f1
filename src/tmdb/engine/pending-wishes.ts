import type { Answer } from './cache.ts';
import { Passing } from '../../passing.ts';
import { GatewayError, type TmdbError } from '../error.ts';
import type { Failures } from './failures/failures.ts';
import { targetOf } from './failures/target.ts';
import type { Operation } from './operation.ts';
import { invalidate, type Pending } from './pending.ts';
import { resourceKey, type ResourceRef } from '../resource.ts';

/** All wishes without an answer, by their keys: where an equal wish joins, and where answers reach the operations. */
export interface PendingWishes extends Iterable<Pending> {
  get(key: string): Pending | undefined;
  has(key: string): boolean;
  add(pending: Pending): void;
  /** Whether it is still pending: neither settled nor withdrawn. */
  includes(pending: Pending): boolean;
  delete(pending: Pending): void;
  /**
   * Waits for the answer on behalf of an operation. When the operation ends first, this rejects with the reason, and a wish
   * without another waiter is withdrawn: it leaves the queue without a slot, or its request is aborted if that carries
   * nothing else.
   */
  wait(pending: Pending, operation: Operation): Promise<unknown>;
  /** @param lifetime For how many ms from now the answer is fresh. */
  settle(pending: Pending, answer: Answer, lifetime?: number): void;
  /** Keeps what is in flight for a changed resource from being joined and cached. */
  invalidate(changed: ResourceRef): void;
}

export interface PendingWishesOptions {
  readonly failures: Pick<Failures, 'failureSince' | 'left'>;
  /** Called with a wish that nothing waits for any more, unless it is in flight. */
  readonly onWithdrawn: (pending: Pending) => void;
  /** Called when other callers wait for a wish that this one has left. */
  readonly onLeft: (pending: Pending, caller: string) => void;
}

export function createPendingWishes({ failures, onWithdrawn, onLeft }: PendingWishesOptions): PendingWishes {
  const byKey = new Passing<Pending>();
  /** Makes the keys of invalidated wishes unique. */
  let invalidatedCount = 0;

  const includes = (pending: Pending): boolean => byKey.get(pending.key) === pending;

  function remove(pending: Pending): void {
    if (includes(pending)) byKey.delete(pending.key);
  }

  function withdraw(pending: Pending): void {
    const { state } = pending;
    if (state.is !== 'inFlight') {
      remove(pending);
      onWithdrawn(pending);
      failures.left(targetOf(pending.wish));
      return;
    }
    const { carries, controller } = state.request;
    if (carries.some(({ waiters }) => waiters.size > 0)) return;
    for (const carried of carries) remove(carried);
    controller.abort();
  }

  const failureSince = ({ wish, state }: Pending, since: number): TmdbError | undefined =>
    failures.failureSince(targetOf(wish), since, state.is === 'inFlight');

  return {
    get: (key) => byKey.get(key),
    has: (key) => byKey.has(key),
    add: (pending) => byKey.set(pending.key, pending),
    includes,
    delete: remove,
    [Symbol.iterator]: () => byKey.values().values(),

    wait(pending, operation) {
      const { waiters, waitersOf } = pending;
      const known = waiters.get(operation);
      if (known) return known.doc;
      const { signal, caller } = operation;
      const { promise: doc, resolve, reject } = Promise.withResolvers<unknown>();
      const since = performance.now();
      const leave = (): void => {
        waiters.delete(operation);
        const left = (waitersOf.get(caller) ?? 0) - 1;
        if (left > 0) waitersOf.set(caller, left);
        else waitersOf.delete(caller);
        // At its deadline an operation reports TMDB's last failure rather than the timeout.
        const failure = signal.reason instanceof GatewayError ? (pending.lastFailure ?? failureSince(pending, since)) : undefined;
        reject(failure ?? signal.reason);
        if (waiters.size === 0) withdraw(pending);
        else if (left <= 0) onLeft(pending, caller);
      };
      waiters.set(operation, {
        since,
        doc,
        settle(answer) {
          operation.offEnd(leave);
          if ('doc' in answer) resolve(answer.doc);
          else reject(answer.error);
        },
      });
      waitersOf.set(caller, (waitersOf.get(caller) ?? 0) + 1);
      operation.onEnd(leave);
      return doc;
    },

    settle(pending, answer, lifetime = 0) {
      remove(pending);
      for (const [operation, waiter] of pending.waiters) {
        operation.limitFreshness(performance.now() + lifetime);
        waiter.settle(answer);
      }
      pending.waiters.clear();
      pending.waitersOf.clear();
    },

    invalidate(changed) {
      const key = resourceKey(changed);
      for (const pending of byKey.values()) {
        if (pending.state.is !== 'inFlight' || pending.invalidated || resourceKey(pending.wish) !== key) continue;
        byKey.delete(pending.key);
        invalidate(pending, `${pending.key}#${(invalidatedCount += 1)}`);
        byKey.set(pending.key, pending);
      }
    },
  };
}

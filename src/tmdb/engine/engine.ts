import { combineLoads, createAdmission } from './admission.ts';
import type { PartCache } from './cache.ts';
import { createCompanions } from './companions.ts';
import { GatewayError, TmdbError } from '../error.ts';
import type { Failures } from './failures/failures.ts';
import { createEstimation } from './estimate.ts';
import { createFairness } from './fairness.ts';
import { createRequests } from './in-flight.ts';
import { createKnownParts } from './known-parts.ts';
import type { Limiter } from './limiter.ts';
import type { SharedLimit } from './limits/shared-limit.ts';
import { combineObservers, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import { createPendingWishes } from './pending-wishes.ts';
import { createPartUsage } from './prefetch.ts';
import type { Estimate, Needs } from '../need.ts';
import { wishKey, type ResourceRef, type Wish } from '../resource.ts';
import { createReads, type Reads } from './reads.ts';
import { createRetries, pauseBeforeRetry } from './retry.ts';
import { createSecondLevel, type SecondLevelHome } from '../second-level/second-level.ts';
import { createSharedQueue } from '../second-level/shared-queue.ts';
import { createTickets } from './tickets.ts';
import { createTraffic } from './traffic.ts';
import type { Transport } from './transport.ts';
import { createWishQueue } from './wish-queue.ts';
import type { Write } from '../write.ts';
import { confirm, createWriter } from './writer.ts';

/** The one door to TMDB. Everything that decides about requests is behind it. */
export interface Engine extends Reads {
  /**
   * Checks wishes that are about to be made at once, each with a key of its own.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when they are certain to need more requests than the operation may send; then
   * none is sent.
   */
  assertAffordable(wishes: readonly Wish[], operation: Operation): void;
  /** Plans what an operation needs, without running it. */
  estimate(needs: Needs, operation: Operation): Estimate;
  /** @throws GatewayError QUERY_TOO_EXPENSIVE when the needs are certain to exceed the operation's cap, whatever is known. */
  assertPrice(needs: Needs, operation: Operation): void;
  /**
   * Changes something at TMDB: in a slot of its own, never joined, never sent twice when it may have arrived. One read may
   * confirm it afterwards.
   * @returns TMDB's response.
   * @throws TmdbError, OUTCOME_UNKNOWN among them; GatewayError as `want` does.
   */
  write<Doc>(write: Write<Doc>, operation: Operation): Promise<Doc>;
  /** How often a write has changed something so far: what was begun before the last one may show the time before it. */
  readonly changes: number;
  /** TMDB requests that wait for a slot: what the waiting wishes and writes need. */
  readonly queued: number;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly failures: Failures;
  readonly cache: PartCache;
  /** Longest that one operation waits, in ms: one that would have to wait longer for TMDB is refused at once. */
  readonly maxWait: number;
  /** Requests that may wait before operations are refused. */
  readonly queueMax: number;
  /** For `retryAfter` of refusals. */
  readonly ratePerSecond: number;
  /** The limit that other processes share; then both of these are those of all processes. */
  readonly shared?: Pick<SharedLimit, 'delay' | 'members'> | undefined;
  readonly observer?: Observer;
  /** The first wishes of operations that are known beforehand, one list for each. */
  readonly expected?: readonly (readonly Wish[])[];
  /** The memory below the one in memory; none by default. */
  readonly secondLevel?: SecondLevelHome | undefined;
  /** Is called with faults of our own, which fail the wishes that they concern. */
  readonly report?: (error: unknown) => void;
}

export function createEngine(options: EngineOptions): Engine {
  const { transport, limiter, failures, cache, maxWait, queueMax, ratePerSecond, expected = [], report = () => {} } = options;
  const closing = new AbortController();
  const traffic = createTraffic();
  const observer = combineObservers([traffic.observer, ...(options.observer ? [options.observer] : [])]);
  const fairness = createFairness();
  const load = combineLoads(() => [tickets, writer]);
  const admission = createAdmission({ queueMax, ratePerSecond, maxWait, limiter, load, shared: options.shared });
  const isRefused = (paths: string): boolean => limiter.pausedFor(paths) > maxWait;
  const partUsage = createPartUsage();
  partUsage.learn(expected);
  const secondLevel =
    options.secondLevel &&
    createSecondLevel({
      ...options.secondLevel,
      isPending: (key) => pendings.has(key),
      restore: (wish, { doc, freshFor }) => known.restore(wish, doc, freshFor),
      onInvalidated: forget,
      maxWait: maxWait / 2,
    });
  const known = createKnownParts(cache, observer, secondLevel?.keep);
  const pendings = createPendingWishes({
    failures,
    onWithdrawn: (pending) => tickets.remove(pending),
    onLeft: (pending, caller) => tickets.leave(pending, caller),
  });
  const withCompanions = createCompanions({ pendings, cache, partUsage, limiter, traffic, failures });
  const tickets = createTickets({
    limiter,
    fairness,
    onFault(pendings, error) {
      report(error);
      requests.fail(pendings, error);
    },
    send: (request, slot) => requests.dispatch(withCompanions(request), slot),
  });
  const retries = createRetries({
    maxWait,
    onRateLimited(paths, error) {
      const attempts = limiter.refusals(paths) + (limiter.pausedFor(paths) > 0 ? 0 : 1);
      const pause = pauseBeforeRetry(error, attempts) ?? 0;
      limiter.refuse(paths, pause);
      if (isRefused(paths)) for (const queued of [requests, writer]) queued.refuseQueued(error);
      return pause;
    },
  });
  const common = { transport, retries, failures, isRefused, observer };
  const requests = createRequests({ ...common, known, pendings, tickets, partUsage, closing: closing.signal });
  const estimation = createEstimation({
    isKnown: (wish) => known.isAnswered(known.canonical(wish)),
    isAnyKnown: (resource) => cache.holds(known.canonical(resource)),
    knownOf: (resource) => cache.count(resource),
  });
  const queue = createWishQueue({ admission, known, pendings, tickets, failures, limiter, load });
  const lookedUp = secondLevel ? createSharedQueue({ queue, secondLevel, pendings, assertRunning }) : queue;
  const reads = createReads({ known, partUsage, queue: lookedUp });
  const writer = createWriter({ ...common, limiter, fairness, admission, invalidate });

  function assertRunning({ signal }: Operation): void {
    signal.throwIfAborted();
    if (closing.signal.aborted) throw stopping();
  }

  let changes = 0;
  /** Removes a resource from the memory of this process. */
  function forget(changed: ResourceRef): void {
    changes += 1;
    known.invalidate(changed);
    pendings.invalidate(changed);
  }

  function invalidate(changed: ResourceRef): void {
    forget(changed);
    secondLevel?.invalidate(changed);
  }

  return {
    atHand: (wish, operation) => (operation.signal.aborted || closing.signal.aborted ? undefined : reads.atHand(wish, operation)),
    want: async (wish, operation) => {
      assertRunning(operation);
      return reads.want(wish, operation);
    },
    remember: reads.remember,
    recall: reads.recall,

    assertAffordable(requested, operation) {
      const wishes = new Map(requested.map(known.canonical).map((wish) => [wishKey(wish), wish]));
      operation.assertAffordable([...wishes.values()], (wish) => !known.isAnswered(wish) && !pendings.has(wishKey(wish)));
    },

    estimate: (needs, { maxRequests }) => estimation.estimate(needs, maxRequests),
    assertPrice: (needs, { maxRequests }) => estimation.assertPrice(needs, maxRequests),

    async write<Doc>(write: Write<Doc>, operation: Operation): Promise<Doc> {
      assertRunning(operation);
      try {
        const read = (wish: Wish): Promise<unknown> => queue.join(wish, operation);
        return (await writer.write(write, operation).catch((error: unknown) => confirm(write, error, operation, read))) as Doc;
      } catch (error) {
        // A queue that is cleared rejects with an error of its own.
        throw closing.signal.aborted && !(error instanceof GatewayError) ? stopping() : error;
      }
    },

    get changes() {
      return changes;
    },
    get queued() {
      return load.requests;
    },

    async close() {
      closing.abort();
      limiter.close();
      for (const pending of pendings) pendings.settle(pending, { error: stopping() });
      await Promise.all([transport.close(), secondLevel?.close()]);
    },
  };
}

const stopping = (): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_UNAVAILABLE', message: 'The gateway is stopping.', fault: 'gateway', retry: 'no' });

import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type { Answer, PartCache } from './cache.ts';
import { minute } from '../duration.ts';
import { GatewayError, TmdbError } from '../error.ts';
import { createAdmission, createFairness } from './fairness.ts';
import type { Limiter, Slot } from './limiter.ts';
import { NOOP_OBSERVER, outcomeOf, templateOf, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import { newPending, type InFlight, type Pending, type Waiter } from './pending.ts';
import { plan, type PlannedRequest } from './plan.ts';
import { partOf, resourceKey, wishKey, type Wish } from '../resource.ts';
import { createRetries } from './retry.ts';
import { createPartUsage } from './prefetch.ts';
import { createTickets } from './tickets.ts';
import type { Transport } from './transport.ts';
import { createWriter } from './writer.ts';
import type { Write } from '../write.ts';

/** The one door to TMDB. Everything that decides about requests is behind it. */
export interface Engine {
  /**
   * The document of a part: from the cache, joined to a request that is under way, or with the next request for its
   * resource. Documents are shared between operations and must not be changed.
   * @throws TmdbError, and GatewayError RATE_LIMITED, QUERY_TOO_EXPENSIVE, or why the operation ended.
   */
  want<Doc>(wish: Wish<Doc>, operation: Operation): Promise<Doc>;
  /**
   * Told of wishes that are about to be made at once, each by a key of its own.
   * @throws GatewayError QUERY_TOO_EXPENSIVE when they are certain to need more requests than the operation may send: then none is sent.
   */
  assertAffordable(wishes: readonly Wish[], operation: Operation): void;
  /**
   * Changes something at TMDB: in a slot of its own, never joined, never sent twice when it may have arrived.
   * @returns What TMDB says of it.
   * @throws TmdbError, OUTCOME_UNKNOWN among them; GatewayError as of `want`.
   */
  write<Doc>(write: Write<Doc>, operation: Operation): Promise<Doc>;
  close(): Promise<void>;
}

export interface EngineOptions {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly cache: PartCache;
  /** Longest that one operation waits (ms): who would have to wait longer for TMDB is refused at once. */
  readonly maxWait: number;
  /** Tickets that may wait before operations are refused. */
  readonly queueMax: number;
  /** For `retryAfter` of refusals. */
  readonly ratePerSecond: number;
  /** Told what the cache knew and what was sent. */
  readonly observer?: Observer;
}

/** How long "TMDB has no such thing" is remembered. No other failure is. */
const NOT_FOUND_LIFETIME = minute;

/** Most other names (IMDb ids) that are remembered. */
const MAX_REFS = 20_000;

const stopping = (): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_UNAVAILABLE', message: 'The gateway is stopping.', fault: 'gateway', retry: 'no' });

/** Whether a thing with these details can have the part. */
const mayHave = ({ resource, part }: Wish, details: object): boolean => resource.has?.(details as never, part) ?? true;

/** An answer that nobody foresaw: it must not cost those who wait their time. */
const unusable = (cause: unknown): TmdbError =>
  new TmdbError({
    code: 'UPSTREAM_BAD_RESPONSE',
    message: 'TMDB answered with something that cannot be used.',
    fault: 'tmdb',
    retry: 'no',
    cause,
  });

const noSuchPart = (): TmdbError =>
  new TmdbError({ code: 'NOT_FOUND', message: 'TMDB does not list such a part of it.', fault: 'caller', retry: 'no' });

export function createEngine({
  transport,
  limiter,
  cache,
  maxWait,
  queueMax,
  ratePerSecond,
  observer = NOOP_OBSERVER,
}: EngineOptions): Engine {
  const pendings = new Map<string, Pending>();
  /** How often something was outdated, so that each has a key of its own. */
  let invalidatedCount = 0;
  /** `movie/tt0133093` → `603` */
  const canonicalRefs = new LRUCache<string, string>({ max: MAX_REFS });
  const fairness = createFairness();
  const admission = createAdmission({ queueMax, ratePerSecond, maxWait, limiter });
  const tickets = createTickets({
    limiter,
    fairness,
    admission,
    send(planned, slot) {
      const more = prefetch(planned);
      const request = { ...planned, append: [...planned.append, ...more.map(({ wish }) => wish.part)] };
      return dispatch(request, [...planned.brings, ...prefetched(request), ...more], slot);
    },
  });
  const retries = createRetries({
    maxWait,
    pause(duration, error) {
      limiter.pause(duration);
      if (duration > maxWait) refuseAll(error);
    },
  });
  const closing = new AbortController();
  const partUsage = createPartUsage();
  const waiting = (): number => tickets.size + writer.waiting;
  const writer = createWriter({ transport, limiter, fairness, admission, retries, waiting, observer });

  const canonical = (wish: Wish): Wish => {
    const ref = canonicalRefs.get(resourceKey(wish));
    return ref === undefined ? wish : { ...wish, ref };
  };

  function waitFor(pending: Pending, operation: Operation): Promise<unknown> {
    const { signal } = operation;
    return new Promise((resolve, reject) => {
      const waiter: Waiter = {
        operation,
        since: performance.now(),
        settle(answer) {
          signal.removeEventListener('abort', leave);
          if ('doc' in answer) resolve(answer.doc);
          else reject(answer.error);
        },
      };
      const leave = (): void => {
        pending.waiters.delete(waiter);
        // Whoever runs out of time while TMDB refuses is told of the refusal.
        reject(signal.reason instanceof GatewayError ? (pending.failure ?? signal.reason) : signal.reason);
        if (pending.waiters.size === 0) withdraw(pending);
      };
      pending.waiters.add(waiter);
      signal.addEventListener('abort', leave, { once: true });
    });
  }

  /** Nobody waits any more: leave the queue without a slot, or break off the request when it carries nothing else. */
  function withdraw(pending: Pending): void {
    const { flight } = pending;
    if (flight) {
      if (flight.carries.some(({ waiters }) => waiters.size > 0)) return;
      for (const { key } of flight.carries) pendings.delete(key);
      flight.controller.abort();
      return;
    }
    pendings.delete(pending.key);
    tickets.remove(pending);
  }

  /** While requests are scarce: what will probably be asked for of the same thing, and is not known yet. */
  function prefetch(request: PlannedRequest<Pending>): Pending[] {
    const [first] = request.brings;
    if (!first || first.wish.scope || !first.wish.resource.appends || first.alone) return [];
    const isOfDetails = request.append.length > 0 || first.wish.part === 'details';
    if (!isOfDetails || !limiter.scarce) return [];
    return partUsage.predict(request).flatMap((wish) => {
      const pending: Pending = { ...newPending(wish), prefetched: true };
      if (pendings.has(pending.key) || cache.has(pending.key)) return [];
      pendings.set(pending.key, pending);
      return [pending];
    });
  }

  /** Details come with every appended part: whoever wishes for them meanwhile joins. */
  function prefetched({ append, brings, query }: PlannedRequest<Pending>): Pending[] {
    const [first] = brings;
    if (!first || append.length === 0) return [];
    const details = newPending({ ...first.wish, part: 'details', query });
    if (pendings.has(details.key)) return [];
    pendings.set(details.key, details);
    return [details];
  }

  async function dispatch(request: PlannedRequest<Pending>, carries: readonly Pending[], slot: Slot): Promise<void> {
    const flight: InFlight = { carries, controller: new AbortController() };
    const first = carries.every(({ attempts }) => attempts === 0);
    const bill = billOf(request, carries, !first);
    for (const pending of carries) {
      pending.flight = flight;
      pending.attempts += 1;
    }
    const ended = observer.onRequest({
      method: 'GET',
      template: templateOf(request),
      appended: request.append.length,
      attempt: Math.max(...carries.map(({ attempts }) => attempts)),
      operations: bill.operations,
    });
    try {
      const { json, maxAge } = await transport.send(request, flight.controller.signal, () => {
        slot.sent();
        bill.charge();
        if (first) retries.earn();
      });
      ended({ http: 200 });
      settleResponse(request, carries, json, maxAge);
    } catch (error) {
      ended(outcomeOf(error));
      if (!flight.controller.signal.aborted) handleFailure(flight, error instanceof TmdbError ? error : unusable(error));
    }
  }

  /** Cuts an answer into its parts. */
  function settleResponse({ append }: PlannedRequest, carries: readonly Pending[], json: Record<string, unknown>, maxAge: number): void {
    const details: Record<string, unknown> = { ...json };
    for (const part of append) delete details[part];
    if (carries.some(({ wish }) => wish.part === 'details')) learnRefs(carries, details);

    for (const pending of carries) {
      const { part } = pending.wish;
      const doc = part === 'details' ? details : append.length > 0 ? json[part] : json;
      if (typeof doc !== 'object' || doc === null) {
        if (append.length > 0 && !mayHave(pending.wish, details)) fail(pending, noSuchPart());
        else missing(pending);
        continue;
      }
      settle(pending, { doc }, keep(pending, doc, maxAge));
    }
  }

  /** Details that are at hand can say that there is no such part: it need not be asked for. */
  function knownMissing(wish: Wish): boolean {
    if (!wish.resource.has || wish.part === 'details') return false;
    const details = cache.get(wishKey({ ...wish, part: 'details' }));
    return details?.age === 'fresh' && 'doc' in details.answer && !mayHave(wish, details.answer.doc as object);
  }

  /** A film asked for by its IMDb id is kept under TMDB's, and found by either from now on. */
  function learnRefs([first]: readonly Pending[], details: Record<string, unknown>): void {
    if (!first) return;
    const [canonicalRef, ...others] = first.wish.resource.refs?.(details as never) ?? [];
    if (canonicalRef === undefined) return;
    for (const ref of others) canonicalRefs.set(resourceKey({ ...first.wish, ref }), canonicalRef);
  }

  /** @returns For how many ms from now it is fresh. */
  function keep({ wish: asked, invalidated, prefetched: isPrefetched, waiters }: Pending, doc: unknown, maxAge: number): number {
    const { fresh } = partOf(asked);
    if (asked.scope !== undefined || fresh === undefined || invalidated) return 0;
    const wish = canonical(asked);
    const lifetime = Math.min(Math.max(maxAge, fresh.floor), fresh.ceiling);
    if (isPrefetched && waiters.size === 0) cache.setPrefetched(wishKey(wish), wish, { doc }, lifetime, fresh);
    else cache.set(wishKey(wish), wish, { doc }, lifetime, fresh);
    return lifetime;
  }

  /** TMDB leaves out a part that failed inside it: asked again at its own path, once. */
  function missing(pending: Pending): void {
    delete pending.flight;
    pending.alone = true;
    if (pending.waiters.size === 0) pendings.delete(pending.key);
    else tickets.add(pending);
  }

  function handleFailure({ carries }: InFlight, error: TmdbError): void {
    const attempts = Math.max(...carries.map((pending) => pending.attempts));
    // What nobody waits for is not worth a retry.
    const awaited = carries.some(({ waiters }) => waiters.size > 0);
    const pause = retries.after(error, attempts, awaited);
    if (pause === undefined) {
      for (const pending of carries) fail(pending, error);
      return;
    }
    for (const pending of carries) {
      delete pending.flight;
      pending.failure = error;
      pending.backingOff = pause > 0;
      if (pending.waiters.size === 0) pendings.delete(pending.key);
    }
    const again = (): void => {
      for (const pending of carries) {
        pending.backingOff = false;
        if (pendings.get(pending.key) === pending) tickets.add(pending);
      }
    };
    // After a 429 the whole queue pauses; the wishes wait in it, in front.
    if (pause === 0) again();
    else sleep(pause, undefined, { signal: closing.signal }).then(again, () => {});
  }

  /** TMDB takes no requests for longer than anybody waits: whoever waits for a slot is told now. */
  function refuseAll(error: TmdbError): void {
    for (const pending of pendings.values()) {
      if (pending.flight) continue;
      fail(pending, error);
      tickets.remove(pending);
    }
  }

  /** What cannot be asked for now is answered from what TMDB said before, as long as that may be used. */
  function fromBefore(key: string, operations: Iterable<Operation>): Extract<Answer, { doc: unknown }> | undefined {
    const known = cache.get(key);
    if (!known || !('doc' in known.answer)) return undefined;
    for (const operation of operations) operation.cost.stale += 1;
    return known.answer;
  }

  function fail(pending: Pending, error: TmdbError): void {
    if (error.code === 'NOT_FOUND' && pending.wish.scope === undefined && !pending.prefetched && !pending.invalidated) {
      cache.set(pending.key, pending.wish, { error }, NOT_FOUND_LIFETIME);
    }
    const operations = [...pending.waiters].map(({ operation }) => operation);
    settle(pending, (error.fault === 'tmdb' && fromBefore(pending.key, operations)) || { error });
  }

  /** @param lifetime For how many ms from now the answer is fresh. */
  function settle(pending: Pending, answer: Answer, lifetime = 0): void {
    if (pendings.get(pending.key) === pending) pendings.delete(pending.key);
    for (const waiter of pending.waiters) {
      waiter.operation.limitFreshness(performance.now() + lifetime);
      waiter.settle(answer);
    }
    pending.waiters.clear();
  }

  /** One request, after all others, for all parts of a resource that are stale or soon will be, were read lately, and travel with this one. */
  function refresh(wish: Wish, key: string): void {
    if (limiter.pausedFor > 0 || tickets.size >= queueMax || pendings.has(key)) return;
    const stale = cache.nearlyStale(wish).map(newPending);
    const request = plan(stale).find(({ brings }) => brings.some((pending) => pending.key === key));
    for (const pending of request?.brings ?? []) {
      if (pendings.has(pending.key)) continue;
      pendings.set(pending.key, pending);
      tickets.add(pending);
    }
  }

  /** What is known of a resource is not so any more; nor is what is on its way. */
  function invalidate(changed: Pick<Wish, 'resource' | 'ref'>): void {
    cache.invalidate(changed);
    const key = resourceKey(changed);
    for (const pending of pendings.values()) {
      if (!pending.flight || pending.invalidated || resourceKey(pending.wish) !== key) continue;
      pending.invalidated = true;
      // Nobody joins it any more, and nothing that comes later takes its place.
      pendings.delete(pending.key);
      pending.key = `${pending.key}#${(invalidatedCount += 1)}`;
      pendings.set(pending.key, pending);
    }
  }

  function fromCache(wish: Wish, key: string, operation: Operation): Answer | undefined {
    const known = cache.get(key);
    const result = !known || known.age === 'stale-if-error' ? 'miss' : known.age === 'fresh' ? 'hit' : 'stale';
    observer.onCacheLookup(result);
    if (!known || result === 'miss') return undefined;
    operation.limitFreshness(known.freshUntil);
    if (result === 'hit') operation.cost.hits += 1;
    else {
      operation.cost.stale += 1;
      refresh(wish, key);
    }
    return known.answer;
  }

  async function waitForNext(wish: Wish, key: string, operation: Operation): Promise<unknown> {
    const known = pendings.get(key);
    if (known?.flight || known?.backingOff) {
      operation.cost.joined += 1;
      return waitFor(known, operation);
    }
    const refusal = admission.check(operation, waiting());
    if (refusal) {
      const before = fromBefore(key, [operation]);
      if (!before) throw refusal;
      operation.limitFreshness(performance.now());
      return before.doc;
    }
    operation.admitted = true;
    // Wished for by both ids of a film, it is still one wish.
    if (![...(known?.waiters ?? [])].some((waiter) => waiter.operation === operation)) operation.charge(wish);
    if (known) operation.cost.joined += 1;
    const pending = known ?? newPending(wish);
    pendings.set(key, pending);
    const answer = waitFor(pending, operation);
    tickets.add(pending);
    return answer;
  }

  return {
    // A Doc is what the wish's part says TMDB sends; nothing below can check it.
    want: async <Doc>(asked: Wish<Doc>, operation: Operation): Promise<Doc> => {
      operation.signal.throwIfAborted();
      if (closing.signal.aborted) throw stopping();
      const wish = canonical(asked);
      const key = wishKey(wish);
      partUsage.record(wish);
      const answer = fromCache(wish, key, operation);
      if (!answer && knownMissing(wish)) throw noSuchPart();
      if (!answer) {
        const doc = await waitForNext(wish, key, operation);
        // What is merely asked for in somebody's own name would be answered to anybody.
        if (wish.scope && partOf(wish).personal) operation.credentialVerified(wish.scope.credential);
        return doc as Doc;
      }
      if ('doc' in answer) return answer.doc as Doc;
      throw answer.error;
    },

    assertAffordable(asked, operation) {
      // Also by both ids of a film it is still one wish.
      const wishes = new Map(asked.map((wish) => [wishKey(canonical(wish)), canonical(wish)]));
      operation.assertAffordable([...wishes.values()], (wish) => {
        const key = wishKey(wish);
        const known = cache.get(key);
        return (!known || known.age === 'stale-if-error') && !pendings.has(key) && !knownMissing(wish);
      });
    },

    async write<Doc>(write: Write<Doc>, operation: Operation): Promise<Doc> {
      operation.signal.throwIfAborted();
      if (closing.signal.aborted) throw stopping();
      const { personal, changes = [], doc: _doc, ...rest } = write;
      const credential = personal && operation.credential(personal);
      let isRefused = false;
      try {
        const doc = await writer.send({ ...rest, ...(credential && { credential }) }, operation);
        if (credential) operation.credentialVerified(credential);
        return doc as Doc;
      } catch (error) {
        isRefused = error instanceof TmdbError && error.fault === 'caller';
        // A queue that is cleared rejects with a word of its own.
        throw closing.signal.aborted && !(error instanceof GatewayError) ? stopping() : error;
      } finally {
        // Also when nobody knows whether it was done; but nobody's cache is lost to a session that is made up.
        if (!isRefused) for (const changed of changes) invalidate(changed);
        operation.afterWrite();
      }
    },

    async close() {
      closing.abort();
      limiter.close();
      for (const pending of pendings.values()) settle(pending, { error: stopping() });
      await transport.close();
    },
  };
}

/** The bill of a request: who pays, each operation that it carries something for, as soon as it is sent. */
function billOf({ append }: PlannedRequest, carries: readonly Pending[], again: boolean): { operations: Set<Operation>; charge(): void } {
  const waiters = carries.flatMap((pending) => [...pending.waiters]);
  const now = performance.now();
  for (const { operation, since } of waiters) operation.cost.waited = Math.max(operation.cost.waited, Math.round(now - since));
  const operations = new Set(waiters.map(({ operation }) => operation));
  const charge = (): void => {
    for (const { cost } of operations) {
      cost.requests += 1;
      cost.appended += append.length;
      if (again) cost.retries += 1;
    }
  };
  return { operations, charge };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { TmdbError } from '../error.ts';
import type { Failures } from './failures/failures.ts';
import { targetOf, targetOfRequest, type FailureTarget } from './failures/target.ts';
import { assertIdentity, identityError } from '../identity.ts';
import { mayHave, noSuchPart, type KnownParts } from './known-parts.ts';
import type { Slot } from './limits/monotonic-window.ts';
import { outcomeOf, templateOf, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import type { PendingWishes } from './pending-wishes.ts';
import { backOff, requeue, requeueAlone, startAttempt, type InFlight, type Pending } from './pending.ts';
import type { PlannedRequest } from './plan.ts';
import type { PartUsage } from './prefetch.ts';
import type { Retries } from './retry.ts';
import type { Tickets } from './tickets.ts';
import { pathClass, type Wish } from '../resource.ts';
import type { Transport } from './transport.ts';

/** The life of a request after it got its slot. */
export interface Requests {
  /** Sends a planned request, and settles or requeues what it carries. Never rejects. */
  dispatch(request: PlannedRequest<Pending>, slot: Slot): Promise<void>;
  /** Fails wishes because of a fault of our own, which an operation must not wait out. */
  fail(carries: readonly Pending[], cause: unknown): void;
  /** Fails the wishes that are not in flight, where TMDB accepts no requests for longer than operations wait. */
  refuseQueued(error: TmdbError): void;
}

export interface RequestsOptions {
  readonly transport: Transport;
  readonly known: KnownParts;
  readonly pendings: PendingWishes;
  readonly tickets: Tickets;
  readonly retries: Retries;
  readonly failures: Failures;
  /** Whether TMDB accepts no requests of this class of paths for longer than operations wait. */
  readonly isRefused: (paths: string) => boolean;
  readonly observer: Observer;
  readonly partUsage: Pick<PartUsage, 'suspend'>;
  /** Ends every backoff. */
  readonly closing: AbortSignal;
}

export function createRequests(options: RequestsOptions): Requests {
  const { transport, known, pendings, tickets, retries, failures, isRefused, observer, partUsage, closing } = options;

  async function dispatch(request: PlannedRequest<Pending>, slot: Slot): Promise<void> {
    const { append, brings } = request;
    const inFlight: InFlight = { carries: brings, controller: new AbortController() };
    const isFirst = brings.every(({ attempts }) => attempts === 0);
    const bill = billOf(request, !isFirst);
    const target = targetOfRequest(request);
    for (const pending of brings) startAttempt(pending, inFlight);
    const onEnd = observer.onRequest({
      method: 'GET',
      template: templateOf(request),
      appended: append.length,
      attempt: attemptsOf(brings),
      operations: bill.operations,
    });
    try {
      const { json, maxAge } = await transport.send({ ...request, isCurrent: confirms(request) }, inFlight.controller.signal, () => {
        slot.sent();
        bill.charge();
        if (isFirst) retries.earn();
      });
      assertIdentity(request, json);
      onEnd({ http: 200 });
      failures.answered(target);
      settleResponse(request, json, maxAge);
    } catch (error) {
      onEnd(outcomeOf(error));
      if (inFlight.controller.signal.aborted) failures.left(target);
      else handleFailure(request, target, error instanceof TmdbError ? error : unusable(error));
    }
  }

  /** Cuts a response into its parts, and keeps and hands out each. */
  function settleResponse({ append, brings }: PlannedRequest<Pending>, json: Record<string, unknown>, maxAge: number): void {
    const [first] = brings;
    const details = append.length === 0 ? json : withoutParts(json, append);
    if (first && brings.some(({ wish }) => wish.part === 'details')) known.learnRefs(first.wish, details);

    for (const pending of brings) {
      const { part } = pending.wish;
      const doc = part === 'details' ? details : append.length > 0 ? json[part] : json;
      const error = identityError(pending.wish, doc);
      if (error) failPart(pending, error);
      else if (typeof doc === 'object' && doc !== null) pendings.settle(pending, { doc }, known.keep(pending, doc, maxAge));
      else if (append.length > 0 && !mayHave(pending.wish, details)) fail(pending, noSuchPart());
      else requestAlone(pending);
    }
  }

  /** Fails a part of a response that is well otherwise. */
  function failPart(pending: Pending, error: TmdbError): void {
    failures.failed(targetOf(pending.wish), error, true);
    fail(pending, error);
  }

  /** TMDB leaves out an appended part that failed inside it: requests it once more, at its own path. */
  function requestAlone(pending: Pending): void {
    requeueAlone(pending);
    if (pending.waiters.size === 0) pendings.delete(pending);
    else tickets.add(pending);
  }

  function handleFailure({ path, brings }: PlannedRequest<Pending>, target: FailureTarget, error: TmdbError): void {
    const [first] = brings;
    if (error.fault === 'tmdb' && error.code !== 'RATE_LIMITED') for (const wish of unwantedIn(brings)) partUsage.suspend(wish);
    // Without a waiter it is not worth a retry.
    const isAwaited = brings.some(({ waiters }) => waiters.size > 0) && !confirms({ brings });
    const count = 1 + Math.max(...brings.map((pending) => pending.failures));
    const pause = retries.after(error, { path, failures: count, isAwaited, isFailing: failures.isFailing(target) });
    const opened = failures.failed(target, error, pause === undefined);
    for (const pending of brings) {
      if (pause === undefined) fail(pending, error);
      else backOff(pending, error);
      if (pending.waiters.size === 0) pendings.delete(pending);
    }
    if (opened) giveUp(pendings, failureOf);
    if (pause === undefined) {
      if (first) giveUp(tickets.waitingWith(first.wish), failureOf);
      return;
    }
    const retry = (): void => {
      for (const pending of brings) requeue(pending);
      giveUp(brings, failureOf);
      for (const pending of brings) if (pendings.includes(pending)) tickets.add(pending);
    };
    // After a 429 the whole queue pauses; the wishes wait at its front.
    if (pause === 0 || !first) retry();
    else void afterPause(pause, closing, retry).finally(tickets.hold(first.wish));
  }

  /** Fails those of these wishes that are not in flight and have a reason to. */
  function giveUp(waiting: Iterable<Pending>, reasonOf: (pending: Pending) => TmdbError | undefined): void {
    for (const pending of waiting) {
      const reason = pending.state.is !== 'inFlight' && pendings.includes(pending) ? reasonOf(pending) : undefined;
      if (!reason) continue;
      fail(pending, reason);
      tickets.remove(pending);
    }
  }

  const failureOf = ({ wish }: Pending): TmdbError | undefined => failures.blocking(targetOf(wish));

  function fail(pending: Pending, error: TmdbError): void {
    known.keepNotFound(pending, error);
    const stale = error.fault === 'tmdb' ? known.ifError(pending.key, pending.waiters.keys()) : undefined;
    pendings.settle(pending, stale ?? { error });
  }

  return {
    dispatch,
    fail(carries, cause) {
      for (const pending of carries) if (pendings.includes(pending)) fail(pending, unusable(cause));
    },
    refuseQueued: (error) => giveUp(pendings, (pending) => (isRefused(classOf(pending)) ? error : undefined)),
  };
}

/** The details alone. `delete` would make an object slow, and several times as large. */
const withoutParts = (json: Readonly<Record<string, unknown>>, append: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(Object.entries(json).filter(([key]) => !append.includes(key)));

/** Runs something after a pause, unless the engine is closed before. Never rejects. */
const afterPause = (pause: number, closing: AbortSignal, run: () => void): Promise<void> =>
  sleep(pause, undefined, { signal: closing }).then(run, () => {});

const classOf = ({ wish: { resource, ref } }: Pending): string => pathClass(resource.path(ref));

/** Whether a request confirms a write; then it carries nothing else. */
const confirms = ({ brings }: Pick<PlannedRequest<Pending>, 'brings'>): boolean => brings.some(({ wish }) => wish.confirms);

/** The predicted wishes that no operation has: they must not fail the others again. */
const unwantedIn = (brings: readonly Pending[]): Wish[] =>
  brings.flatMap(({ wish, prefetched, waiters }) => (prefetched && waiters.size === 0 ? [wish] : []));

const attemptsOf = (carries: readonly Pending[]): number => Math.max(...carries.map(({ attempts }) => attempts));

/**
 * The bill of a request, for each operation that waits for something it carries.
 * @param isRetry Whether it carries something that was sent before.
 * @returns `charge`, to be called as soon as it is sent.
 */
function billOf({ append, brings }: PlannedRequest<Pending>, isRetry: boolean): { operations: Set<Operation>; charge(): void } {
  const now = performance.now();
  /** One wish of each operation. */
  const wishes = new Map<Operation, Wish>();
  for (const { wish, waiters } of brings) {
    for (const [operation, { since }] of waiters) {
      operation.cost.waitedMs = Math.max(operation.cost.waitedMs, Math.round(now - since));
      if (!wishes.has(operation)) wishes.set(operation, wish);
    }
  }
  const operations = new Set(wishes.keys());
  const charge = (): void => {
    for (const [{ cost, sent }, wish] of wishes) {
      sent.push(wish);
      cost.requests += 1;
      cost.appended += append.length;
      if (isRetry) cost.retries += 1;
    }
  };
  return { operations, charge };
}

/** An error that no code foresaw: its waiters must not wait until their deadline. */
const unusable = (cause: unknown): TmdbError =>
  new TmdbError({
    code: 'UPSTREAM_BAD_RESPONSE',
    message: 'The response of TMDB could not be used.',
    fault: 'tmdb',
    retry: 'no',
    cause,
  });

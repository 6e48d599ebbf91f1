import { setTimeout as sleep } from 'node:timers/promises';
import { TmdbError } from '../error.ts';
import { assertIdentity, identityError } from '../identity.ts';
import { mayHave, noSuchPart, type KnownParts } from './known-parts.ts';
import type { Slot } from './limits/monotonic-window.ts';
import { outcomeOf, templateOf, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import type { PendingWishes } from './pending-wishes.ts';
import { backOff, requeue, requeueAlone, startAttempt, type InFlight, type Pending } from './pending.ts';
import type { PlannedRequest } from './plan.ts';
import type { Retries } from './retry.ts';
import type { Tickets } from './tickets.ts';
import type { Transport } from './transport.ts';

/** The life of a request after it got its slot. */
export interface Requests {
  /** Sends a planned request, and settles or requeues what it carries. Never rejects. */
  dispatch(request: PlannedRequest<Pending>, slot: Slot): Promise<void>;
  /** Fails wishes because of a fault of our own, which an operation must not wait out. */
  fail(carries: readonly Pending[], cause: unknown): void;
  /** Fails every wish that is not in flight: TMDB accepts no requests for longer than operations wait. */
  refuseQueued(error: TmdbError): void;
}

export interface RequestsOptions {
  readonly transport: Transport;
  readonly known: KnownParts;
  readonly pendings: PendingWishes;
  readonly tickets: Tickets;
  readonly retries: Retries;
  readonly observer: Observer;
  /** Ends every backoff. */
  readonly closing: AbortSignal;
}

export function createRequests({ transport, known, pendings, tickets, retries, observer, closing }: RequestsOptions): Requests {
  async function dispatch(request: PlannedRequest<Pending>, slot: Slot): Promise<void> {
    const { append, brings } = request;
    const inFlight: InFlight = { carries: brings, controller: new AbortController() };
    const isFirst = brings.every(({ attempts }) => attempts === 0);
    const bill = billOf(request, !isFirst);
    for (const pending of brings) startAttempt(pending, inFlight);
    const onEnd = observer.onRequest({
      method: 'GET',
      template: templateOf(request),
      appended: append.length,
      attempt: attemptsOf(brings),
      operations: bill.operations,
    });
    try {
      const { json, maxAge } = await transport.send(request, inFlight.controller.signal, () => {
        slot.sent();
        bill.charge();
        if (isFirst) retries.earn();
      });
      assertIdentity(request, json);
      onEnd({ http: 200 });
      settleResponse(request, json, maxAge);
    } catch (error) {
      onEnd(outcomeOf(error));
      if (!inFlight.controller.signal.aborted) handleFailure(brings, error instanceof TmdbError ? error : unusable(error));
    }
  }

  /** Cuts a response into its parts, and keeps and hands out each. */
  function settleResponse({ append, brings }: PlannedRequest<Pending>, json: Record<string, unknown>, maxAge: number): void {
    const [first] = brings;
    const details: Record<string, unknown> = { ...json };
    for (const part of append) delete details[part];
    if (first && brings.some(({ wish }) => wish.part === 'details')) known.learnRefs(first.wish, details);

    for (const pending of brings) {
      const { part } = pending.wish;
      const doc = part === 'details' ? details : append.length > 0 ? json[part] : json;
      const error = identityError(pending.wish, doc);
      if (error) fail(pending, error);
      else if (typeof doc === 'object' && doc !== null) pendings.settle(pending, { doc }, known.keep(pending, doc, maxAge));
      else if (append.length > 0 && !mayHave(pending.wish, details)) fail(pending, noSuchPart());
      else requestAlone(pending);
    }
  }

  /** TMDB leaves out an appended part that failed inside it: requests it once more, at its own path. */
  function requestAlone(pending: Pending): void {
    requeueAlone(pending);
    if (pending.waiters.size === 0) pendings.delete(pending);
    else tickets.add(pending);
  }

  function handleFailure(carries: readonly Pending[], error: TmdbError): void {
    // Without a waiter it is not worth a retry.
    const isAwaited = carries.some(({ waiters }) => waiters.size > 0);
    const pause = retries.after(error, attemptsOf(carries), isAwaited);
    if (pause === undefined) {
      for (const pending of carries) fail(pending, error);
      return;
    }
    for (const pending of carries) {
      backOff(pending, error);
      if (pending.waiters.size === 0) pendings.delete(pending);
    }
    const retry = (): void => {
      for (const pending of carries) {
        requeue(pending);
        if (pendings.includes(pending)) tickets.add(pending);
      }
    };
    // After a 429 the whole queue pauses; the wishes wait at its front.
    if (pause === 0) retry();
    else sleep(pause, undefined, { signal: closing }).then(retry, () => {});
  }

  function fail(pending: Pending, error: TmdbError): void {
    known.keepNotFound(pending, error);
    const operations = [...pending.waiters].map(({ operation }) => operation);
    pendings.settle(pending, (error.fault === 'tmdb' && known.ifError(pending.key, operations)) || { error });
  }

  return {
    dispatch,
    fail(carries, cause) {
      for (const pending of carries) if (pendings.includes(pending)) fail(pending, unusable(cause));
    },
    refuseQueued(error) {
      for (const pending of pendings) {
        if (pending.state.is === 'inFlight') continue;
        fail(pending, error);
        tickets.remove(pending);
      }
    },
  };
}

const attemptsOf = (carries: readonly Pending[]): number => Math.max(...carries.map(({ attempts }) => attempts));

/**
 * The bill of a request, for each operation that waits for something it carries.
 * @param isRetry Whether it carries something that was sent before.
 * @returns `charge`, to be called as soon as it is sent.
 */
function billOf({ append, brings }: PlannedRequest<Pending>, isRetry: boolean): { operations: Set<Operation>; charge(): void } {
  const waiters = brings.flatMap((pending) => [...pending.waiters]);
  const now = performance.now();
  for (const { operation, since } of waiters) operation.cost.waited = Math.max(operation.cost.waited, Math.round(now - since));
  const operations = new Set(waiters.map(({ operation }) => operation));
  const charge = (): void => {
    for (const { cost } of operations) {
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

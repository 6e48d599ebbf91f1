import { setTimeout as sleep } from 'node:timers/promises';
import type { Admission, QueueLoad } from './admission.ts';
import { GatewayError, TmdbError } from '../error.ts';
import type { Failures } from './failures/failures.ts';
import { targetOfWrite } from './failures/target.ts';
import type { Fairness } from './fairness.ts';
import type { Limiter } from './limiter.ts';
import type { Place } from './limits/place-queue.ts';
import type { Slot } from './limits/monotonic-window.ts';
import { outcomeOf, wordsOf, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import { pathClass, type ResourceRef, type Wish } from '../resource.ts';
import type { Retries } from './retry.ts';
import type { TmdbStatus } from '../status.ts';
import type { Transport, TransportWrite } from './transport.ts';
import type { Write } from '../write.ts';

export interface WriterOptions {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly fairness: Fairness;
  readonly admission: Admission;
  readonly retries: Retries;
  readonly failures: Failures;
  /** Whether TMDB accepts no requests of this class of paths for longer than operations wait. */
  readonly isRefused: (paths: string) => boolean;
  readonly observer: Observer;
  /** Called for each public resource that a write changed, or may have changed, when that is known. */
  readonly invalidate: (changed: ResourceRef) => void;
}

/** Sends writes to TMDB. */
export interface Writer extends QueueLoad {
  /**
   * @returns TMDB's response.
   * @throws TmdbError, OUTCOME_UNKNOWN among them; GatewayError, or the reason for which the operation ended before the write was sent.
   */
  write(write: Write, operation: Operation): Promise<Record<string, unknown>>;
  /** Fails the writes that wait for their slot where TMDB accepts no requests for longer than operations wait. */
  refuseQueued(error: TmdbError): void;
}

/**
 * Sends each write in a slot of its own, and none twice: it is sent again only when TMDB cannot have received it, or rejected
 * it with a 429 before it ran. When the outcome cannot be known the error says so.
 */
export function createWriter(options: WriterOptions): Writer {
  const { transport, limiter, fairness, admission, retries, failures, observer } = options;
  /** The writes that wait for their slot. */
  const waiting = new Set<{ readonly caller: string; readonly paths: string; refuse(error: TmdbError): void }>();

  /**
   * Waits for a slot until the operation ends. A write that was sent is not aborted: its changes count when TMDB has done it.
   * @param onChanged Called when it is done, or may be; not for one that was not sent, or that TMDB rejected.
   */
  async function attempt(
    write: TransportWrite,
    operation: Operation,
    count: number,
    onChanged: () => void,
  ): Promise<Record<string, unknown>> {
    const { signal, caller, cost } = operation;
    const since = performance.now();
    const unsent = new AbortController();
    const paths = pathClass(write.path);
    const entry = { caller, paths, refuse: (error: TmdbError) => unsent.abort(error) };
    waiting.add(entry);
    const { place, charge } = placeOf({ lane: paths, signal: unsent.signal }, caller, fairness);
    const { promise: left, reject } = Promise.withResolvers<never>();
    let sent = false;
    const leave = (): void => {
      if (sent) reject(outcomeUnknown(signal.reason));
      else unsent.abort(signal.reason);
    };
    const target = targetOfWrite(write);
    const send = async (slot: Slot): Promise<Record<string, unknown>> => {
      waiting.delete(entry);
      fairness.served(charge.tag);
      fairness.end(charge);
      cost.waitedMs = Math.max(cost.waitedMs, Math.round(performance.now() - since));
      const onSent = (): void => {
        sent = true;
        cost.requests += 1;
        slot.sent();
      };
      const request = { method: write.method, template: wordsOf(write.path), appended: 0, attempt: count };
      const onEnd = observer.onRequest({ ...request, operations: new Set([operation]) });
      try {
        const answer = await transport.write(write, unsent.signal, onSent);
        onEnd({ http: 200 });
        failures.answered(target);
        onChanged();
        return answer;
      } catch (error) {
        onEnd(outcomeOf(error));
        if (error instanceof TmdbError) failures.failed(target, error, true);
        else failures.left(target);
        if (!sent || !isUncertain(error)) throw error;
        onChanged();
        throw outcomeUnknown(error);
      }
    };
    operation.onEnd(leave);
    try {
      return await Promise.race([left, limiter.slot(send, place)]);
    } finally {
      operation.offEnd(leave);
      waiting.delete(entry);
      fairness.refund(charge);
    }
  }

  async function send(write: TransportWrite, operation: Operation, onChanged: () => void): Promise<Record<string, unknown>> {
    const { signal } = operation;
    const target = targetOfWrite(write);
    const refusal = failures.blocking(target) ?? admission.check(operation, pathClass(write.path));
    if (refusal) throw refusal;
    operation.admitted = true;
    operation.chargeWrite();
    failures.begin(target);
    let rejected = 0;
    let failure: TmdbError | undefined;
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt(write, operation, attempts, onChanged);
      } catch (error) {
        if (signal.aborted) failures.left(target);
        // At its deadline an operation reports TMDB's last failure rather than the timeout.
        if (!(error instanceof TmdbError)) throw (error === signal.reason && failure) || error;
        failure = error;
        if (error.code === 'RATE_LIMITED') rejected += 1;
        else if (error.sent) throw error;
        const pause = retries.after(error, { path: write.path, failures: attempts - rejected, isFailing: failures.isFailing(target) });
        if (pause === undefined) throw error;
        await sleep(pause, undefined, { signal }).catch(() => Promise.reject(failure));
        operation.cost.retries += 1;
      }
    }
  }

  return {
    async write({ personal, changes = [], doc: _doc, ...write }, operation) {
      const credential = personal && operation.credential(personal);
      try {
        // A forged session must not evict public entries, nor one that leaves at once.
        const answer = await send({ ...write, ...(credential && { credential }) }, operation, () => changes.forEach(options.invalidate));
        if (credential) operation.credentialVerified(credential);
        return answer;
      } finally {
        operation.afterWrite();
      }
    },
    refuseQueued(error) {
      for (const { paths, refuse } of waiting) if (options.isRefused(paths)) refuse(error);
    },
    get requests() {
      return waiting.size;
    },
    get callers() {
      return new Set(waiting.values().map(({ caller }) => caller)).size;
    },
    heldBy: (caller) => waiting.values().reduce((held, one) => held + (one.caller === caller ? 1 : 0), 0),
  };
}

/** A place in the queue that its caller is charged for. */
function placeOf(place: Place, caller: string, fairness: Fairness) {
  const charge = fairness.charge(caller, () => void (place.priority = -charge.tag));
  place.priority = -charge.tag;
  return { place, charge };
}

/** TMDB may have done it: the connection broke, no response came in time, or TMDB failed. A rejection is certain. */
const isUncertain = (error: unknown): boolean => !(error instanceof TmdbError) || (error.fault === 'tmdb' && error.code !== 'RATE_LIMITED');

/** TMDB is known to answer with this status to writes that it did: to those that delete a list. */
const PERHAPS_DONE: TmdbStatus = 11;

/** TMDB's statuses for a resource that does not exist. A 404 without one may come from a proxy, and proves nothing. */
const MISSING: ReadonlySet<number | undefined> = new Set([6, 34] satisfies TmdbStatus[]);

const isMissing = (error: unknown): boolean => error instanceof TmdbError && error.http === 404 && MISSING.has(error.status);

/**
 * Reads once whether a write that failed with status 11 was done after all. Not after a broken connection or a timeout: the
 * write may still be under way, and in an outage the reads would double the requests.
 * @param read Requests what a wish needs, whatever the cache has.
 * @returns What stands for the response of a success.
 * @throws The error, unless the read proves the write.
 */
export async function confirm(
  { personal = [], confirmation }: Write,
  error: unknown,
  operation: Operation,
  read: (wish: Wish) => Promise<unknown>,
): Promise<unknown> {
  const isPerhapsDone = error instanceof TmdbError && error.code === 'OUTCOME_UNKNOWN' && error.status === PERHAPS_DONE;
  if (!isPerhapsDone || !confirmation || operation.signal.aborted) throw error;
  const { wish, proves, answer } = confirmation;
  try {
    const found = read({ ...wish, confirms: true, scope: operation.scope(personal) });
    const doc = await found.catch((failure: unknown) => (isMissing(failure) ? undefined : Promise.reject(failure)));
    if (proves(doc as never)) return answer; // The table that has the wish has its check too.
  } catch {
    // A read that fails proves nothing.
  }
  throw error;
}

function outcomeUnknown(cause: unknown): GatewayError {
  const message = 'The write was sent to TMDB, but no response says whether it was done. Check before you repeat it.';
  if (!(cause instanceof TmdbError)) return new GatewayError('OUTCOME_UNKNOWN', message, { cause });
  const { http, status } = cause;
  return new TmdbError({ code: 'OUTCOME_UNKNOWN', message, fault: 'tmdb', retry: 'no', http, status, cause });
}

import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError, TmdbError } from '../error.ts';
import type { Admission, Fairness } from './fairness.ts';
import type { Limiter, Slot } from './limiter.ts';
import { outcomeOf, wordsOf, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';
import type { Retries } from './retry.ts';
import type { Transport, TransportWrite } from './transport.ts';

export interface WriterOptions {
  readonly transport: Transport;
  readonly limiter: Limiter;
  readonly fairness: Fairness;
  readonly admission: Admission;
  readonly retries: Retries;
  /** All that wait for a slot, writes and tickets. */
  readonly waiting: () => number;
  readonly observer: Observer;
}

/** The way of writes to TMDB. */
export interface Writer {
  /**
   * @returns What TMDB says of it.
   * @throws TmdbError, OUTCOME_UNKNOWN among them; why the operation ended before it was sent.
   */
  send(write: TransportWrite, operation: Operation): Promise<Record<string, unknown>>;
  /** Writes that wait for their slot. */
  readonly waiting: number;
}

/**
 * Sends writes, each in a slot of its own, and none twice: it is tried again only when TMDB cannot have seen it, or refused
 * it with a 429 before it ran. When its fate cannot be known the error says so.
 */
export function createWriter({ transport, limiter, fairness, admission, retries, waiting, observer }: WriterOptions): Writer {
  let waitingWrites = 0;

  /** Counts as one that waits, for its caller too. @returns What ends that. */
  function wait(caller: string): () => void {
    waitingWrites += 1;
    admission.hold(caller);
    let isWaiting = true;
    return () => {
      if (!isWaiting) return;
      isWaiting = false;
      waitingWrites -= 1;
      admission.release(caller);
    };
  }

  /** Waits for a slot, but only until the operation ends; what was sent is not called back. */
  async function attempt(write: TransportWrite, operation: Operation, nth: number): Promise<Record<string, unknown>> {
    const { signal, caller, cost } = operation;
    const since = performance.now();
    const endWait = wait(caller);
    const unsent = new AbortController();
    const { promise: left, reject } = Promise.withResolvers<never>();
    let sent = false;
    const leave = (): void => {
      if (sent) reject(outcomeUnknown(signal.reason));
      else unsent.abort(signal.reason);
    };
    const send = async (slot: Slot): Promise<Record<string, unknown>> => {
      endWait();
      cost.waited = Math.max(cost.waited, Math.round(performance.now() - since));
      const onSent = (): void => {
        sent = true;
        cost.requests += 1;
        slot.sent();
      };
      const template = wordsOf(write.path);
      const ended = observer.onRequest({ method: write.method, template, appended: 0, attempt: nth, operations: new Set([operation]) });
      try {
        const answer = await transport.write(write, unsent.signal, onSent);
        ended({ http: 200 });
        return answer;
      } catch (error) {
        ended(outcomeOf(error));
        throw sent && isUncertain(error) ? outcomeUnknown(error) : error;
      }
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([left, limiter.slot(send, { priority: -fairness.tag(caller), lane: 'write', signal: unsent.signal })]);
    } finally {
      signal.removeEventListener('abort', leave);
      endWait();
    }
  }

  async function send(write: TransportWrite, operation: Operation): Promise<Record<string, unknown>> {
    const { signal } = operation;
    const refusal = admission.check(operation, waiting());
    if (refusal) throw refusal;
    operation.admitted = true;
    operation.chargeWrite();
    let failure: TmdbError | undefined;
    for (let attempts = 1; ; attempts += 1) {
      try {
        return await attempt(write, operation, attempts);
      } catch (error) {
        // Whoever runs out of time meanwhile is told of the failure before.
        if (!(error instanceof TmdbError)) throw (error === signal.reason && failure) || error;
        failure = error;
        const pause = error.code === 'RATE_LIMITED' || !error.sent ? retries.after(error, attempts) : undefined;
        if (pause === undefined) throw error;
        await sleep(pause, undefined, { signal }).catch(() => Promise.reject(failure));
        operation.cost.retries += 1;
      }
    }
  }

  return {
    send,
    get waiting() {
      return waitingWrites;
    },
  };
}

/** TMDB may have done it: the connection broke, nothing came in time, or it failed inside. A refusal is certain. */
const isUncertain = (error: unknown): boolean => !(error instanceof TmdbError) || (error.fault === 'tmdb' && error.code !== 'RATE_LIMITED');

function outcomeUnknown(cause: unknown): GatewayError {
  const message = 'It was sent to TMDB, but no answer tells whether it was done. Look before you do it again.';
  if (!(cause instanceof TmdbError)) return new GatewayError('OUTCOME_UNKNOWN', message, { cause });
  const { http, status } = cause;
  return new TmdbError({ code: 'OUTCOME_UNKNOWN', message, fault: 'tmdb', retry: 'no', http, status, cause });
}

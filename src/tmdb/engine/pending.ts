import type { Answer } from './cache.ts';
import type { TmdbError } from '../error.ts';
import type { Operation } from './operation.ts';
import { wishKey, type Wish } from '../resource.ts';

/** A wish without an answer, and the operations that wait for it. Only the transitions below change it. */
export interface Pending {
  readonly wish: Wish;
  /** Equal wishes find it by this key: that of its wish, until it is invalidated. */
  readonly key: string;
  readonly state: PendingState;
  readonly waiters: Map<Operation, Waiter>;
  /** How many of them each caller has. */
  readonly waitersOf: Map<string, number>;
  /** The callers that it counts for while it waits in the queue. */
  readonly callers: Set<string>;
  /** Predicted rather than wished for: its document is on probation in the cache until an operation reads it. */
  readonly prefetched: boolean;
  /** Its resource was changed after it was sent: its document is only for its waiters, and is not kept. */
  readonly invalidated: boolean;
  /** Requested at its own path, since it was missing in a response, or failed the last time. */
  readonly alone: boolean;
  readonly attempts: number;
  /** Attempts that failed, without those that TMDB rejected with a 429. */
  readonly failures: number;
  /** The failure of the last attempt, if another one follows. */
  readonly lastFailure: TmdbError | undefined;
  /** Its place in the queue when it is sent again: before other wishes with the tag that it had. */
  readonly lastTag: number | undefined;
}

export type PendingState =
  | { readonly is: 'queued' }
  | { readonly is: 'inFlight'; readonly request: InFlight }
  /** Waits for its next attempt, outside the queue. */
  | { readonly is: 'backingOff' };

/** An operation that waits for an answer. */
export interface Waiter {
  /** By `performance.now()`. */
  readonly since: number;
  readonly doc: Promise<unknown>;
  settle(answer: Answer): void;
}

/** A request in flight. */
export interface InFlight {
  readonly carries: readonly Pending[];
  readonly controller: AbortController;
}

const QUEUED = { is: 'queued' } as const;

export const newPending = (wish: Wish, { prefetched = false, alone = false } = {}): Pending => ({
  wish,
  key: wishKey(wish),
  state: QUEUED,
  waiters: new Map(),
  waitersOf: new Map(),
  callers: new Set(),
  prefetched,
  invalidated: false,
  alone,
  attempts: 0,
  failures: 0,
  lastFailure: undefined,
  lastTag: undefined,
});

type Writable = { -readonly [Key in keyof Pending]: Pending[Key] };

/** Leaves the queue for a request. @param tag That of its ticket: half a step before it is its place if it is sent again. */
export function takeFromQueue(pending: Writable, tag: number): void {
  pending.lastTag = tag - 0.5;
}

export function startAttempt(pending: Writable, request: InFlight): void {
  pending.state = { is: 'inFlight', request };
  pending.attempts += 1;
}

export function backOff(pending: Writable, failure: TmdbError): void {
  pending.state = { is: 'backingOff' };
  if (failure.code !== 'RATE_LIMITED') pending.failures += 1;
  pending.lastFailure = failure;
}

export function requeue(pending: Writable): void {
  pending.state = QUEUED;
}

export function requeueAlone(pending: Writable): void {
  pending.state = QUEUED;
  pending.alone = true;
}

/** @param key A key that no wish has, so that no operation joins it any more. */
export function invalidate(pending: Writable, key: string): void {
  pending.invalidated = true;
  pending.key = key;
}

import type { ErrorCode } from '../error-code.ts';
import { TmdbError } from '../error.ts';
import type { Operation } from './operation.ts';
import type { PlannedRequest } from './plan.ts';
import { withoutNumber } from '../resource.ts';
import type { Write } from '../write.ts';

/** One attempt of a request, without anything that identifies a caller or a resource. */
export interface Attempt {
  readonly method: Write['method'];
  /** `Movie`, `TvSeries/season/*`: one of the few that the tables allow, never with an id. */
  readonly template: string;
  /** Number of appended parts. */
  readonly appended: number;
  /** Counted from 1. */
  readonly attempt: number;
  /** The operations that wait for it; none for a refresh. */
  readonly operations: ReadonlySet<Operation>;
}

/** How an attempt ended. */
export interface Outcome {
  /** The HTTP status; undefined without a response. */
  readonly http?: number | undefined;
  /** Undefined for a success; `LEFT` when its last waiter had left. */
  readonly code?: ErrorCode | 'LEFT' | undefined;
  /** False when nothing was sent, because the circuit was open or TMDB could not be connected to. */
  readonly sent?: boolean;
}

/** Called for every event on the way to TMDB; the one source of metrics and traces. Must not throw. */
export interface Observer {
  /** The cache was looked up for some wishes. */
  onCacheLookup(result: 'hit' | 'stale' | 'miss', count: number): void;
  /** A slot was granted after a wait of this many ms. */
  onSlotGranted(duration: number): void;
  /** A request is about to be sent. @returns A listener for its end. */
  onRequest(attempt: Attempt): (outcome: Outcome) => void;
  /** This many bytes of a response arrived, as they were on the wire. */
  onBytes(bytes: number): void;
}

export const NOOP_OBSERVER: Observer = { onCacheLookup() {}, onSlotGranted() {}, onRequest: () => () => {}, onBytes() {} };

/** Combines several observers into one, which calls only those of an event that do something. */
export function combineObservers(observers: readonly Observer[]): Observer {
  const listenersOf = <Event extends keyof Observer>(event: Event): Observer[Event][] =>
    observers.map((observer) => observer[event]).filter((listener) => listener !== NOOP_OBSERVER[event]);
  const onRequest = listenersOf('onRequest');
  return {
    onCacheLookup: allOf(listenersOf('onCacheLookup')),
    onSlotGranted: allOf(listenersOf('onSlotGranted')),
    onBytes: allOf(listenersOf('onBytes')),
    onRequest(attempt) {
      return allOf(onRequest.map((listener) => listener(attempt)));
    },
  };
}

/** One listener that calls all of these. */
function allOf<Args extends readonly unknown[]>(listeners: readonly ((...args: Args) => void)[]): (...args: Args) => void {
  const [first, ...others] = listeners;
  if (first && others.length === 0) return first;
  return (...args) => listeners.forEach((listener) => listener(...args));
}

/** The resource and the part that a read requests: `Movie`, `Movie/credits`, `TvSeries/season/*`. */
export function templateOf({ append, brings: [first] }: Pick<PlannedRequest, 'append' | 'brings'>): string {
  if (!first) return 'none';
  const { resource, part } = first.wish;
  return append.length > 0 || part === 'details' ? resource.name : `${resource.name}/${withoutNumber(part)}`;
}

/** The path with a star for each id: ids have digits, or are longer than any word of TMDB's. */
export const wordsOf = (path: string): string =>
  path
    .split('/')
    .slice(1)
    .map((segment) => (/^(4|[a-z_]{1,20})$/.test(segment) ? segment : '*'))
    .join('/');

/** The outcome of an attempt that failed. */
export const outcomeOf = (error: unknown): Outcome =>
  error instanceof TmdbError ? { http: error.http, code: error.code, sent: error.sent } : { code: 'LEFT' };

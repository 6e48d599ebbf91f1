import type { ErrorCode } from '../error-code.ts';
import { TmdbError } from '../error.ts';
import type { Operation } from './operation.ts';
import type { PlannedRequest } from './plan.ts';
import { withoutNumber } from '../resource.ts';
import type { TransportWrite } from './transport.ts';

/** A request that gets its slot, without anything that tells who asked for what. */
export interface Attempt {
  readonly method: TransportWrite['method'];
  /** `Movie`, `TvSeries/season/*`: one of the few that our tables know, never with an id. */
  readonly template: string;
  /** How many parts are appended. */
  readonly appended: number;
  /** Counted from 1. */
  readonly attempt: number;
  /** Who waits for it; nobody, when it is a refresh. */
  readonly operations: ReadonlySet<Operation>;
}

/** What became of it. */
export interface Outcome {
  /** The HTTP status; undefined when there was no answer. */
  readonly http?: number | undefined;
  /** Undefined when it was answered; `LEFT` when nobody waited any more. */
  readonly code?: ErrorCode | 'LEFT' | undefined;
  /** False when nothing was sent, since TMDB is taken to be down or could not be connected to. */
  readonly sent?: boolean;
}

/** Told of everything that happens on the way to TMDB; the one door for metrics and traces. Must not throw. */
export interface Observer {
  /** What the cache could say to a wish. */
  onCacheLookup(result: 'hit' | 'stale' | 'miss'): void;
  /** A slot was granted after so many ms. */
  onSlotGranted(duration: number): void;
  /** A request is about to be sent. @returns What is told how it ended. */
  onRequest(attempt: Attempt): (outcome: Outcome) => void;
  /** So many bytes of an answer came, as they were on the wire. */
  onBytes(bytes: number): void;
}

export const NOOP_OBSERVER: Observer = { onCacheLookup() {}, onSlotGranted() {}, onRequest: () => () => {}, onBytes() {} };

/** Several observers as one. */
export const combineObservers = (observers: readonly Observer[]): Observer => ({
  onCacheLookup: (result) => observers.forEach((one) => one.onCacheLookup(result)),
  onSlotGranted: (duration) => observers.forEach((one) => one.onSlotGranted(duration)),
  onRequest(attempt) {
    const ends = observers.map((one) => one.onRequest(attempt));
    return (outcome) => ends.forEach((end) => end(outcome));
  },
  onBytes: (bytes) => observers.forEach((one) => one.onBytes(bytes)),
});

/** The name and the part of what a read asks for: `Movie`, `Movie/credits`, `TvSeries/season/*`. */
export function templateOf({ append, brings: [first] }: Pick<PlannedRequest, 'append' | 'brings'>): string {
  if (!first) return 'none';
  const { resource, part } = first.wish;
  return append.length > 0 || part === 'details' ? resource.name : `${resource.name}/${withoutNumber(part)}`;
}

/** The words of a path, with a star for each id: ids have digits, or are longer than any word of TMDB's. */
export const wordsOf = (path: string): string =>
  path
    .split('/')
    .slice(1)
    .map((segment) => (/^(4|[a-z_]{1,20})$/.test(segment) ? segment : '*'))
    .join('/');

/** What an attempt that was not answered came to. */
export const outcomeOf = (error: unknown): Outcome =>
  error instanceof TmdbError ? { http: error.http, code: error.code, sent: error.sent } : { code: 'LEFT' };

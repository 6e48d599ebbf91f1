import type { Cost, Operation } from '../tmdb/engine/operation.ts';
import type { ErrorCode } from '../tmdb/error-code.ts';
import type { HeaderReader } from '../tmdb/session.ts';

/** What the errors of an answer say. */
export interface Outcome {
  /** Their codes, each once; empty on success. */
  readonly codes: readonly (ErrorCode | 'LEFT')[];
  /** The statuses of TMDB that they come from, each once. */
  readonly tmdbStatuses: readonly number[];
}

/** The outcome for a client that did not leave. */
export interface AnsweredOutcome extends Outcome {
  readonly codes: readonly ErrorCode[];
}

/** Everything about an operation that logs, metrics and traces may show: no variable, header, address or text of an error. */
export interface OperationRecord extends Outcome {
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  /** The name in its document. */
  readonly name: string | undefined;
  /** Milliseconds from the request to its response, or to the last piece of it (`@defer`, `@stream`). */
  readonly duration: number;
  /** Undefined when it was refused before it ran. */
  readonly cost: Cost | undefined;
  /** How its answer was made: by running it, from the bytes of an answer that was stored, or shared with an equal operation under way. */
  readonly way: 'executed' | 'stored' | 'shared' | undefined;
  /** The id of the trace that it belongs to: the client's, or that of the registered tracer. */
  readonly traceId: () => string | undefined;
  /** The status of the response; 499 when the client disconnected before it. */
  readonly http: number;
}

/** The callbacks of a log, metrics or traces for one operation. */
export interface OperationListener {
  /** Called when it is about to run; not if it is refused before. */
  onExecute?(operation: Operation): void;
  onEnd(record: OperationRecord): void;
  /** The id of its trace, if there is one. Called before its `onEnd`, if at all. */
  traceId?(): string | undefined;
}

/** Listens to the operation of a request with these headers. */
export type OperationObserver = (headers: HeaderReader) => OperationListener;

import type { Cost, Operation } from '../tmdb/engine/operation.ts';
import type { ErrorCode } from '../tmdb/error-code.ts';
import type { HeaderReader } from '../tmdb/session.ts';

/** Everything about an operation that logs, metrics and traces may show: no variable, header, address or text of an error. */
export interface OperationRecord {
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  /** The name in its document. */
  readonly name: string | undefined;
  /** Milliseconds from the request to its response. */
  readonly duration: number;
  /** Undefined when it was refused before it ran. */
  readonly cost: Cost | undefined;
  /** How its answer was made: by running it, from the bytes of an answer that was stored, or shared with an equal operation under way. */
  readonly way: 'executed' | 'stored' | 'shared' | undefined;
  /** The codes of its errors, each once; empty on success. */
  readonly codes: readonly (ErrorCode | 'LEFT')[];
  /** The status of the response; 499 when the client disconnected before it. */
  readonly http: number;
}

/** The callbacks of a log, metrics or traces for one operation. */
export interface OperationListener {
  /** Called when it is about to run; not if it is refused before. */
  onExecute?(operation: Operation): void;
  onEnd(record: OperationRecord): void;
}

/** Listens to the operation of a request with these headers. */
export type OperationObserver = (headers: HeaderReader) => OperationListener;

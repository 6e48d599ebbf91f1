import { mapAsyncIterator } from '@whatwg-node/promise-helpers';
import { getOperationAST, type OperationTypeNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ErrorExtensions } from '../client.ts';
import type { ServerContext } from '../context.ts';
import type { Cost, Operation } from '../tmdb/engine/operation.ts';
import type { HeaderReader } from '../tmdb/session.ts';
import type { AnsweredOutcome, OperationListener, OperationObserver, OperationRecord, Outcome } from './operation-record.ts';

/** Maximum length of a name; longer ones are cut. */
const MAX_NAME = 60;

/** nginx's status for a request whose client disconnected. */
const CLIENT_LEFT = 499;

/** An operation from its request to its response. */
export interface Running {
  readonly since: number;
  readonly listeners: readonly OperationListener[];
  type: OperationRecord['type'];
  name?: string;
  cost?: Cost;
  way?: OperationRecord['way'];
  /** Undefined until there is a result. A request without an operation never has one. */
  outcome?: Outcome;
  isOver: boolean;
}

/** What an operation's definition says of it. */
export interface NamedOperation {
  readonly operation: `${OperationTypeNode}`;
  readonly name?: { readonly value: string } | undefined;
}

/** Reports operations to the observers. */
export interface OperationRecords {
  begin(headers: HeaderReader): Running;
  /** Names the operation that is about to run. */
  name(running: Running, definition: NamedOperation): void;
  execute(running: Running, operation: Operation): void;
  /** Reports a response, unless it has no operation. The first report of an operation counts. */
  end(running: Running, http: number): void;
  /** Reports that the client disconnected before the response. */
  leave(running: Running): void;
}

function report(running: Running, http: number, outcome: Outcome | undefined): void {
  if (running.isOver || !outcome) return;
  running.isOver = true;
  const { since, listeners, type, name, cost, way } = running;
  const { codes, tmdbStatuses } = outcome;
  const traceId = (): string | undefined => listeners.map((listener) => listener.traceId?.()).find((id) => id !== undefined);
  const record = { type, name, duration: performance.now() - since, cost, way, codes, tmdbStatuses, traceId, http };
  for (const listener of listeners) listener.onEnd(record);
}

export function createOperationRecords(observers: readonly OperationObserver[]): OperationRecords {
  return {
    begin: (headers) => ({
      since: performance.now(),
      listeners: observers.map((listen) => listen(headers)),
      type: 'none',
      isOver: false,
    }),
    name(running, { operation, name }) {
      running.type = operation;
      if (name) running.name = name.value.slice(0, MAX_NAME);
    },
    execute(running, operation) {
      running.cost = operation.cost;
      running.way = 'executed';
      for (const listener of running.listeners) listener.onExecute?.(operation);
    },
    end: (running, http) => report(running, http, running.outcome),
    leave: (running) => report(running, CLIENT_LEFT, { codes: ['LEFT'], tmdbStatuses: [] }),
  };
}

/** Reports every operation, whether it ran or was refused. It must be the last plugin, to see errors as clients do. */
export function useOperationRecords(records: OperationRecords): Plugin<ServerContext> {
  const all = new WeakMap<Request, Running>();

  return {
    onRequest({ request }) {
      all.set(request, records.begin(request.headers));
    },
    onValidate({ context: { request, params }, params: { documentAST } }) {
      const running = all.get(request);
      const operation = getOperationAST(documentAST, params?.operationName);
      if (running && operation) records.name(running, operation);
    },
    onExecute({ args: { contextValue } }) {
      const { request, operation } = contextValue;
      const running = all.get(request);
      if (!running) return;
      records.execute(running, operation);
      request.signal.addEventListener('abort', () => records.leave(running), { once: true });
    },
    onResultProcess({ request, result, setResult }) {
      const running = all.get(request);
      if (!running) return;
      if (isAsyncIterable(result)) setResult(reportedAtItsEnd(result, records, running));
      else running.outcome = outcomeOf(result);
    },
    onResponse({ request, response }) {
      const running = all.get(request);
      if (running) records.end(running, response.status);
    },
  };
}

interface Failed {
  readonly errors?: readonly { readonly extensions?: Partial<ErrorExtensions> }[];
}

/** An incremental result that reports its operation with its last piece. */
function reportedAtItsEnd<Piece>(pieces: AsyncIterable<Piece>, records: OperationRecords, running: Running): AsyncIterable<Piece> {
  const failed: Failed[] = [];
  function collect(piece: Piece): Piece {
    const result = piece as Failed & { readonly incremental?: readonly Failed[] };
    for (const { errors } of [result, ...(result.incremental ?? [])]) if (errors) failed.push({ errors });
    return piece;
  }
  return mapAsyncIterator(pieces, collect, undefined, () => {
    running.outcome = outcomeOf(failed);
    records.end(running, 200);
  });
}

/** The outcome of a result, or of several. */
export function outcomeOf(result: unknown): AnsweredOutcome {
  const results = (Array.isArray(result) ? result : [result]) as Failed[];
  const all = results.flatMap(({ errors = [] }) => errors.map(({ extensions = {} }) => extensions));
  return {
    codes: [...new Set(all.map(({ code = 'INTERNAL_SERVER_ERROR' }) => code))],
    tmdbStatuses: [...new Set(all.flatMap(({ tmdb }) => tmdb?.status ?? []))],
  };
}

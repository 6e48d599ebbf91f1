import { getOperationAST } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { ErrorCode } from '../tmdb/error-code.ts';
import type { Cost, Operation } from '../tmdb/engine/operation.ts';

/** What may be told of an operation, and nothing else: no variable, no header, no address, no text of an error. */
export interface OperationRecord {
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  /** As its document names it. */
  readonly name: string | undefined;
  /** Milliseconds from the request to its answer. */
  readonly duration: number;
  /** Undefined when it was refused before it ran. */
  readonly cost: Cost | undefined;
  /** Of its errors, each once; none when all is well. */
  readonly codes: readonly (ErrorCode | 'LEFT')[];
  /** The status of the answer; 499 when the client left before it. */
  readonly http: number;
}

/** One operation, as a log, metrics or traces see it. */
export interface Watch {
  /** It is admitted to run. */
  runs?(operation: Operation): void;
  ended(record: OperationRecord): void;
}

/** @returns What watches the operation of this request. */
export type Watcher = (request: Request) => Watch;

/** The longest name that is told. */
const MAX_NAME = 60;

/** What nginx answers, to nobody, when a client closes its request. */
const CLIENT_LEFT = 499;

interface Running {
  readonly since: number;
  readonly watches: readonly Watch[];
  type: OperationRecord['type'];
  name?: string;
  cost?: Cost;
  /** Undefined as long as it has no result: what is not an operation never has one. */
  codes?: OperationRecord['codes'];
  isOver: boolean;
}

/** Tells watchers of every operation, whether it ran or was refused. Listed last, so that it sees errors as clients do. */
export function useOperationRecords(watchers: readonly Watcher[]): Plugin<ServerContext> {
  const all = new WeakMap<Request, Running>();

  function end(running: Running, http: number, codes: OperationRecord['codes'] | undefined = running.codes): void {
    if (running.isOver || !codes) return;
    running.isOver = true;
    const { since, watches, type, name, cost } = running;
    const record = { type, name, duration: performance.now() - since, cost, codes, http };
    for (const watch of watches) watch.ended(record);
  }

  return {
    onRequest({ request }) {
      all.set(request, { since: performance.now(), watches: watchers.map((watch) => watch(request)), type: 'none', isOver: false });
    },
    onValidate({ context: { request, params }, params: { documentAST } }) {
      const running = all.get(request);
      const operation = getOperationAST(documentAST, params.operationName);
      if (!running || !operation) return;
      running.type = operation.operation;
      if (operation.name) running.name = operation.name.value.slice(0, MAX_NAME);
    },
    onExecute({ args: { contextValue } }) {
      const { request, operation } = contextValue;
      const running = all.get(request);
      if (!running) return;
      running.cost = operation.cost;
      for (const watch of running.watches) watch.runs?.(operation);
      request.signal.addEventListener('abort', () => end(running, CLIENT_LEFT, ['LEFT']), { once: true });
    },
    onResultProcess({ request, result }) {
      const running = all.get(request);
      if (running) running.codes = codesOf(result);
    },
    onResponse({ request, response }) {
      const running = all.get(request);
      if (running) end(running, response.status);
    },
  };
}

/** An answer in pieces counts by its beginning, which has no errors yet. */
function codesOf(result: unknown): ErrorCode[] {
  if (isAsyncIterable(result)) return [];
  const results = (Array.isArray(result) ? result : [result]) as { errors?: readonly { extensions?: { code?: ErrorCode } }[] }[];
  return [...new Set(results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.code ?? 'INTERNAL_SERVER_ERROR')))];
}

import { getOperationAST } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { ErrorCode } from '../tmdb/error-code.ts';
import type { Cost, Operation } from '../tmdb/engine/operation.ts';

/** Everything about an operation that logs, metrics and traces may show: no variable, header, address or text of an error. */
export interface OperationRecord {
  readonly type: 'query' | 'mutation' | 'subscription' | 'none';
  /** The name in its document. */
  readonly name: string | undefined;
  /** Milliseconds from the request to its response. */
  readonly duration: number;
  /** Undefined when it was refused before it ran. */
  readonly cost: Cost | undefined;
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

/** Listens to the operation of a request. */
export type OperationObserver = (request: Request) => OperationListener;

/** Maximum length of a name; longer ones are cut. */
const MAX_NAME = 60;

/** nginx's status for a request whose client disconnected. */
const CLIENT_LEFT = 499;

interface Running {
  readonly since: number;
  readonly listeners: readonly OperationListener[];
  type: OperationRecord['type'];
  name?: string;
  cost?: Cost;
  /** Undefined until there is a result. A request without an operation never has one. */
  codes?: OperationRecord['codes'];
  isOver: boolean;
}

/** Reports every operation to the observers, whether it ran or was refused. It must be the last plugin, to see errors as clients do. */
export function useOperationRecords(observers: readonly OperationObserver[]): Plugin<ServerContext> {
  const all = new WeakMap<Request, Running>();

  function end(running: Running, http: number, codes: OperationRecord['codes'] | undefined = running.codes): void {
    if (running.isOver || !codes) return;
    running.isOver = true;
    const { since, listeners, type, name, cost } = running;
    const record = { type, name, duration: performance.now() - since, cost, codes, http };
    for (const listener of listeners) listener.onEnd(record);
  }

  return {
    onRequest({ request }) {
      all.set(request, { since: performance.now(), listeners: observers.map((listen) => listen(request)), type: 'none', isOver: false });
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
      for (const listener of running.listeners) listener.onExecute?.(operation);
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

/** The codes of a result's errors. An incremental result counts by its beginning, which has no errors yet. */
function codesOf(result: unknown): ErrorCode[] {
  if (isAsyncIterable(result)) return [];
  const results = (Array.isArray(result) ? result : [result]) as { errors?: readonly { extensions?: { code?: ErrorCode } }[] }[];
  return [...new Set(results.flatMap(({ errors = [] }) => errors.map(({ extensions }) => extensions?.code ?? 'INTERNAL_SERVER_ERROR')))];
}

import { isPromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import { Passing } from '../../passing.ts';
import type { Engine } from '../../tmdb/engine/engine.ts';
import { noCost } from '../../tmdb/engine/operation.ts';
import type { ErrorCode } from '../../tmdb/error-code.ts';
import type { Exchange } from './exchange.ts';
import { startExecution, waitFor, type Execution, type LEFT } from './executions.ts';
import type { MadeAnswer, MakeAnswer } from './made-answer.ts';

/** Errors that do not depend on the caller, so that others of the same operation get them as well. */
const SHARED: ReadonlySet<ErrorCode> = new Set(['NOT_FOUND', 'UPSTREAM_UNAVAILABLE', 'UPSTREAM_BAD_RESPONSE']);

/**
 * Runs a query, or waits for an equal one that is under way.
 * @param key What equal public queries share; undefined for one that is its caller's own.
 */
export type Run = (
  exchange: Exchange,
  key: string | undefined,
  params: Parameters<MakeAnswer>[1],
) => MaybePromise<MadeAnswer | typeof LEFT | undefined>;

/** @param onMade Called once for each execution with a key, when it ends: with its answer, if it has one. */
export function createSharedExecutions(
  engine: Pick<Engine, 'changes'>,
  make: MakeAnswer,
  onMade: (key: string, made: MadeAnswer | undefined) => void,
): Run {
  const underWay = new Passing<Execution<MadeAnswer | undefined>>();

  function share(key: string, execution: Execution<MadeAnswer | undefined>, result: Promise<MadeAnswer | undefined>): void {
    underWay.set(key, execution);
    const end = (made?: MadeAnswer): void => {
      if (underWay.get(key) === execution) underWay.delete(key);
      onMade(key, made);
    };
    result.then(end, () => end());
  }

  return (exchange, key, params) => {
    const start = (): Execution<MadeAnswer | undefined> => startExecution(engine.changes, (clients) => make(exchange, params, clients));
    const other = key === undefined ? undefined : underWay.get(key);
    if (other?.changes === engine.changes) return join(exchange, other, start);
    const execution = start();
    const { result } = execution;
    if (!isPromise(result)) {
      if (key !== undefined) onMade(key, result);
      return result;
    }
    if (key !== undefined) share(key, execution, result);
    return waitFor(execution, exchange.response);
  };
}

/** Waits for the execution of an equal query. @param start Starts one of its own, where the errors are those of the other caller. */
async function join(
  { response }: Exchange,
  other: Execution<MadeAnswer | undefined>,
  start: () => Execution<MadeAnswer | undefined>,
): Promise<MadeAnswer | typeof LEFT | undefined> {
  const made = await waitFor(other, response);
  if (typeof made !== 'object') return made;
  if (!made.outcome.codes.every((code) => SHARED.has(code))) return waitFor(start(), response);
  return { ...made, costOfJoining: { ...noCost(), joined: made.context.operation.used.length } };
}

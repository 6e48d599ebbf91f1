import { GraphQLError, type ExecutionResult } from 'graphql';
import { isAsyncIterable, processRegularResult, type Plugin } from 'graphql-yoga';

/** Media types for the incremental results of `@defer` and `@stream`. */
const INCREMENTAL = /multipart\/mixed|text\/event-stream|\*\/\*/i;

/** Refuses an incremental result when the client does not accept one, and ends its execution. */
export const useIncrementalGuard: Plugin = {
  async onResultProcess({ request, result, setResult, setResultProcessor }) {
    if (!isAsyncIterable(result) || INCREMENTAL.test(request.headers.get('accept') ?? '*/*')) return;
    await result[Symbol.asyncIterator]().return?.();
    const message = 'Expected `accept: multipart/mixed` or `accept: text/event-stream` for `@defer` and `@stream`.';
    setResult({ errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } })] });
    setResultProcessor(processRegularResult, 'application/json');
  },
};

/** A result that graphql-tools' executor yields, the initial or a later one. */
interface Piece extends ExecutionResult {
  readonly incremental?: readonly Pick<ExecutionResult, 'errors'>[];
}

/** Presents the errors of an incremental result: its own, and those of the results inside it. */
export function presentPiece(piece: Piece, present: (errors: readonly GraphQLError[]) => GraphQLError[]): Piece {
  const presented = <Result extends Pick<ExecutionResult, 'errors'>>(result: Result): Result =>
    result.errors ? { ...result, errors: present(result.errors) } : result;
  const { incremental } = piece;
  return { ...presented(piece), ...(incremental && { incremental: incremental.map(presented) }) };
}

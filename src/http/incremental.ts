import { GraphQLError, type ExecutionResult } from 'graphql';
import { isAsyncIterable, processRegularResult, type Plugin } from 'graphql-yoga';

/** Answers of `@defer` and `@stream` come in pieces, which only these types can hold. */
const IN_PIECES = /multipart\/mixed|text\/event-stream|\*\/\*/i;

/** A client that cannot read an answer in pieces is told so, and nothing goes on for it. */
export const useIncrementalGuard: Plugin = {
  async onResultProcess({ request, result, setResult, setResultProcessor }) {
    if (!isAsyncIterable(result) || IN_PIECES.test(request.headers.get('accept') ?? '*/*')) return;
    await result[Symbol.asyncIterator]().return?.();
    const message = '`@defer` and `@stream` need `accept: multipart/mixed` or `text/event-stream`.';
    setResult({ errors: [new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } })] });
    setResultProcessor(processRegularResult, 'application/json');
  },
};

/** What graphql-tools' executor yields, after the first piece or before. */
interface Piece extends ExecutionResult {
  readonly incremental?: readonly Pick<ExecutionResult, 'errors'>[];
}

/** The same piece, with its errors as clients may see them: its own, and those of what it brings. */
export function presentPiece(piece: Piece, present: (errors: readonly GraphQLError[]) => GraphQLError[]): Piece {
  const presented = <Part extends Pick<ExecutionResult, 'errors'>>(part: Part): Part =>
    part.errors ? { ...part, errors: present(part.errors) } : part;
  const { incremental } = piece;
  return { ...presented(piece), ...(incremental && { incremental: incremental.map(presented) }) };
}

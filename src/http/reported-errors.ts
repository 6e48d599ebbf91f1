import type { GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';

/** Moves the errors that were reported so far into a result. */
export function withReported<Result extends { errors?: readonly GraphQLError[] }>(
  result: Result,
  { reported }: Pick<ServerContext, 'reported'>,
): Result {
  const errors = [...(result.errors ?? []), ...reported.splice(0)];
  return errors.length > 0 ? { ...result, errors } : result;
}

/** Adds the errors that resolvers reported beside the values they returned: to the result, or to the next piece of it. */
export const useReportedErrors: Plugin<ServerContext> = {
  onExecute: ({ args: { contextValue: context } }) => ({
    onExecuteDone({ result, setResult }) {
      if (isAsyncIterable(result)) return { onNext: ({ result: piece, setResult: setPiece }) => setPiece(withReported(piece, context)) };
      setResult(withReported(result, context));
      return undefined;
    },
  }),
};

import type { ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';

/** Releases an operation's resources with its last result, and adds its cost to `extensions.tmdb` for `TMDB-Explain: 1`. */
export const useOperationEnd: Plugin<ServerContext> = {
  onExecute: ({ args: { contextValue: context } }) => ({
    onExecuteDone({ result, setResult }) {
      const withCost = (whole: ExecutionResult): ExecutionResult =>
        context.explain === 'cost' ? { ...whole, extensions: { ...whole.extensions, tmdb: context.operation.cost } } : whole;
      if (isAsyncIterable(result)) {
        return { onNext: ({ result: piece, setResult: setPiece }) => setPiece(withCost(piece)), onEnd: () => context.done() };
      }
      context.done();
      setResult(withCost(result));
      return undefined;
    },
  }),
};

import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';

/** Releases an operation's resources with its last result. */
export const useOperationEnd: Plugin<ServerContext> = {
  onExecute: ({ args: { contextValue: context } }) => ({
    onExecuteDone({ result }) {
      if (isAsyncIterable(result)) return { onEnd: () => context.done() };
      context.done();
      return undefined;
    },
  }),
};

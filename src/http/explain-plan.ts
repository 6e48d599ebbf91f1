import { getOperationAST, type DocumentNode, type OperationDefinitionNode } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { Estimate } from '../tmdb/need.ts';

/** Returns the price of an operation; undefined when its variables cannot be coerced, which the executor reports. */
export type PriceOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  context: ServerContext,
) => Estimate | undefined;

/** What the executor gets; Yoga's types leave it open. */
interface Args {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
  readonly contextValue: ServerContext;
}

/**
 * Answers `TMDB-Explain: plan` with the price of an operation in TMDB requests, in place of running it. An operation that is
 * run can find its dearest field.
 */
export const useExplainPlan = (priceOf: PriceOf): Plugin<ServerContext> => ({
  onExecute({ args, setResultAndStopExecution }) {
    const { document, operationName, variableValues, contextValue: context } = args as Args;
    const operation = getOperationAST(document, operationName);
    if (!operation) return;
    let known: Estimate | undefined;
    const price = (): Estimate | undefined => (known ??= priceOf(document, operation, variableValues ?? {}, context));
    context.operation.dearest = () => price()?.dearest?.path;
    const plan = context.explain === 'plan' ? price() : undefined;
    if (!plan) return;
    context.done();
    setResultAndStopExecution({ data: null, extensions: { tmdb: { plan } } });
  },
});

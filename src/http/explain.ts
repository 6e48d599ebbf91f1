import { getOperationAST, OperationTypeNode, type DocumentNode, type ExecutionResult, type OperationDefinitionNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { Engine } from '../tmdb/engine/engine.ts';
import { WRITE, type Estimate, type Needs } from '../tmdb/need.ts';
import { spentBy } from '../tmdb/spent.ts';

/** What is known of an operation before it is run. */
export interface Forecast {
  readonly needs: Needs;
  /** The names of its root fields, in their order. */
  readonly roots: readonly string[];
}

/** Returns the forecast of an operation; undefined when its variables cannot be coerced, which the executor reports. */
export type ForecastOf = (
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
  context: ServerContext,
) => Forecast | undefined;

/** What the executor gets; Yoga's types leave it open. */
export interface Args {
  readonly document: DocumentNode;
  readonly operationName?: string | null;
  readonly variableValues?: Readonly<Record<string, unknown>> | null;
  readonly contextValue: ServerContext;
}

/** What prices the operations of one gateway. */
export interface Pricing {
  readonly engine: Pick<Engine, 'estimate'>;
  readonly forecastOf: ForecastOf;
}

/** What an operation needs, and what that costs, worked out when it is first asked for. */
function priceOf({ engine, forecastOf }: Pricing, definition: OperationDefinitionNode, { document, variableValues, contextValue }: Args) {
  let known: Forecast | undefined;
  const forecast = (): Forecast | undefined => (known ??= forecastOf(document, definition, variableValues ?? {}, contextValue));
  let plan: Estimate | undefined;
  // Each wish beyond the cap asks for it.
  const planned = (): Estimate | undefined => {
    const needs = forecast()?.needs;
    return (plan ??= needs && engine.estimate(needs, contextValue.operation));
  };
  return { forecast, planned };
}

/** Adds the writes of a mutation to what its results need. */
function withWrites(plan: Estimate, { operation }: OperationDefinitionNode, { roots }: Forecast): Estimate {
  if (operation !== OperationTypeNode.MUTATION) return plan;
  const fields = roots.filter((name) => !name.startsWith('__'));
  const writes = [...Map.groupBy(fields, (path) => path)].map(([path, { length }]) => ({ path, requests: length * WRITE.likely }));
  const byPath = [...plan.byPath, ...writes].toSorted((a, b) => b.requests - a.requests);
  const { length } = fields;
  return {
    ...plan,
    certain: plan.certain + length * WRITE.certain,
    likely: plan.likely + length * WRITE.likely,
    atMost: plan.atMost + length * WRITE.atMost,
    byPath,
    dearest: byPath[0] ?? null,
  };
}

/** Lets an operation that needs too many requests name its dearest field. */
export function nameDearest(pricing: Pricing, definition: OperationDefinitionNode, args: Args): ReturnType<typeof priceOf> {
  const price = priceOf(pricing, definition, args);
  args.contextValue.operation.nameDearest(() => price.planned()?.dearest?.path);
  return price;
}

/**
 * Answers `TMDB-Explain: plan` with the price of an operation in TMDB requests, in place of running it, and adds to the answer
 * of `TMDB-Explain: 1` what the operation cost.
 */
export const useExplain = (pricing: Pricing): Plugin<ServerContext> => ({
  onExecute({ args, setResultAndStopExecution }) {
    const { document, operationName, contextValue: context } = args as Args;
    const definition = getOperationAST(document, operationName);
    if (!definition) return undefined;
    const { operation, explain } = context;
    const { forecast, planned } = nameDearest(pricing, definition, args);
    const known = explain === 'plan' ? forecast() : undefined;
    const plan = known && planned();
    if (plan) {
      context.done();
      setResultAndStopExecution({ data: null, extensions: { tmdb: { plan: withWrites(plan, definition, known) } } });
    }
    if (explain !== 'cost') return undefined;
    const withCost = (whole: ExecutionResult): ExecutionResult => {
      const { cost, sent } = operation;
      const { needs, roots = [] } = forecast() ?? {};
      const byPath = spentBy(sent, cost.requests, needs?.list ?? [], roots);
      return { ...whole, extensions: { ...whole.extensions, tmdb: { ...cost, byPath } } };
    };
    return {
      onExecuteDone({ result, setResult }) {
        if (isAsyncIterable(result)) return { onNext: ({ result: piece, setResult: setPiece }) => setPiece(withCost(piece)) };
        setResult(withCost(result));
        return undefined;
      },
    };
  },
});

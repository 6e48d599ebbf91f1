import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  GraphQLInt,
  valueFromAST,
  visit,
  type ArgumentNode,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
} from 'graphql';
import { isAsyncIterable, processRegularResult, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import { typesOf } from './media-types.ts';

/** The arguments `initialCount` of documents. Parsed documents are cached, so the next operation finds its own here. */
const initialCounts = new WeakMap<DocumentNode, readonly ArgumentNode[]>();

function initialCountsOf(document: DocumentNode): readonly ArgumentNode[] {
  const known = initialCounts.get(document);
  if (known) return known;
  const found: ArgumentNode[] = [];
  visit(document, {
    Directive: (node) => {
      if (node.name.value === 'stream') found.push(...(node.arguments ?? []).filter(({ name }) => name.value === 'initialCount'));
    },
  });
  initialCounts.set(document, found);
  return found;
}

/** Finds an argument `initialCount` that is null or negative, which the executor takes for a fault of its own. */
function findBadInitialCount({ document, operationName, variableValues, schema }: ExecutionArgs): ArgumentNode | undefined {
  const counts = initialCountsOf(document);
  if (counts.length === 0) return undefined;
  const { variableDefinitions = [] } = getOperationAST(document, operationName) ?? {};
  const { coerced } = getVariableValues(schema, variableDefinitions, variableValues ?? {}, { maxErrors: 1 });
  // Undefined are omitted variables, which leave the default, and bad ones, which the executor reports.
  return counts.find(({ value }) => {
    const count = valueFromAST(value, GraphQLInt, coerced) as number | null | undefined;
    return count === null || (count !== undefined && count < 0);
  });
}

/** Documents without `@defer` and `@stream`, by the parsed documents that have them. */
const wholeDocuments = new WeakMap<DocumentNode, DocumentNode>();

function withoutIncremental(document: DocumentNode): DocumentNode {
  const known = wholeDocuments.get(document);
  if (known) return known;
  const whole = visit(document, { Directive: ({ name: { value } }) => (value === 'defer' || value === 'stream' ? null : undefined) });
  wholeDocuments.set(document, whole);
  return whole;
}

/**
 * Refuses a bad `initialCount`, and an incremental result that the client does not accept, whose execution it ends. A client
 * that asks for a format which the gateway does not write is answered whole, where it accepts that.
 */
export const useIncrementalGuard: Plugin<ServerContext> = {
  onExecute({ args, setResultAndStopExecution }) {
    const nodes = findBadInitialCount(args);
    if (nodes) {
      const message = 'Expected `initialCount` of `@stream` to be 0 or more, such as 10.';
      setResultAndStopExecution({ errors: [new GraphQLError(message, { nodes, extensions: { code: 'BAD_USER_INPUT' } })] });
    } else if (typesOf(args.contextValue.request).unknownFormat) {
      args.document = withoutIncremental(args.document);
    }
  },
  async onResultProcess({ request, result, setResult, setResultProcessor }) {
    if (!isAsyncIterable(result) || typesOf(request).incremental) return;
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

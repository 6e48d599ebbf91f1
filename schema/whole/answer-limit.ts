import {
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLFieldResolver,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import type { Context } from '../core/context.ts';
import { kept } from '../core/selection.ts';

/**
 * Limits the size of an answer: each list of objects is counted before its rows are resolved. A short document can select
 * every episode of the series of every episode, and no TMDB request would bound it.
 * It patches the built schema because Federation adds `_entities` after the plugins of Pothos have wrapped the resolvers.
 */
export function withAnswerLimit(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      if (!isListType(getNullableType(field.type)) || !isCompositeType(getNamedType(field.type))) continue;
      field.resolve = countRows(field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

function countRows(resolve: GraphQLFieldResolver<unknown, unknown>): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const rows = resolve(source, args, context, info);
    return rows instanceof Promise ? countLater(rows, context as Context, info) : count(rows, context as Context, info);
  };
}

const countLater = (rows: Promise<unknown>, context: Context, info: GraphQLResolveInfo): Promise<unknown> =>
  rows.then((known) => count(known, context, info));

function count(rows: unknown, context: Context, info: GraphQLResolveInfo): unknown {
  if (!Array.isArray(rows)) return rows;
  try {
    context.spend(rows.length * fieldsBelow(info));
  } catch (error) {
    // No caller waits for the rows any more, so their failures must not become unhandled rejections.
    for (const row of rows) if (row instanceof Promise) row.catch(() => {});
    throw error;
  }
  return rows;
}

/** Counts by field node. Parsed documents are cached, so the next operation with the same document finds its counts here. */
const counted = new WeakMap<FieldNode, number>();

/** Number of fields selected on each row of a list. A field that is selected in several places counts in each. */
const fieldsBelow = ({ fieldNodes, fragments }: GraphQLResolveInfo): number =>
  fieldNodes.reduce((sum, node) => sum + kept(counted, node, () => 1 + fieldsOf(node.selectionSet, fragments)), 0);

const fieldsOf = (set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): number =>
  (set?.selections ?? []).reduce((sum, node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return sum + fieldsOf(fragments[node.name.value]?.selectionSet, fragments);
    return sum + (node.kind === Kind.FIELD ? 1 : 0) + fieldsOf(node.selectionSet, fragments);
  }, 0);

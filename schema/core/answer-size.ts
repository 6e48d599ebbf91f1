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
import type { Context } from './context.ts';

/**
 * Limits the size of an answer: counts the fields of each list before its rows are resolved. A short document can select every
 * episode of the series of every episode, and no TMDB request would bound it. The built schema is changed, since the lists of
 * Federation and Relay are not all built by our own builder.
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
    const count = (rows: unknown): unknown => {
      if (!Array.isArray(rows)) return rows;
      try {
        (context as Context).spend(rows.length * fieldsBelow(info));
      } catch (error) {
        // The rows are not read any more, so their failures must not be unhandled.
        for (const row of rows) if (row instanceof Promise) row.catch(() => {});
        throw error;
      }
      return rows;
    };
    const rows = resolve(source, args, context, info);
    return rows instanceof Promise ? rows.then(count) : count(rows);
  };
}

/** By the node of a field: documents are kept, so that the next operation with the same one finds it counted. */
const counted = new WeakMap<FieldNode, number>();

/** Fields that are selected of each row of a list. One that stands in several places counts in each. */
const fieldsBelow = ({ fieldNodes, fragments }: GraphQLResolveInfo): number =>
  fieldNodes.reduce((sum, node) => {
    const known = counted.get(node) ?? 1 + fieldsOf(node.selectionSet, fragments);
    counted.set(node, known);
    return sum + known;
  }, 0);

const fieldsOf = (set: SelectionSetNode | undefined, fragments: GraphQLResolveInfo['fragments']): number =>
  (set?.selections ?? []).reduce((sum, node) => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return sum + fieldsOf(fragments[node.name.value]?.selectionSet, fragments);
    return sum + (node.kind === Kind.FIELD ? 1 : 0) + fieldsOf(node.selectionSet, fragments);
  }, 0);

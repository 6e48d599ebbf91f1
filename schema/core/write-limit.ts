import type { GraphQLResolveInfo, GraphQLSchema } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import { selectedFields, setsOf } from './selection.ts';

/** Maximum number of writes in one operation. Each takes a slot of its own, and none can be joined or cached. */
export const MAX_WRITES = 10;

/**
 * Refuses every field of a mutation with too many writes, so that none is sent: each field of Mutation is one write.
 * Validation cannot count them, as `@skip` and `@include` depend on variables.
 */
export function withWriteLimit(schema: GraphQLSchema): GraphQLSchema {
  for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
    const { resolve } = field;
    field.resolve = (root, args, context, info) => {
      checkWrites(info);
      return resolve?.(root, args, context, info);
    };
  }
  return schema;
}

function checkWrites(info: GraphQLResolveInfo): void {
  const writes = selectedFields(setsOf([info.operation]), info.parentType, info).length;
  if (writes <= MAX_WRITES) return;
  throw new GatewayError(
    'QUERY_TOO_EXPENSIVE',
    `Expected at most ${MAX_WRITES} writes in one operation, not ${writes}. None was sent: split the operation.`,
  );
}

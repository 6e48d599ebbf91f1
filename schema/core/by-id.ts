import type { ObjectRef } from '@pothos/core';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import { lookUp } from './node-interface.ts';
import type { Node } from './node.ts';

/** Adds a field to Query that finds one object by its id, with all its selected fields in one TMDB request. */
export function byId<Summary>(
  name: string,
  resource: Resource,
  type: ObjectRef<typeof builder.$inferSchemaTypes, Node<Summary>>,
  what: string,
): void {
  builder.queryField(name, (t) =>
    t.field({
      type,
      description: `One ${what}, with all its selected fields in one TMDB request.`,
      args: { id: t.arg.id({ required: true, description: `TMDB’s id of the ${what}, or its global id.` }) },
      // `as never`: the types of Pothos test whether a generic type is a list, which TypeScript cannot decide.
      resolve: (_root, { id }, context, info) => lookUp(resource, id, context, info) as never,
    }),
  );
}

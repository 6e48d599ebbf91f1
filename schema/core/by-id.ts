import type { ObjectRef } from '@pothos/core';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { fromTarget } from './by-external-id.ts';
import { untyped } from './fields.ts';
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
      ...untyped(fromTarget(({ id }: { id: string }) => ({ resource, ref: parseId(resource.name, id, resource.pattern) }))),
    }),
  );
}

import type { ObjectRef } from '@pothos/core';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder, nullableItems } from './builder.ts';
import { badInput } from '../../src/tmdb/error.ts';
import { parseId } from '../../src/tmdb/id.ts';
import { byExternalId, fromTarget, fromTargets } from './by-external-id.ts';
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

/** Maximum number of objects that one field looks up: each may cost a TMDB request. */
export const MAX_IDS = 100;

interface IdsArgs {
  readonly ids?: readonly string[] | null | undefined;
  readonly imdbIds?: readonly string[] | null | undefined;
}

/** Adds a field to Query that finds several objects of one type by their ids, in the same order. */
export function byIds<Summary>(
  name: string,
  type: ObjectRef<typeof builder.$inferSchemaTypes, Node<Summary>>,
  resource: Resource & { readonly name: 'Movie' | 'Person' | 'TvSeries' },
  { nouns, cost }: { readonly nouns: string; readonly cost: string },
): void {
  builder.queryField(name, (t) =>
    t.field({
      type: [type],
      nullable: nullableItems,
      description: `Several ${nouns} by their ids, in the same order. One that TMDB does not have, or whose id is bad, is null with an error at its place. ${cost}`,
      args: {
        ids: t.arg.idList({ description: `At most ${MAX_IDS} of TMDB’s ids, or global ids. An id may be repeated.` }),
        imdbIds: t.arg.stringList({ description: `At most ${MAX_IDS} ids at IMDb, instead of \`ids\`.` }),
      },
      ...untyped(
        fromTargets(({ ids, imdbIds }: IdsArgs) => {
          const given = ids ?? imdbIds;
          if (!given || (ids && imdbIds)) throw badInput('Expected either `ids` or `imdbIds`.');
          if (given.length > MAX_IDS) throw badInput(`Expected at most ${MAX_IDS} ids.`);
          return given.map((id) => () => (ids ? { resource, ref: parseId(resource.name, id) } : byExternalId(resource.name, 'imdbId', id)));
        }),
      ),
    }),
  );
}

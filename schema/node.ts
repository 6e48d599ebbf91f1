import type { GraphQLResolveInfo } from 'graphql';
import { collection } from '../src/tmdb/collection.ts';
import { company } from '../src/tmdb/company.ts';
import { badInput } from '../src/tmdb/error.ts';
import { globalId, parseGlobalId } from '../src/tmdb/id.ts';
import { keyword } from '../src/tmdb/keyword.ts';
import { movie } from '../src/tmdb/movie.ts';
import { person } from '../src/tmdb/person.ts';
import type { Resource } from '../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import type { Context } from './builder.ts';
import { loadSelected } from './part.ts';
import type { Node } from './part.ts';

/** Types with a global id; by the name of the type, which is the name of the resource. */
const RESOURCES: Readonly<Record<string, Resource>> = Object.fromEntries(
  [movie, person, company, collection, keyword].map((resource) => [resource.name, resource]),
);

/** A node found by its global id knows its type. */
interface TypedNode extends Node {
  readonly typename: string;
}

export const NodeInterface = builder.interfaceRef<Node>('Node');

NodeInterface.implement({
  description: 'A thing that can be asked for again by its global `id`. https://graphql.org/learn/global-object-identification/',
  resolveType: (node) => (node as TypedNode).typename,
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'The global id: opaque, stable, unique over all types.',
      resolve: ({ tmdbId }, _args, _context, { parentType }) => globalId(parentType.name, tmdbId),
    }),
  }),
});

/** A thing looked up by TMDB's number. @throws TmdbError NOT_FOUND */
export async function lookUp(resource: Resource, ref: string, context: Context, info: GraphQLResolveInfo): Promise<Node> {
  await loadSelected(resource, ref, context, info);
  return { ref, tmdbId: Number(ref) };
}

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    description: 'Any thing by its global id.',
    args: { id: t.arg.id({ required: true, description: 'A global id, as every `id` field gives it.' }) },
    async resolve(_root, { id }, context, info): Promise<TypedNode> {
      const parsed = parseGlobalId(id);
      const resource = parsed && RESOURCES[parsed.type];
      if (!resource) throw badInput('A global id was expected, as every `id` field of this API gives it.');
      return { ...(await lookUp(resource, parsed.ref, context, info)), typename: parsed.type };
    },
  }),
);

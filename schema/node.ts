import { isObjectType } from 'graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../src/tmdb/error.ts';
import { globalId, parseGlobalId, parseId } from '../src/tmdb/id.ts';
import type { Resource } from '../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import type { Context } from './builder.ts';
import { loadSelected } from './part.ts';
import type { Node } from './part.ts';

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

/** For `implement`: ties a type to its resource, so that `node` finds its things. */
export function nodeOptions(resource: Resource): { interfaces: [typeof NodeInterface]; extensions: { resource: Resource } } {
  return { interfaces: [NodeInterface], extensions: { resource } };
}

/** A thing looked up by TMDB's own id or by its global id, with all parts that are selected of it. @throws TmdbError NOT_FOUND */
export async function lookUp(resource: Resource, id: string | number, context: Context, info: GraphQLResolveInfo): Promise<Node<never>> {
  const ref = parseId(resource.name, id, resource.pattern);
  await loadSelected(resource, ref, context, info);
  return { ref, tmdbId: Number(ref) };
}

async function findNode(id: string, context: Context, info: GraphQLResolveInfo): Promise<TypedNode> {
  const parsed = parseGlobalId(id);
  const type = parsed && info.schema.getType(parsed.type);
  const resource = isObjectType(type) ? (type.extensions['resource'] as Resource | undefined) : undefined;
  if (!parsed || !resource) throw badInput('A global id was expected, as every `id` field of this API gives it.');
  return { ...(await lookUp(resource, id, context, info)), typename: parsed.type };
}

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    description: 'Any thing by its global id.',
    args: { id: t.arg.id({ required: true, description: 'A global id, as every `id` field gives it.' }) },
    resolve: (_root, { id }, context, info) => findNode(id, context, info),
  }),
);

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeInterface],
    nullable: { list: false, items: true },
    description: 'Any things by their global ids, in the same order. Each that is not found is null, with an error at its place.',
    args: { ids: t.arg.idList({ required: true, description: 'Global ids, at most 100.' }) },
    resolve(_root, { ids }, context, info) {
      if (ids.length > MAX_NODES) throw badInput(`At most ${MAX_NODES} ids.`);
      return ids.map((id) => findNode(id, context, info));
    },
  }),
);

const MAX_NODES = 100;

import { handleMaybePromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import type { GraphQLResolveInfo } from 'graphql';
import { badInput } from '../../src/tmdb/error.ts';
import { globalId, NUMBER, parseGlobalId, parseId } from '../../src/tmdb/id.ts';
import type { Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { freshAs } from './cache-control.ts';
import { lookUpOf, type Declaration, type Target } from './declaration.ts';
import { loadSelected } from './look-ahead.ts';
import type { Node } from './node.ts';

export const NodeInterface = builder.interfaceRef<Node>('Node');

NodeInterface.implement({
  description: 'An object that can be refetched by its global `id`. https://graphql.org/learn/global-object-identification/',
  // Only `node` and `nodes` lead to the interface, and their nodes have a typename.
  resolveType: ({ typename }) => typename,
  fields: (t) => ({
    id: t.id({
      nullable: false,
      description: 'Global id: opaque, stable, unique over all types.',
      resolve: ({ id }, _args, _context, { parentType }) => globalId(parentType.name, id),
    }),
  }),
});

/** Finds an object of one type by TMDB's own id or by its global id. @throws GatewayError NOT_FOUND, BAD_USER_INPUT */
export type LookUp = (id: string, context: Context, info: GraphQLResolveInfo) => MaybePromise<Node>;

/** How the objects of one type are looked up. */
interface NodeOptions {
  readonly find: LookUp;
  /** The ref of the first document of an object, where it is not the object's own. */
  readonly ref?: string;
}

const NODES = new Map<string, NodeOptions & { readonly resource: Resource }>();

/** Options of `implement` that make a type a Node, which `node` looks up by its resource or by a lookup of its own. */
export function nodeOptions(
  resource: Resource,
  options: NodeOptions = { find: (id, context, info) => lookUp(resource, id, context, info) },
): { interfaces: [typeof NodeInterface]; extensions: { maxAge: number } } {
  NODES.set(resource.name, { resource, ...options });
  return { interfaces: [NodeInterface], ...freshAs(resource) };
}

/** Looks up an object by TMDB's own id or by its global id, with all parts that its selection needs. @throws TmdbError NOT_FOUND */
export function lookUp(resource: Resource, id: string | number, context: Context, info: GraphQLResolveInfo): MaybePromise<Node<never>> {
  const ref = parseId(resource.name, id, resource.pattern);
  return handleMaybePromise(
    () => loadSelected(resource, ref, context, info),
    () => ({ ref, id: ref }),
  );
}

async function findNode(id: string, context: Context, info: GraphQLResolveInfo): Promise<Node> {
  const typename = parseGlobalId(id)?.type ?? '';
  const node = NODES.get(typename);
  if (!node)
    throw badInput(
      'Expected a global id, as returned by every `id` field of this API. For TMDB’s numbers use `movie(id:)`, `tvSeries(id:)`, `person(id:)` and the like.',
    );
  return { ...(await node.find(id, context, info)), typename };
}

/** Returns the place of an object by its type and its own id; undefined when either is bad. */
export function targetOfNode({ type, ref }: { readonly type: string; readonly ref: string }): Target | undefined {
  const node = NODES.get(type);
  if (!node || !(node.resource.pattern ?? NUMBER).test(ref)) return undefined;
  // An object that the first document lacks may be in another.
  return node.ref === undefined ? { resource: node.resource, ref } : { resource: node.resource, ref: node.ref, more: 0 };
}

/** Declares the lookups of objects by their global ids, without those whose ids are bad. */
const byGlobalIds = <Args>(idsOf: (args: Args) => readonly string[]): { extensions: { tmdb: Declaration<Args> } } => ({
  extensions: {
    tmdb: lookUpOf((args) =>
      idsOf(args).flatMap((id) => {
        const global = parseGlobalId(id);
        return (global && targetOfNode(global)) ?? [];
      }),
    ),
  },
});

builder.queryField('node', (t) =>
  t.field({
    type: NodeInterface,
    description: 'An object of any type by its global id.',
    args: { id: t.arg.id({ required: true, description: 'A global id, as returned by every `id` field.' }) },
    ...byGlobalIds(({ id }: { id: string }) => [id]),
    resolve: (_root, { id }, context, info) => findNode(id, context, info),
  }),
);

const MAX_NODES = 100;

/** @throws GatewayError BAD_USER_INPUT for too many ids. */
function checkedIds({ ids }: { readonly ids: readonly string[] }): readonly string[] {
  if (ids.length > MAX_NODES) throw badInput(`Expected at most ${MAX_NODES} ids.`);
  return ids;
}

builder.queryField('nodes', (t) =>
  t.field({
    type: [NodeInterface],
    nullable: { list: false, items: true },
    description:
      'Objects of any types by their global ids, in the same order. An object that is not found is null, with an error at its place.',
    args: { ids: t.arg.idList({ required: true, description: `At most ${MAX_NODES} global ids.` }) },
    ...byGlobalIds(checkedIds),
    resolve: (_root, args, context, info) => checkedIds(args).map((id) => findNode(id, context, info)),
  }),
);

import type { FieldMap, InputFieldMap, ObjectRef } from '@pothos/core';
import type { GraphQLResolveInfo } from 'graphql';
import { MAX_PAGE, type Page } from '../../src/tmdb/api/page.ts';
import { partOf, type DocumentOf, type PartName, type Query, type Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import { freshAs } from './cache-control.ts';
import { operationLocale } from './locale.ts';
import { connectPages, DEFAULT_FIRST, MAX_FIRST, pageParameter, pageQueries, type Connection, type Edge, type PageArgs } from './pages.ts';
import type { Requirement } from './look-ahead.ts';
import { onBehalfOf, type Node } from './node.ts';
import { wishFor, type PartArgs } from './parameters.ts';

type PagedRow<R extends Resource, P extends PartName<R>> = DocumentOf<R['parts'][P]> extends Page<infer Row> ? Row : never;

interface PagesOptions<R extends Resource, P extends PartName<R>> {
  readonly query?: Query;
  readonly toPage?: ((doc: DocumentOf<R['parts'][P]>) => Page<PagedRow<R, P>>) | undefined;
}

/** Casts the document of a part that is itself a page. */
const asPage = <Row>(doc: unknown): Page<Row> => doc as Page<Row>;

/** Makes a connection over a part that TMDB pages: the resolver, and the requirement for look-ahead. */
export function fromPages<R extends Resource, P extends PartName<R>>(
  resource: R,
  part: P,
  toPage?: (doc: DocumentOf<R['parts'][P]>) => Page<PagedRow<R, P>>,
): {
  resolve: (
    node: Pick<Node, 'ref' | 'own'>,
    args: PageArgs,
    context: Context,
    info: GraphQLResolveInfo,
  ) => Promise<Connection<PagedRow<R, P>>>;
  extensions: { tmdb: Requirement };
} {
  return {
    extensions: { tmdb: { resource, part, queries: (args: PageArgs) => pageQueries(args, partOf({ resource, part }).pageSize) } },
    resolve: (node, args, context, info) => loadPages(resource, part, node, args, context, info, { toPage }),
  };
}

/**
 * Loads the requested rows over the pages of a part.
 * @param options.query Parameters that have no argument of their own.
 * @param options.toPage Extracts the page where the document is not itself a page.
 */
export function loadPages<R extends Resource, P extends PartName<R>>(
  resource: R,
  part: P,
  node: Pick<Node, 'ref' | 'own'>,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
  { query = {}, toPage = asPage }: PagesOptions<R, P> = {},
): Promise<Connection<PagedRow<R, P>>> {
  const locale = operationLocale(context, info);
  return connectPages(
    args,
    async (page) => {
      const wish = wishFor(resource, part, node.ref, args as PartArgs, locale, { ...query, page: pageParameter(page) });
      return toPage(await context.load(onBehalfOf(node, wish)));
    },
    keyOf,
    partOf({ resource, part }).pageSize,
  );
}

/** Returns equal keys for rows of the same object. In mixed lists a movie and a series can have the same number. */
function keyOf(row: unknown): unknown {
  const { id, media_type: kind } = (row ?? {}) as { id?: unknown; media_type?: unknown };
  return id === undefined || kind === undefined ? id : `${String(kind)} ${String(id)}`;
}

const PageInfo = builder.objectRef<Connection<unknown>>('PageInfo');

PageInfo.implement({
  description: 'The place of these rows in the whole list. https://relay.dev/graphql/connections.htm',
  shareable: true,
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { nullable: false, description: 'Whether there are more rows after these within reach.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      nullable: false,
      description: 'Whether there are rows before these.',
    }),
    startCursor: t.string({
      description: 'Cursor of the first row. Null without rows.',
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description: 'Cursor of the last row: pass it as `after` for the next rows. Null when there is none.',
      resolve: ({ edges }) => edges.at(-1)?.cursor ?? null,
    }),
  }),
});

/** Arguments of a connection over TMDB's pages. */
export const pageArgs = builder.args((t) => ({
  first: t.int({ description: `Maximum number of rows, from 1 to ${MAX_FIRST}. Default: ${DEFAULT_FIRST}, unless \`page\` is given.` }),
  after: t.string({ description: 'Only rows after the row with this cursor.' }),
  page: t.int({ description: `One whole page of TMDB, from 1 to ${MAX_PAGE}, instead of \`first\` and \`after\`.` }),
}));

/** Arguments of a connection over a list that TMDB sends whole. */
export const listArgs = builder.args((t) => ({
  first: t.int({ description: `Maximum number of rows, from 1 to ${MAX_FIRST}. Default: all.` }),
  after: t.string({ description: 'Only rows after the row with this cursor.' }),
}));

export type Types = typeof builder.$inferSchemaTypes;

/** The type of a node: an object type, or a union of them. */
type OutputRef<Shape> = ObjectRef<Types, Shape> | PothosSchemaTypes.UnionRef<Types, Shape>;

export interface ConnectionOptions<Row, Shape> {
  /** Plural noun of the rows, for descriptions: "movies". */
  readonly of: string;
  /** Is called when the schema is built, since types refer to each other. */
  readonly node: () => OutputRef<Shape>;
  /** Returns the node of a row; null for a row without a usable id. */
  readonly toNode: (row: Row) => Shape | null;
  /** Fields of an edge beside its node: the role in a movie, not the person. */
  readonly edgeFields?: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Edge<Row>>) => FieldMap;
  /** Fields of the connection beside its rows. */
  readonly fields?: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Connection<Row>>) => FieldMap;
  /** Whether TMDB pages the list, so that some rows may be out of reach. */
  readonly paged?: boolean;
}

/** Clamps TMDB's counts to the range of a GraphQL Int. */
const count = (total: number): number => Math.min(Math.max(0, Math.trunc(total) || 0), 2 ** 31 - 1);

/** Makes the connection type `<name>Connection` and its edge type `<name>Edge`. */
export function connectionType<Row, Shape>(
  name: string,
  { of, node, toNode, edgeFields, fields, paged = true }: ConnectionOptions<Row, Shape>,
): ObjectRef<Types, Connection<Row>> {
  // `as never`: the types of Pothos test whether a generic Shape is a list, which TypeScript cannot decide.
  const EdgeType = builder.objectRef<Edge<Row>>(`${name}Edge`);
  EdgeType.implement({
    description: `One of the ${of}, with its position in the list.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', { nullable: false, description: 'Cursor of this row: pass it as `after` for the rows behind it.' }),
      node: t.field({
        type: node(),
        description: 'The object of this row. Null when TMDB sent the row without a usable id.',
        resolve: ({ row }) => toNode(row) as never,
      }),
      ...edgeFields?.(t),
    }),
  });
  const ConnectionType = builder.objectRef<Connection<Row>>(`${name}Connection`);
  ConnectionType.implement({
    description: `A list of ${of}. https://relay.dev/graphql/connections.htm`,
    fields: (t) => ({
      edges: t.field({
        type: [EdgeType],
        nullable: { list: false, items: true },
        description: `The ${of} with their cursors. Null for a row that TMDB left empty.`,
        resolve: ({ edges }) => edges.map((edge) => (edge.row ? edge : null)),
      }),
      nodes: t.field({
        type: [node()],
        nullable: { list: false, items: true },
        description: `The ${of} themselves.`,
        resolve: ({ edges }) => edges.map(({ row }) => toNode(row)) as never,
      }),
      pageInfo: t.field({
        type: PageInfo,
        nullable: false,
        description: 'The place of these rows in the whole list.',
        resolve: (connection) => connection,
      }),
      totalCount: t.int({
        nullable: false,
        description: 'Total number of rows, by TMDB’s count.',
        resolve: ({ totalCount }) => count(totalCount),
      }),
      ...(paged && {
        reachableCount: t.int({
          nullable: false,
          description: `Number of rows within reach: TMDB shows at most ${MAX_PAGE} pages.`,
          resolve: ({ reachableCount }) => count(reachableCount),
        }),
      }),
      ...fields?.(t),
    }),
  });
  return ConnectionType;
}

export interface RootListOptions<R extends Resource> {
  readonly description: string;
  readonly type: ObjectRef<Types, Connection<PagedRow<R, 'details'>>>;
  readonly resource: R;
  /** The list of the resource; may depend on the arguments. */
  readonly ref: string | ((args: Record<string, unknown>) => string);
  /** Arguments beside those of pages, named as {@link PartArgs} names them. */
  readonly args?: InputFieldMap;
}

/** Adds a field to Query that is a connection over one of TMDB's lists. */
export function rootList<R extends Resource>(name: string, { description, type, resource, ref, args }: RootListOptions<R>): void {
  builder.queryField(name, (t) =>
    t.field({
      type,
      description,
      args: { ...args, ...pageArgs },
      ...freshAs(resource),
      resolve: (_root, given: PageArgs, context, info) =>
        loadPages(resource, 'details', { ref: typeof ref === 'string' ? ref : ref({ ...given }) }, given, context, info) as never,
    }),
  );
}

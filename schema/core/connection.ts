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

/** A part that is paged by its row in the table of its resource. */
const asPage = <Row>(doc: unknown): Page<Row> => doc as Page<Row>;

/** A connection over a part that TMDB pages: its resolver, and the note for roots that look ahead. */
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
 * The rows that the arguments ask for, over the pages of a part.
 * @param options.query Parameters that the arguments do not name one by one.
 * @param options.toPage Where a document is not just a page.
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

/** Equal for rows of the same thing: in lists that mix kinds, a movie and a series can have one number. */
function keyOf(row: unknown): unknown {
  const { id, media_type: kind } = (row ?? {}) as { id?: unknown; media_type?: unknown };
  return id === undefined || kind === undefined ? id : `${String(kind)} ${String(id)}`;
}

const PageInfo = builder.objectRef<Connection<unknown>>('PageInfo');

PageInfo.implement({
  description: 'Position of these rows in the whole list. https://relay.dev/graphql/connections.htm',
  shareable: true,
  fields: (t) => ({
    hasNextPage: t.exposeBoolean('hasNextPage', { nullable: false, description: 'Whether more rows follow that can be reached.' }),
    hasPreviousPage: t.exposeBoolean('hasPreviousPage', {
      nullable: false,
      description: 'Whether rows precede these.',
    }),
    startCursor: t.string({
      description: 'Cursor of the first row. Null without rows.',
      resolve: ({ edges }) => edges[0]?.cursor ?? null,
    }),
    endCursor: t.string({
      description: 'Cursor of the last row: pass it as `after` for the next rows. Null without rows.',
      resolve: ({ edges }) => edges.at(-1)?.cursor ?? null,
    }),
  }),
});

/** Arguments of a connection over TMDB's pages. */
export const pageArgs = builder.args((t) => ({
  first: t.int({ description: `Maximum number of rows, from 1 to ${MAX_FIRST}. Default without \`page\`: ${DEFAULT_FIRST}.` }),
  after: t.string({ description: 'Only rows after the one with this cursor.' }),
  page: t.int({ description: `Instead of \`first\` and \`after\`: one whole page of TMDB’s own, from 1 to ${MAX_PAGE}.` }),
}));

/** Arguments of a connection over a list that TMDB sends whole. */
export const listArgs = builder.args((t) => ({
  first: t.int({ description: `Maximum number of rows, from 1 to ${MAX_FIRST}. Default: all.` }),
  after: t.string({ description: 'Only rows after the one with this cursor.' }),
}));

export type Types = typeof builder.$inferSchemaTypes;

/** What a field can lead to: an object type, or a union of them. */
type OutputRef<Shape> = ObjectRef<Types, Shape> | PothosSchemaTypes.UnionRef<Types, Shape>;

export interface ConnectionOptions<Row, Shape> {
  /** What the rows are, in the plural, for descriptions: "movies". */
  readonly of: string;
  /** Called when the schema is built, since types refer to each other. */
  readonly node: () => OutputRef<Shape>;
  /** The thing a row leads to; null for a row that leads to none. */
  readonly toNode: (row: Row) => Shape | null;
  /** What an edge carries beside its node: the role in a movie, not the person. */
  readonly edgeFields?: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Edge<Row>>) => FieldMap;
  /** What the connection tells beside its rows. */
  readonly fields?: (t: PothosSchemaTypes.ObjectFieldBuilder<Types, Connection<Row>>) => FieldMap;
  /** Whether TMDB pages the list, so that not all of it may be within reach. */
  readonly paged?: boolean;
}

/** TMDB's counts, as far as a GraphQL Int goes. */
const count = (total: number): number => Math.min(Math.max(0, Math.trunc(total) || 0), 2 ** 31 - 1);

/** A connection type `<name>Connection` with its edge type `<name>Edge`. */
export function connectionType<Row, Shape>(
  name: string,
  { of, node, toNode, edgeFields, fields, paged = true }: ConnectionOptions<Row, Shape>,
): ObjectRef<Types, Connection<Row>> {
  // `as never`: Pothos asks of a generic Shape whether it could be a list, which TypeScript cannot decide.
  const EdgeType = builder.objectRef<Edge<Row>>(`${name}Edge`);
  EdgeType.implement({
    description: `One of the ${of}, with its position in the list.`,
    fields: (t) => ({
      cursor: t.exposeString('cursor', {
        nullable: false,
        description: 'Cursor of this row: pass it as `after` for the rows that follow.',
      }),
      node: t.field({
        type: node(),
        description: 'Object of the row. Null when TMDB sent a row without a usable id.',
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
        description: 'Position in the whole list.',
        resolve: (connection) => connection,
      }),
      totalCount: t.int({
        nullable: false,
        description: 'Total number of rows, as TMDB counts them.',
        resolve: ({ totalCount }) => count(totalCount),
      }),
      ...(paged && {
        reachableCount: t.int({
          nullable: false,
          description: `Number of rows that can be reached: TMDB serves at most ${MAX_PAGE} pages.`,
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
  /** Which list of the resource; may depend on the arguments. */
  readonly ref: string | ((args: Record<string, unknown>) => string);
  /** Arguments beside those of pages, named as {@link PartArgs} names them. */
  readonly args?: InputFieldMap;
}

/** A field of Query that is a connection over one of TMDB's lists. */
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

import type { FieldMap, InputFieldMap, ObjectRef } from '@pothos/core';
import type { Locale } from '../../src/tmdb/locale.ts';
import { MAX_PAGE, type Page } from '../../src/tmdb/api/page.ts';
import { partOf, type DocumentOf, type PartName, type Query, type Resource } from '../../src/tmdb/resource.ts';
import { builder } from './builder.ts';
import type { Context } from './context.ts';
import type { Declaration, Place } from './declaration.ts';
import { untyped, type DeclaredField } from './fields.ts';
import { operationLocale } from './locale.ts';
import { lookAheadOnRows } from './look-ahead.ts';
import {
  connectPages,
  DEFAULT_FIRST,
  isFirstPage,
  MAX_FIRST,
  pageParameter,
  pageQueries,
  rowsWanted,
  type Connection,
  type Edge,
  withoutDefault,
  type PageArgs,
} from './pages.ts';
import { onBehalfOf } from './node.ts';
import { wishFor, type PartArgs } from './parameters.ts';

type PagedRow<R extends Resource, P extends PartName<R>> = DocumentOf<R['parts'][P]> extends Page<infer Row> ? Row : never;

/** How the pages of a part are read, where it is not by the object and the arguments alone. */
export interface PagesOptions<R extends Resource, P extends PartName<R>> {
  /** Extracts the page where the document is not itself a page. */
  readonly toPage?: (doc: DocumentOf<R['parts'][P]>) => Page<PagedRow<R, P>>;
  /** Moves in a row what depends on the parameters of its request: a date that TMDB picks by the region. */
  readonly toRow?: ((row: PagedRow<R, P>, query: Query) => PagedRow<R, P>) | undefined;
  /** The list, where it is not that of the object; may depend on the arguments. */
  readonly list?: string | ((args: never) => string);
  /** All that the rows have of the values that only some lists bring; null where they hold hardly more than ids. */
  readonly rowsHave?: object | null | undefined;
  /** Whether the list is certain to have hundreds of rows: what these need is foreseen, and refused at once when it is too much. */
  readonly isLong?: boolean;
  /** Parameters that have no argument of their own. */
  readonly query?: ((args: never, locale: Locale, at: Place) => Query) | undefined;
}

/** More rows than TMDB has on any page. */
const MAX_PAGE_ROWS = 10_000;

/** Casts the document of a part that is itself a page. */
const asPage = <Row>(doc: unknown): Page<Row> => doc as Page<Row>;

/** Makes a connection over a part that TMDB pages. The requested rows may be on more pages than the declared ones. */
export function fromPages<R extends Resource, P extends PartName<R>>(
  resource: R,
  part: P,
  { toPage = asPage, toRow, list, isLong = false, rowsHave, query }: PagesOptions<R, P> = {},
): DeclaredField<object, PageArgs, Connection<PagedRow<R, P>>, Declaration<PageArgs>> {
  const { pageSize } = partOf({ resource, part });
  const pageWish = (page: Query, args: PageArgs, locale: Locale, at: Place) => {
    const ref = typeof list === 'function' ? list(args as never) : (list ?? at.ref);
    return onBehalfOf(at, wishFor(resource, part, ref, args as PartArgs, locale, { ...query?.(args as never, locale, at), ...page }));
  };
  const fetchPage = async (wish: ReturnType<typeof pageWish>, context: Context): Promise<Page<PagedRow<R, P>>> => {
    const page = toPage(await context.load(wish));
    if (!toRow || !Array.isArray(page.results)) return page;
    return { ...page, results: page.results.map((row) => (row ? toRow(row, wish.query) : row)) };
  };
  return {
    extensions: {
      tmdb: {
        part: { resource, part },
        // A numbered page is the only one, but may have any number of rows.
        more: ({ page }) => (page ? undefined : 0),
        ...(rowsHave !== undefined && { rowsHave }),
        // `as never`: nothing is known of a row but what its request says.
        ...(toRow && { summary: (args, locale, at) => toRow({} as never, pageWish({}, args, locale, at).query) as object }),
        wishes(args, locale, at) {
          const first = pageWish({}, args, locale, at);
          return pageQueries(withoutDefault(args), pageSize).map((page) => ({ ...first, query: { ...first.query, ...page } }));
        },
        rows: (args) => {
          const wanted = rowsWanted(args, pageSize);
          return { certain: isLong && isFirstPage(args) ? wanted : 0, likely: wanted, atMost: args.page ? MAX_PAGE_ROWS : wanted };
        },
      },
    },
    resolve: async (source, args, context, info) => {
      const at = { ref: '', ...source };
      const locale = operationLocale(context, info);
      if (isLong && isFirstPage(args)) {
        context.assertAffordable(info);
        lookAheadOnRows(context, info);
      }
      const fetch = (page: number) => fetchPage(pageWish({ page: pageParameter(page) }, args, locale, at), context);
      return connectPages(withoutDefault(args), fetch, keyOf, pageSize);
    },
  };
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
      resolve: ({ edges }) => edges[0]?.cursor() ?? null,
    }),
    endCursor: t.string({
      description: 'Cursor of the last row: pass it as `after` for the next rows. Null when there is none.',
      resolve: ({ edges }) => edges.at(-1)?.cursor() ?? null,
    }),
  }),
});

/** Arguments of a connection over TMDB's pages. */
export const pageArgs = builder.args((t) => ({
  first: t.int({
    // In the SDL, since routers that price a query count no argument that is absent.
    defaultValue: DEFAULT_FIRST,
    description: `Maximum number of rows, from 1 to ${MAX_FIRST}. Without effect on a whole \`page\`, where no other number may be given.`,
  }),
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

const PAGE_FAILED = ', and with an error for the first page that TMDB did not answer: `endCursor` leads on to it';

/** The last item of a list that ends before a page which failed: null, with the failure in `errors`. */
const failed = (failure: Error | undefined): never[] => (failure ? [failure as never] : []);

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
      cursor: t.string({
        nullable: false,
        description: 'Cursor of this row: pass it as `after` for the rows behind it.',
        resolve: ({ cursor }) => cursor(),
      }),
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
        description: `The ${of} with their cursors. Null for a row that TMDB left empty${paged ? PAGE_FAILED : ''}.`,
        resolve: ({ edges, failure }) => [...edges.map((edge) => (edge.row ? edge : null)), ...failed(failure)],
      }),
      nodes: t.field({
        type: [node()],
        nullable: { list: false, items: true },
        description: `The ${of} themselves.`,
        resolve: ({ edges, failure }) => [...edges.map(({ row }) => toNode(row)), ...failed(failure)] as never,
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
  readonly ref: string | ((args: never) => string);
  /** Whether the list is certain to have hundreds of rows. */
  readonly isLong?: boolean;
  readonly rowsHave?: PagesOptions<R, 'details'>['rowsHave'];
  readonly toRow?: PagesOptions<R, 'details'>['toRow'];
  /** Parameters that are not by the arguments alone. */
  readonly query?: PagesOptions<R, 'details'>['query'];
  /** Arguments beside those of pages, named as {@link PartArgs} names them. */
  readonly args?: InputFieldMap;
}

/** Adds a field to Query that is a connection over one of TMDB's lists. */
export function rootList<R extends Resource>(
  name: string,
  { description, type, resource, ref, args, ...options }: RootListOptions<R>,
): void {
  builder.queryField(name, (t) =>
    t.field({
      type,
      description,
      args: { ...args, ...pageArgs },
      ...untyped(fromPages(resource, 'details', { list: ref, ...options })),
    }),
  );
}

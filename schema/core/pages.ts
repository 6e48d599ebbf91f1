import { badInput } from '../../src/tmdb/error.ts';
import { MAX_PAGE, type Page } from '../../src/tmdb/api/page.ts';
import { number } from '../../src/tmdb/known.ts';
import type { Query } from '../../src/tmdb/resource.ts';

export const MAX_FIRST = 100;
export const DEFAULT_FIRST = 20;

/** Usual number of rows on a page: only an estimate of how many pages to fetch together, never a position. */
const USUAL_PAGE_SIZE = 20;

/** Maximum number of consecutive fetches without a new row: some of TMDB's lists repeat the same page forever. */
const MAX_FRUITLESS_PAGES = 3;

export interface PageArgs {
  first?: number | null | undefined;
  after?: string | null | undefined;
  page?: number | null | undefined;
}

/** A row with its cursor. */
export interface Edge<Row> {
  readonly cursor: string;
  readonly row: Row;
}

export interface Connection<Row> {
  readonly edges: readonly Edge<Row>[];
  readonly hasNextPage: boolean;
  readonly hasPreviousPage: boolean;
  readonly totalCount: number;
  readonly reachableCount: number;
  /** The first fetched page of a list that TMDB pages, for the keys beside its rows. */
  readonly firstPage?: Page<Row>;
}

/** The row of a page behind which reading starts. */
interface Position {
  readonly page: number;
  readonly index: number;
}

/** @param endsPage Whether the row is the last of a page with a next one, from which reading goes on without its own page. */
const writeCursor = ({ page, index }: Position, endsPage = false): string =>
  Buffer.from(`${page}.${index}${endsPage ? 'e' : ''}`).toString('base64url');

function readCursor(cursor: string): Position {
  const [, page, index, end] = /^(\d{1,3})\.(\d{1,6})(e?)$/.exec(Buffer.from(cursor.slice(0, 40), 'base64url').toString('latin1')) ?? [];
  const position = { page: Number(page), index: Number(index) };
  const endsPage = end === 'e';
  // NaN when the text has another form.
  const isPage = position.page >= 1 && position.page <= (endsPage ? MAX_PAGE - 1 : MAX_PAGE);
  if (!isPage || writeCursor(position, endsPage) !== cursor) {
    throw badInput('Expected `after` to be a cursor that this field returned.');
  }
  return endsPage ? { page: position.page + 1, index: -1 } : position;
}

/** Reads the start and the maximum number of rows: undefined for all rows of one page. */
function readArgs({ first, after, page }: PageArgs): { start: Position; count: number | undefined } {
  if (page !== null && page !== undefined) {
    if ((first !== null && first !== undefined) || (after !== null && after !== undefined)) {
      throw badInput('Expected either `page`, or `first` and `after`.');
    }
    if (page < 1 || page > MAX_PAGE) throw badInput(`Expected \`page\` to be from 1 to ${MAX_PAGE}: TMDB has no other pages.`);
    return { start: { page, index: -1 }, count: undefined };
  }
  return { start: after ? readCursor(after) : { page: 1, index: -1 }, count: readFirst(first) ?? DEFAULT_FIRST };
}

function readFirst(first: number | null | undefined): number | undefined {
  if (first === null || first === undefined) return undefined;
  if (first < 1 || first > MAX_FIRST) throw badInput(`Expected \`first\` to be from 1 to ${MAX_FIRST}.`);
  return first;
}

/** Tests whether the rows begin with those of the first page. */
export const isFirstPage = ({ after, page }: PageArgs): boolean => !after && (page ?? 1) === 1;

/** Estimates the pages that hold `rows` rows from a position on: the page of the position, and as many as hold the rest. */
function pagesFrom({ page, index }: Position, rows: number, pageSize = USUAL_PAGE_SIZE): number[] {
  const left = Math.max(0, pageSize - 1 - index);
  const last = Math.min(page + Math.ceil(Math.max(0, rows - left) / pageSize), MAX_PAGE);
  return Array.from({ length: last - page + 1 }, (_, offset) => page + offset);
}

/** Lists the queries of the requested pages, for look-ahead. */
export const pageQueries = (args: PageArgs, pageSize?: number): Query[] => {
  const { start, count } = readArgs(args);
  return pagesFrom(start, count ?? 1, pageSize).map((page) => ({ page: pageParameter(page) }));
};

/** Returns the number of rows that the arguments ask for. */
export const rowsWanted = ({ first, page }: PageArgs, pageSize = USUAL_PAGE_SIZE): number => first ?? (page ? pageSize : DEFAULT_FIRST);

/** Omits page 1, which is TMDB's default. */
export const pageParameter = (page: number): string | null => (page === 1 ? null : String(page));

/**
 * Connects the rows of TMDB's pages. The needed pages are fetched together, and more when they were short; repeated rows are
 * dropped. Pages decide whether there are more rows, since TMDB's counts drift.
 * @param keyOf Returns equal keys for rows of the same object.
 * @param pageSize Usual number of rows on a page.
 */
export async function connectPages<Row>(
  args: PageArgs,
  fetchPage: (page: number) => Promise<Page<Row>>,
  keyOf: (row: Row) => unknown,
  pageSize?: number,
): Promise<Connection<Row>> {
  const { start, count } = readArgs(args);
  const edges: Edge<Row>[] = [];
  const seen = new Set<unknown>();
  let firstPage: Page<Row> | undefined;
  let wanted = pagesFrom(start, count ?? 1, pageSize);
  let more = false;
  let pageCount = 0;
  let rowCount = 0;
  let fullPage = 0;
  let barren = 0;
  for (;;) {
    const before = edges.length;
    const pages = await Promise.all(wanted.map(fetchPage));
    firstPage ??= pages[0];
    let last = start.page;
    for (const [offset, page] of pages.entries()) {
      last = wanted[offset] ?? last;
      const rows = Array.isArray(page.results) ? page.results : [];
      pageCount = wholeNumber(page.total_pages) ?? Math.max(pageCount, 1);
      rowCount = wholeNumber(page.total_results) ?? Math.max(rowCount, rows.length);
      fullPage = Math.max(fullPage, rows.length);
      for (const [index, row] of rows.entries()) {
        if (last === start.page && index <= start.index) continue;
        if (count !== undefined && edges.length === count) {
          more = true;
          break;
        }
        const key = keyOf(row);
        if (key !== undefined && seen.has(key)) continue;
        seen.add(key);
        const endsPage = index === rows.length - 1 && last < Math.min(pageCount, MAX_PAGE);
        edges.push({ cursor: writeCursor({ page: last, index }, endsPage), row });
      }
    }
    const lastPage = Math.min(pageCount, MAX_PAGE);
    more ||= last < lastPage;
    const short = count === undefined ? 0 : count - edges.length;
    if (edges.length > before) barren = 0;
    else if (pages.some(({ results }) => results?.length)) barren += 1;
    if (short <= 0 || last >= lastPage || barren === MAX_FRUITLESS_PAGES) break;
    wanted = pagesFrom({ page: last + 1, index: -1 }, short, pageSize).filter((page) => page <= lastPage);
    more = false;
  }
  return {
    edges,
    // Without a row there is no cursor to continue from; numbered pages need none.
    hasNextPage: more && (count === undefined || edges.length > 0),
    hasPreviousPage: start.page > 1 || start.index >= 0,
    totalCount: rowCount,
    reachableCount: pageCount > MAX_PAGE ? MAX_PAGE * fullPage : rowCount,
    ...(firstPage && { firstPage }),
  };
}

/** Reads one of TMDB's counts, which may be missing, a number as text, or something else. */
function wholeNumber(value: unknown): number | undefined {
  const count = typeof value === 'number' || typeof value === 'string' ? number(value) : null;
  return count !== null && Number.isInteger(count) ? count : undefined;
}

/** Connects the rows of a list that TMDB sends whole: cast, crew. */
export function connectList<Row>({ first, after }: PageArgs, list: readonly Row[] | null | undefined, total?: unknown): Connection<Row> {
  const rows = (Array.isArray(list) ? list : []).filter((row) => row !== null && row !== undefined);
  const from = after ? readCursor(after).index + 1 : 0;
  const count = readFirst(first) ?? rows.length;
  return {
    edges: rows.slice(from, from + count).map((row, offset) => ({ cursor: writeCursor({ page: 1, index: from + offset }), row })),
    hasNextPage: from + count < rows.length,
    hasPreviousPage: from > 0,
    totalCount: wholeNumber(total) ?? rows.length,
    reachableCount: rows.length,
  };
}

import { createHash } from 'node:crypto';
import { badInput, GatewayError } from '../../src/tmdb/error.ts';
import { MAX_PAGE, type Page } from '../../src/tmdb/api/page.ts';
import { number } from '../../src/tmdb/known.ts';
import type { Query } from '../../src/tmdb/resource.ts';

export const MAX_FIRST = 100;
export const DEFAULT_FIRST = 20;

/** Usual number of rows on a page: only an estimate of how many pages to fetch together, never a position. */
const USUAL_PAGE_SIZE = 20;

/** Number of consecutive pages without a new row that end a list: TMDB counts pages that are empty. */
const MAX_FRUITLESS_PAGES = 2;

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
  /** Why the page after these rows did not come. */
  readonly failure?: GatewayError;
  /** The first fetched page of a list that TMDB pages, for the keys beside its rows. */
  readonly firstPage?: Page<Row>;
}

/** The row of a page behind which reading starts. */
interface Position {
  readonly page: number;
  readonly index: number;
  /** Prints of the rows of the page before, where the cursor ends that page. */
  readonly before?: readonly number[];
}

/** Bytes of a print in a cursor. */
const PRINT = 4;

/** Maximum number of prints in a cursor. TMDB has 100 rows on a page of changes, and 20 on most others. */
const MAX_ROWS = 120;

/** A number for the key of a row: TMDB's own number, or a hash. Undefined for a row without a key. */
function printOf(key: unknown): number | undefined {
  if (key === undefined) return undefined;
  const id = typeof key === 'number' && Number.isInteger(key) && key > 0 && key < 2 ** 32 ? key : undefined;
  return id ?? createHash('sha256').update(String(key)).digest().readUInt32BE();
}

/**
 * Writes the cursor of a row.
 * @param ends The prints of a page with a next one, for its last row: reading goes on without that page, and knows its rows.
 */
function writeCursor({ page, index }: Position, ends?: readonly number[]): string {
  const prints = Buffer.alloc(PRINT * (ends?.length ?? 0));
  for (const [at, print] of ends?.entries() ?? []) prints.writeUInt32BE(print, at * PRINT);
  return Buffer.concat([Buffer.from(`${page}.${index}${ends ? 'e' : ''}`), prints]).toString('base64url');
}

const MAX_CURSOR = 2 * PRINT * MAX_ROWS;

function readCursor(cursor: string): Position {
  const bytes = Buffer.from(cursor.slice(0, MAX_CURSOR), 'base64url');
  const [text = '', page, index, end] = /^(\d{1,3})\.(\d{1,6})(?:(e)|$)/.exec(bytes.toString('latin1')) ?? [];
  const position = { page: Number(page), index: Number(index) };
  const prints = bytes.subarray(text.length);
  const before = Array.from({ length: Math.floor(prints.length / PRINT) }, (_, at) => prints.readUInt32BE(at * PRINT));
  // NaN when the text has another form.
  const isPage = position.page >= 1 && position.page <= (end ? MAX_PAGE - 1 : MAX_PAGE);
  if (!isPage || writeCursor(position, end ? before : undefined) !== cursor) {
    throw badInput('Expected `after` to be a cursor that this field returned.');
  }
  return end ? { page: position.page + 1, index: -1, before } : position;
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
 * Connects the rows of TMDB's pages. The needed pages are fetched together, and more when they were short. Pages decide
 * whether there are more rows, since TMDB's counts drift. Rows that were on a page of this answer, or on the page of the
 * cursor, are dropped. The list ends where TMDB answers with another page, with the page before once more, or twice without
 * a new row. After a page that fails, the rows before it are kept.
 * @param keyOf Returns equal keys for rows of the same object.
 * @param pageSize Usual number of rows on a page.
 * @throws GatewayError The failure of a page before which there is no row.
 */
export async function connectPages<Row>(
  args: PageArgs,
  fetchPage: (page: number) => Promise<Page<Row>>,
  keyOf: (row: Row) => unknown,
  pageSize?: number,
): Promise<Connection<Row>> {
  const { start, count } = readArgs(args);
  const edges: Edge<Row>[] = [];
  const seen = new Set<number>(start.before);
  let before: readonly (number | undefined)[] = start.before ?? [];
  let firstPage: Page<Row> | undefined;
  let failure: GatewayError | undefined;
  let last = start.page;
  let more = false;
  let ended = false;
  let pageCount = 0;
  let rowCount = 0;
  let fullPage = 0;
  let fruitless = 0;

  /** Adds the rows of a page, as many as are wanted. */
  function add(page: Page<Row>): void {
    const rows = Array.isArray(page.results) ? page.results : [];
    pageCount = wholeNumber(page.total_pages) ?? Math.max(pageCount, 1);
    rowCount = wholeNumber(page.total_results) ?? Math.max(rowCount, rows.length);
    const prints = rows.map((row) => printOf(keyOf(row)));
    const isNew = prints.map((print) => print === undefined || (!seen.has(print) && Boolean(seen.add(print))));
    fruitless = isNew.includes(true) ? 0 : fruitless + 1;
    ended = isOther(page.page, last) || repeats(prints, before) || fruitless === MAX_FRUITLESS_PAGES;
    before = prints;
    if (isOther(page.page, last)) return;
    fullPage = Math.max(fullPage, rows.length);
    const known = prints.filter((print) => print !== undefined).slice(0, MAX_ROWS);
    for (const [index, row] of rows.entries()) {
      if ((last === start.page && index <= start.index) || !isNew[index]) continue;
      if (edges.length === count) {
        more = true;
        return;
      }
      const endsPage = index === rows.length - 1 && last < Math.min(pageCount, MAX_PAGE);
      edges.push({ cursor: writeCursor({ page: last, index }, endsPage ? known : undefined), row });
    }
  }

  for (let wanted = pagesFrom(start, count ?? 1, pageSize); wanted.length > 0;) {
    const pages = wanted.map(fetchPage);
    // A page after the end of the list may fail unnoticed.
    for (const page of pages) page.catch(() => {});
    for (const [offset, fetched] of pages.entries()) {
      last = wanted[offset] ?? last;
      try {
        // The pages are on their way together, and read in their order.
        const page = await fetched;
        firstPage ??= page;
        add(page);
      } catch (error) {
        if (!(error instanceof GatewayError) || edges.length === 0) throw error;
        // A page after the last one need not exist.
        if (last > pageCount) ended = true;
        else failure = error;
      }
      if (ended || failure || edges.length === count) break;
    }
    // No request of an answer is sent after the answer.
    await Promise.allSettled(pages);
    const lastPage = Math.min(pageCount, MAX_PAGE);
    more ||= !ended && last < lastPage;
    const short = ended || failure || count === undefined ? 0 : count - edges.length;
    wanted = short > 0 ? pagesFrom({ page: last + 1, index: -1 }, short, pageSize).filter((page) => page <= lastPage) : [];
    if (wanted.length > 0) more = false;
  }
  return {
    edges,
    // Without a row there is no cursor to continue from; numbered pages need none.
    hasNextPage: failure !== undefined || (more && (count === undefined || edges.length > 0)),
    hasPreviousPage: start.page > 1 || start.index >= 0,
    totalCount: rowCount,
    reachableCount: pageCount > MAX_PAGE ? MAX_PAGE * fullPage : rowCount,
    ...(failure && { failure }),
    ...(firstPage && { firstPage }),
  };
}

/** Tests whether TMDB names another page than the one that was asked for. The first page is never another. */
function isOther(named: unknown, asked: number): boolean {
  const page = wholeNumber(named) ?? asked;
  return asked > 1 && page !== asked && page >= 1 && page <= MAX_PAGE;
}

/** Tests whether the rows of a page are those of the page before. Rows without a key are never the same. */
const repeats = (prints: readonly (number | undefined)[], before: readonly (number | undefined)[]): boolean =>
  prints.length > 0 && prints.length === before.length && prints.every((print, at) => print !== undefined && print === before[at]);

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

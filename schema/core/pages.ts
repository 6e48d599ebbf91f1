import { crc32 } from 'node:zlib';
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
  cursor(): string;
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
}

/** Where reading starts, as a cursor says it. */
interface Start extends Position {
  /** Prints of the rows up to the cursor, the last of them {@link MAX_PRINTS}. */
  readonly prints: readonly number[];
  /** Number of rows of the page before, where the cursor ends that page. */
  readonly pageBefore: number;
}

const BEGINNING: Omit<Start, 'page'> = { index: -1, prints: [], pageBefore: 0 };

/** Bytes of a print in a cursor. */
const PRINT = 4;

/** Maximum number of prints in a cursor: 12 of TMDB's pages. Rows that come again after more rows than these are not noticed. */
const MAX_PRINTS = 240;

/** A number for the key of a row: TMDB's own number, or a checksum. Undefined for a row without a key. */
function printOf(key: unknown): number | undefined {
  if (key === undefined) return undefined;
  const id = typeof key === 'number' && Number.isInteger(key) && key > 0 && key < 2 ** 32 ? key : undefined;
  return id ?? crc32(String(key));
}

/** What the text of a cursor says besides its position. */
const KIND = {
  /** The row is within its page, which is read again. */
  within: 'w',
  /** The row ends its page: reading goes on without that page, and knows its rows. */
  end: 'e',
} as const;
type Kind = keyof typeof KIND;

/** Writes the cursor of a row: its position, and the prints of the rows up to it, so that none of them comes again. */
function writeCursor({ page, index }: Position, kind: Kind = 'within', prints: readonly number[] = []): string {
  const bytes = Buffer.alloc(PRINT * prints.length);
  for (const [at, print] of prints.entries()) bytes.writeUInt32BE(print, at * PRINT);
  const mark = kind === 'within' && prints.length === 0 ? '' : KIND[kind];
  return Buffer.concat([Buffer.from(`${page}.${index}${mark}`), bytes]).toString('base64url');
}

const FOREIGN_CURSOR = 'Expected `after` to be a cursor that this field returned.';

/** Characters of a cursor that are read. */
const MAX_CURSOR = 2 * PRINT * MAX_PRINTS;

function readCursor(cursor: string): Start {
  const bytes = Buffer.from(cursor.slice(0, MAX_CURSOR), 'base64url');
  const [text = '', page, index, mark] = /^(\d{1,3})\.(\d{1,6})(?:([we])|$)/.exec(bytes.toString('latin1')) ?? [];
  const position = { page: Number(page), index: Number(index) };
  const kind = mark === KIND.end ? 'end' : 'within';
  const rest = bytes.subarray(text.length);
  const prints = Array.from({ length: Math.floor(rest.length / PRINT) }, (_, at) => rest.readUInt32BE(at * PRINT));
  // NaN when the text has another form.
  const isPage = position.page >= 1 && position.page <= (kind === 'end' ? MAX_PAGE - 1 : MAX_PAGE);
  if (!isPage || prints.length > MAX_PRINTS || writeCursor(position, kind, prints) !== cursor) {
    throw badInput(FOREIGN_CURSOR);
  }
  return kind === 'end'
    ? { page: position.page + 1, index: -1, prints, pageBefore: position.index + 1 }
    : { ...position, prints, pageBefore: 0 };
}

/** Reads the start and the maximum number of rows: undefined for all rows of one page. */
function readArgs({ first, after, page }: PageArgs): { start: Start; count: number | undefined } {
  if (page !== null && page !== undefined) {
    if ((first !== null && first !== undefined) || (after !== null && after !== undefined)) {
      throw badInput('Expected either `page`, or `first` and `after`.');
    }
    if (page < 1 || page > MAX_PAGE) throw badInput(`Expected \`page\` to be from 1 to ${MAX_PAGE}: TMDB has no other pages.`);
    return { start: { ...BEGINNING, page }, count: undefined };
  }
  return { start: after ? readCursor(after) : { ...BEGINNING, page: 1 }, count: readFirst(first) ?? DEFAULT_FIRST };
}

function readFirst(first: number | null | undefined): number | undefined {
  if (first === null || first === undefined) return undefined;
  if (first < 1 || first > MAX_FIRST) throw badInput(`Expected \`first\` to be from 1 to ${MAX_FIRST}.`);
  return first;
}

/** Drops the default of `first`, which an executor adds, beside the `page` that is an alternative to it. */
export const withoutDefault = <Args extends PageArgs>(args: Args): Args =>
  typeof args.page === 'number' && args.first === DEFAULT_FIRST ? { ...args, first: null } : args;

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
export const rowsWanted = ({ first, page }: PageArgs, pageSize = USUAL_PAGE_SIZE): number => (page ? pageSize : (first ?? DEFAULT_FIRST));

/** Omits page 1, which is TMDB's default. */
export const pageParameter = (page: number): string | null => (page === 1 ? null : String(page));

/**
 * Connects the rows of TMDB's pages. The needed pages are fetched together, and more when they were short. Pages decide
 * whether there are more rows, since TMDB's counts drift. Rows that were in this answer, or up to {@link MAX_PRINTS} rows before
 * the cursor, are dropped. The list ends where TMDB answers with another page, with the page before once more, or twice without
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
  /** Prints of the rows so far, each once, and the same as a set. */
  const history = [...start.prints];
  const seen = new Set(history);
  const isKnown = (print: number | undefined): boolean => print !== undefined && seen.has(print);
  let { pageBefore } = start;
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
    // The page of the cursor has brought something: the row of the cursor.
    const isFruitful = (last === start.page && start.index >= 0) || !prints.every(isKnown);
    fruitless = isFruitful ? 0 : fruitless + 1;
    const isAnother = isOther(page.page, last);
    ended = isAnother || (prints.length === pageBefore && repeats(prints, history)) || fruitless === MAX_FRUITLESS_PAGES;
    pageBefore = rows.length;
    if (isAnother) return;
    fullPage = Math.max(fullPage, rows.length);
    for (const [index, row] of rows.entries()) {
      const print = prints[index];
      if (isKnown(print)) continue;
      const isBefore = last === start.page && index <= start.index;
      if (!isBefore && edges.length === count) {
        more = true;
        return;
      }
      if (print !== undefined) history.push(print);
      if (print !== undefined) seen.add(print);
      if (isBefore) continue;
      const position = { page: last, index };
      const kind = index === rows.length - 1 && last < Math.min(pageCount, MAX_PAGE) ? 'end' : 'within';
      const upTo = history.length;
      edges.push({
        row,
        // Written when it is selected: it is long, and most operations select that of the last row alone.
        cursor() {
          return writeCursor(position, kind, history.slice(Math.max(0, upTo - MAX_PRINTS), upTo));
        },
      });
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

/** Tests whether the rows of a page are the last ones before it. Rows without a key are never the same. */
const repeats = (prints: readonly (number | undefined)[], history: readonly number[]): boolean =>
  prints.length > 0 && prints.every((print, at) => print !== undefined && print === history.at(at - prints.length));

/** Reads one of TMDB's counts, which may be missing, a number as text, or something else. */
function wholeNumber(value: unknown): number | undefined {
  const count = typeof value === 'number' || typeof value === 'string' ? number(value) : null;
  return count !== null && Number.isInteger(count) ? count : undefined;
}

/** @returns The index of the row after the cursor. */
function readListCursor(cursor: string): number {
  const { page, index, prints } = readCursor(cursor);
  if (page !== 1 || index < 0 || prints.length > 0) throw badInput(FOREIGN_CURSOR);
  return index + 1;
}

/** Connects the rows of a list that TMDB sends whole: cast, crew. */
export function connectList<Row>({ first, after }: PageArgs, list: readonly Row[] | null | undefined, total?: unknown): Connection<Row> {
  const rows = (Array.isArray(list) ? list : []).filter((row) => row !== null && row !== undefined);
  const from = after ? readListCursor(after) : 0;
  const count = readFirst(first) ?? rows.length;
  return {
    edges: rows.slice(from, from + count).map((row, offset) => ({
      row,
      cursor() {
        return writeCursor({ page: 1, index: from + offset });
      },
    })),
    hasNextPage: from + count < rows.length,
    hasPreviousPage: from > 0,
    totalCount: wholeNumber(total) ?? rows.length,
    reachableCount: rows.length,
  };
}

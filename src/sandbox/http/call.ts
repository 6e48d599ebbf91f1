import { existing, failure } from './failure.ts';

/** What answers depend on besides the request. */
export interface Scope {
  /** Whether ids from 1,000,000 on are answered with generated movies, series and people. */
  readonly generated: boolean;
  /** The date in a time zone, by default UTC, such as `2026-11-26`. */
  readonly today: (zone?: string) => string;
}

/** A GET as a route sees it. Appended parts see the query of the path that they are appended to. */
export interface Call extends Scope {
  /** The values of the `{…}` in the route's pattern, in order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
}

export type Handler = (call: Call) => object;

/** The ISO 639-1 code in `language`, by default English. Regional variants share their texts in the sandbox. */
export const languageOf = ({ query }: Call): string => /^[a-z]{2}(?=$|-)/.exec(query.get('language') ?? '')?.[0] ?? 'en';

/** The number in a path: TMDB reads `603-the-matrix` as 603. @throws status 34. */
export function numberOf(param = ''): number {
  const digits = /^\d+(?=$|-)/.exec(param)?.[0];
  if (digits === undefined) throw failure(34);
  return Number(digits);
}

/** The row that the first id of a path names. @throws status 34. */
export const rowNamed = <Row>(rows: ReadonlyMap<number, Row>, { params: [id] }: Call): Row => existing(rows.get(numberOf(id)));

export const PAGE_SIZE = 20;

/** @throws status 22 for anything but a whole number from 1 to 500. */
export function pageOf({ query }: Call): number {
  const page = query.get('page') ?? '1';
  if (!/^\d{1,3}$/.test(page) || Number(page) < 1 || Number(page) > 500) throw failure(22);
  return Number(page);
}

/**
 * TMDB's envelope around one page of rows; past the end the page is empty. `total_pages` is not capped at the 500 pages
 * that can be requested.
 * @param at The row at an index from 0; called for rows on the page alone.
 */
export function paged<Row>(call: Call, total: number, at: (index: number) => Row, leastPages = 1, pageSize = PAGE_SIZE) {
  const page = pageOf(call);
  const first = (page - 1) * pageSize;
  const results = Array.from({ length: Math.max(0, Math.min(pageSize, total - first)) }, (_, index) => at(first + index));
  return { page, results, total_pages: Math.max(leastPages, Math.ceil(total / pageSize)), total_results: total };
}

/** One page of a whole list. */
export const pagedList = <Row, Shown>(call: Call, rows: readonly Row[], show: (row: Row) => Shown, leastPages = 1) =>
  // paged() calls with indexes inside the list alone.
  paged(call, rows.length, (index) => show(rows[index] as Row), leastPages);

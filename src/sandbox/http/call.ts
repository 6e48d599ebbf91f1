import { failure } from './failure.ts';

/** One GET as a route sees it. Appended parts see the same query as the path they are appended to. */
export interface Call {
  /** What stands for the `{…}` of the route's pattern, in order. */
  readonly params: readonly string[];
  readonly query: URLSearchParams;
  /** Whether ids from 1,000,000 on are answered with generated movies, series and people. */
  readonly generated: boolean;
}

export type Handler = (call: Call) => object;

/** ISO 639-1 of `language`, English when absent: regional variants share their texts here. */
export const languageOf = ({ query }: Call): string => /^[a-z]{2}(?=$|-)/.exec(query.get('language') ?? '')?.[0] ?? 'en';

/** The number a path names; TMDB reads `603-the-matrix` as 603. */
export function numberOf(param = ''): number {
  const digits = /^\d+(?=$|-)/.exec(param)?.[0];
  if (digits === undefined) throw failure(34);
  return Number(digits);
}

export const PAGE_SIZE = 20;

/** @throws status 22 for what is not a whole number from 1 to 500. */
export function pageOf({ query }: Call): number {
  const page = query.get('page') ?? '1';
  if (!/^\d{1,3}$/.test(page) || Number(page) < 1 || Number(page) > 500) throw failure(22);
  return Number(page);
}

/**
 * TMDB's envelope around one page of rows; past the end the page is empty. `total_pages` is not capped at the 500 that
 * can be asked for.
 * @param at The row at an index from 0; only asked for rows on the page.
 */
export function paged<Row>(call: Call, total: number, at: (index: number) => Row, leastPages = 1, pageSize = PAGE_SIZE) {
  const page = pageOf(call);
  const first = (page - 1) * pageSize;
  const results = Array.from({ length: Math.max(0, Math.min(pageSize, total - first)) }, (_, index) => at(first + index));
  return { page, results, total_pages: Math.max(leastPages, Math.ceil(total / pageSize)), total_results: total };
}

/** One page of a list that is at hand as a whole. */
export const pagedList = <Row, Shown>(call: Call, rows: readonly Row[], show: (row: Row) => Shown, leastPages = 1) =>
  // The index is inside the list: paged() asks for no other.
  paged(call, rows.length, (index) => show(rows[index] as Row), leastPages);

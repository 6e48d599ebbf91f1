/**
 * TMDB writes "unknown" as `""`, `0` or null, or omits the key. These functions return null for all of them.
 * Whether 0 is a number or "unknown" is decided field by field.
 */

/** A text, or null when TMDB sends nothing, `""` or white space. */
export const knownText = (value: string | null | undefined): string | null =>
  typeof value === 'string' && value.trim() !== '' ? value : null;

/** An id, a name or a code, without the blanks that TMDB occasionally keeps around it; null for none. */
export const knownId = (value: string | null | undefined): string | null => knownText(value)?.trim() ?? null;

/** A number that cannot be 0 (a runtime, a budget), or null. */
export const knownNumber = (value: number | string | null | undefined): number | null => number(value) || null;

/** A number, including 0, or null. Some old responses send numbers as text. */
export function number(value: number | string | null | undefined): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const parsed = Number(value);
  return Number.isFinite(parsed) ? parsed : null;
}

/** `2026-08-06`, or null for any other value: an unreadable date must not fail its object. */
export const knownDate = (value: string | null | undefined): string | null =>
  typeof value === 'string' && isDate(value.slice(0, 10)) ? value.slice(0, 10) : null;

/** The year of a date of which TMDB may know only the year, or the year and the month: `1945`, `1945-00-00`, `1945-05`. */
export const knownYear = (value: string | null | undefined): number | null =>
  knownNumber(/^(\d{4})(?:-\d{2}){0,2}$/.exec(knownId(value)?.slice(0, 10) ?? '')?.[1]);

/** The days of each month of a leap year. */
const DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether a text is a calendar date, written YYYY-MM-DD. Long lists have many, so no Date is made. */
export function isDate(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const [year, month, day] = [Number(value.slice(0, 4)), Number(value.slice(5, 7)), Number(value.slice(8))];
  if (day < 1 || day > (DAYS[month - 1] ?? 0)) return false;
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month !== 2 || day < 29 || isLeap;
}

/** A date, optionally with a time in UTC, whose time zone may be missing. */
const INSTANT = /^(\d{4}-\d{2}-\d{2})([T ]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?)?(?:Z| UTC)?$/;

/**
 * An instant, or null. TMDB writes `2023-01-01T10:00:00.000Z`, `2026-08-06 23:26:00 UTC` and occasionally a bare date
 * (ENDPOINTS: release dates in December 2024).
 */
export function knownInstant(value: string | null | undefined): Date | null {
  const [, day, clock = ' 00:00:00'] = INSTANT.exec(value ?? '') ?? [];
  if (day === undefined || !isDate(day)) return null;
  const time = Date.parse(`${day}T${clock.slice(1)}Z`);
  return Number.isNaN(time) ? null : new Date(time);
}

const isRow = <Row>(row: Row): row is NonNullable<Row> => typeof row === 'object' && row !== null;

/** The rows of a list. TMDB occasionally sends null among them, or in place of the list. */
export const rowsOf = <Row>(list: readonly Row[] | null | undefined): NonNullable<Row>[] => (Array.isArray(list) ? list.filter(isRow) : []);

/** The rows of a list that match. */
export const rowsWhere = <Row>(list: readonly Row[] | null | undefined, matches: (row: NonNullable<Row>) => boolean): NonNullable<Row>[] =>
  Array.isArray(list) ? list.filter((row) => isRow(row) && matches(row)) : [];

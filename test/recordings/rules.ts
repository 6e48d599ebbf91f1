import type { Check, Rows, Table } from '../support/compare.ts';
import { isObject } from '../support/recordings.ts';

/** The value as TMDB sends it. */
export const same = (at: string): Check => ({ at, expected: (value) => value });

/** A text; `""` is null. */
export const text = (at: string): Check => ({
  at,
  expected: (value) => (String(value ?? '').trim() === '' ? null : value),
});

/** A number that cannot be 0: 0 is null. */
export const positive = (at: string): Check => ({ at, expected: (value) => Number(value) || null });

/** A number, also 0; some old answers send it as text. */
export const number = (at: string): Check => ({ at, expected: (value) => (value === null ? null : Number(value)) });

/** A day, `2026-08-06`; `""` is null. */
export const date = (at: string): Check => ({ at, expected: (value) => value || null });

/** An instant, whichever way TMDB and the gateway write it. */
export const instant = (at: string): Check => ({
  at,
  expected: (value) => Date.parse(String(value).replace(/^(\S+) (\S+) UTC$/, '$1T$2Z')),
  read: (value) => (typeof value === 'string' ? Date.parse(value) : value),
});

/** A value of an enum; what the enum does not have is null. */
export const oneOf = (at: string, names: Readonly<Record<string, string>>): Check => ({
  at,
  expected: (value) => names[String(value)] ?? null,
});

/** The size that the address of a picture is in when none is asked for. */
const SIZES = { poster: 'w500', backdrop: 'w1280', logo: 'w300', profile: 'w185' };
type Kind = keyof typeof SIZES;

/** A picture's own path, and the full address of it. */
export const file = (kind: Kind): readonly Check[] => [
  same('path'),
  {
    at: 'url',
    expected: (value) => (value === null ? null : `https://image.tmdb.org/t/p/${SIZES[kind]}${String(value)}`),
  },
];

/** A picture of which only the path is recorded. */
export const image = (at: string, kind: Kind): readonly Check[] => file(kind).map((check) => ({ ...check, at: `${at}.${check.at}` }));

/** Of rows with one id, the first. */
const distinct: Rows = {
  rows: (rows) => {
    const ids = rows.map((row) => (isObject(row) ? row['id'] : row));
    return rows.filter((_row, index) => ids.indexOf(ids[index]) === index);
  },
};

/** TMDB's page as a connection: repeats are dropped, and only the first 500 pages can be reached. */
export const page = (connection: string): Table => ({
  results: distinct,
  page: { at: `${connection}.pageInfo.hasPreviousPage`, expected: (value) => Number(value) > 1 },
  total_pages: {
    at: `${connection}.pageInfo.hasNextPage`,
    expected: (value, { page: current }) => Number(current) < Math.min(Number(value), 500),
  },
  total_results: same(`${connection}.totalCount`),
});

/** A table of something that lies deeper: both its key paths and its GraphQL paths are put below others. */
export function under(key: string, at: string, table: Table): Table {
  return Object.fromEntries(
    Object.entries(table).map(([path, rule]) => {
      if ('rows' in rule) return [key + path, rule];
      return [key + path, [rule].flat().map((check) => ({ ...check, at: at + check.at }))];
    }),
  );
}

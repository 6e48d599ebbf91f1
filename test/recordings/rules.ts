import type { Check, Rows, Table } from '../support/compare.ts';
import { isObject } from '../support/recordings.ts';

/** The value as TMDB sends it. */
export const same = (at: string): Check => ({ at, expected: (value) => value });

/** A text; `""` is null. */
export const text = (at: string): Check => ({
  at,
  expected: (value) => (String(value ?? '').trim() === '' ? null : value),
});

/** A name or a code, without the blanks around it; `""` is null. */
export const trimmed = (at: string): Check => ({ at, expected: (value) => String(value ?? '').trim() || null });

/** The code of a language; `xx` is none. */
export const language = (at: string): Check => ({ at, expected: (value) => (value === 'xx' ? null : (value ?? null)) });

const orderOf = (row: unknown): number => (isObject(row) && typeof row['order'] === 'number' ? row['order'] : 0);

/** Rows in the order that they name. */
export const inOrder: Rows = { rows: (rows) => rows.toSorted((a, b) => orderOf(a) - orderOf(b)) };

/** A number whose 0 means "unknown": 0 is null. */
export const positive = (at: string): Check => ({ at, expected: (value) => Number(value) || null });

/** A number, 0 included; some old answers send a string. */
export const number = (at: string): Check => ({ at, expected: (value) => (value === null ? null : Number(value)) });

/** A day, `2026-08-06`; `""` is null. */
export const date = (at: string): Check => ({ at, expected: (value) => value || null });

/** The year of a day. */
export const year = (at: string): Check => ({ at, expected: (day) => Number(String(day ?? '').slice(0, 4)) || null });

/** An instant, in any notation of TMDB and the gateway. */
export const instant = (at: string): Check => ({
  at,
  expected: (value) => Date.parse(String(value).replace(/^(\S+) (\S+) UTC$/, '$1T$2Z')),
  read: (value) => (typeof value === 'string' ? Date.parse(value) : value),
});

/** A value of an enum; null for a value that the enum does not have. */
export const oneOf = (at: string, names: Readonly<Record<string, string>>): Check => ({
  at,
  expected: (value) => names[String(value)] ?? null,
});

/** The default size of each kind of picture. */
const SIZES = { poster: 'w500', backdrop: 'w1280', logo: 'w300', profile: 'w185', still: 'w300' };
export type Kind = keyof typeof SIZES;

/** The path and the URL of a picture. An avatar may be at Gravatar: its path is a slash and the URL. */
export const file = (kind: Kind): readonly Check[] => [
  same('path'),
  {
    at: 'url',
    expected: (value) => {
      if (value === null) return null;
      const path = String(value);
      return path.startsWith('/https://') ? path.slice(1) : `https://image.tmdb.org/t/p/${SIZES[kind]}${path.replace('.svg', '.png')}`;
    },
  },
];

/** A picture of which TMDB sends only the path. */
export const image = (at: string, kind: Kind): readonly Check[] => file(kind).map((check) => ({ ...check, at: `${at}.${check.at}` }));

/** Keeps the first of the rows with one id and kind; very old rows have no id. */
const distinct: Rows = {
  rows: (rows) => {
    const keys = rows.map((row) => (isObject(row) && 'id' in row ? `${String(row['media_type'])} ${String(row['id'])}` : row));
    return rows.filter((_row, index) => keys.indexOf(keys[index]) === index);
  },
};

/** TMDB's page as a connection: repeats are dropped, and only the first 500 pages can be reached. */
export const page = (connection: string): Table => ({
  results: distinct,
  page: { at: `${connection}.pageInfo.hasPreviousPage`, expected: (value) => Number(value) > 1 },
  total_pages: {
    at: `${connection}.pageInfo.hasNextPage`,
    // TMDB numbers every page of tagged pictures 0.
    expected: (value, { page: current }) => Math.max(1, Number(current)) < Math.min(Number(value), 500),
  },
  total_results: same(`${connection}.totalCount`),
});

/** A table moved deeper: its key paths below `key`, its GraphQL paths below `at`. */
export function under(key: string, at: string, table: Table): Table {
  return Object.fromEntries(
    Object.entries(table).map(([path, rule]) => {
      if ('rows' in rule) return [key + path, rule];
      return [key + path, [rule].flat().map((check) => ({ ...check, at: at + check.at }))];
    }),
  );
}

/** Merges tables: each value comes out at every place that one of them names. */
export function mergeTables(...tables: readonly Table[]): Table {
  const merged = new Map<string, Check[]>();
  for (const [path, rule] of tables.flatMap((table) => Object.entries(table))) {
    if (!('rows' in rule)) merged.set(path, [...(merged.get(path) ?? []), ...[rule].flat()]);
  }
  return Object.fromEntries(merged);
}

/** A table of a union, from the table of each of its types. */
export const union = (types: Readonly<Record<string, Table>>): Table =>
  mergeTables(...Object.entries(types).map(([type, table]) => under('', `<${type}>.`, table)));

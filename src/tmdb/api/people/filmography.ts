import { knownDate, knownNumber, number, rowsOf } from '../../known.ts';

/** What the rows of somebody's credits are ordered by, as far as a film or a series says it. */
interface Credited {
  readonly release_date?: string | null;
  readonly first_air_date?: string | null;
  readonly popularity?: number;
  readonly vote_average?: number;
  readonly vote_count?: number;
}

/** TMDB sends credits whole and in no order that it promises, so they are ordered here. */
const VALUES = {
  release_date: (row) => knownDate(row.release_date ?? row.first_air_date),
  popularity: (row) => number(row.popularity),
  // 0 is what TMDB sends when nobody voted.
  vote_average: (row) => knownNumber(row.vote_average),
  vote_count: (row) => number(row.vote_count),
} as const satisfies Record<string, (row: Credited) => string | number | null>;

type Criterion = keyof typeof VALUES;
export type FilmographySort = `${Criterion}.${'asc' | 'desc'}`;

export const FILMOGRAPHY_SORTS = Object.keys(VALUES) as Criterion[]; // Object.keys forgets them.

/** The rows in an order, in TMDB's own when none is given; those without the value come last, equal ones as TMDB has them. */
export function inOrder<Row>(rows: readonly Row[] | null | undefined, sort: FilmographySort | null | undefined): NonNullable<Row>[] {
  if (!sort) return rowsOf(rows);
  const [criterion, direction] = sort.split('.') as [Criterion, 'asc' | 'desc']; // As its type is written.
  const [lower, higher] = direction === 'asc' ? [-1, 1] : [1, -1];
  // Which keys a row has depends on its kind, so each is looked for in all.
  const valued = rowsOf(rows).map((row) => ({ row, value: VALUES[criterion](row as Credited) }));
  return valued.toSorted((a, b) => compare(a.value, b.value)).map(({ row }) => row);

  function compare(a: string | number | null, b: string | number | null): number {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (a === b) return 0;
    return a < b ? lower : higher;
  }
}

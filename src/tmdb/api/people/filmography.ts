import { knownDate, knownNumber, number, rowsOf } from '../../known.ts';

/** The keys that a person's credits are sorted by, of a movie or a series. */
interface Credited {
  readonly release_date?: string | null;
  readonly first_air_date?: string | null;
  readonly popularity?: number;
  readonly vote_average?: number;
  readonly vote_count?: number;
}

/** TMDB sends all credits at once, in no documented order, so they are sorted here. */
const VALUES = {
  release_date: (row) => knownDate(row.release_date ?? row.first_air_date),
  popularity: (row) => number(row.popularity),
  // TMDB sends 0 when there are no votes.
  vote_average: (row) => knownNumber(row.vote_average),
  vote_count: (row) => number(row.vote_count),
} as const satisfies Record<string, (row: Credited) => string | number | null>;

type Criterion = keyof typeof VALUES;
export type FilmographySort = `${Criterion}.${'asc' | 'desc'}`;

export const FILMOGRAPHY_SORTS = Object.keys(VALUES) as Criterion[]; // Object.keys() is typed string[].

/** Sorts rows; without a sort order they keep TMDB's. Rows without the value come last, and equal ones keep TMDB's order. */
export function inOrder<Row>(rows: readonly Row[] | null | undefined, sort: FilmographySort | null | undefined): NonNullable<Row>[] {
  if (!sort) return rowsOf(rows);
  const [criterion, direction] = sort.split('.') as [Criterion, 'asc' | 'desc']; // Its type is a template of these two.
  const [lower, higher] = direction === 'asc' ? [-1, 1] : [1, -1];
  // The keys of a row depend on its kind, so every row is read for each.
  const valued = rowsOf(rows).map((row) => ({ row, value: VALUES[criterion](row as Credited) }));
  return valued.toSorted((a, b) => compare(a.value, b.value)).map(({ row }) => row);

  function compare(a: string | number | null, b: string | number | null): number {
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    if (a === b) return 0;
    return a < b ? lower : higher;
  }
}

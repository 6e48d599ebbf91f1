/** The meaning of a figure of a scenario, and its bounds; without a bound it is only reported. */
export interface Bound {
  readonly what: string;
  readonly unit?: 'ms' | 's' | '%' | 'MB' | 'a second';
  readonly atLeast?: number;
  readonly atMost?: number;
}

export type Bounds<Key extends string> = Readonly<Record<Key, Bound>>;
export type Figures<Key extends string> = Readonly<Record<Key, number>>;

/** One row of the table. */
export interface Row extends Bound {
  readonly figure: number;
  readonly isMissed: boolean;
}

/**
 * @param slack Factor by which times may exceed their bounds: a test that shares its machine counts, it does not measure.
 */
export function rowsOf<Key extends string>(figures: Figures<Key>, bounds: Bounds<Key>, slack = 1): Row[] {
  return (Object.entries(bounds) as [Key, Bound][]).map(([key, bound]) => {
    const figure = figures[key];
    const { atLeast = -Infinity, atMost = Infinity, unit } = bound;
    const times = unit === 'ms' || unit === 's' ? slack : 1;
    // Written so that NaN, the percentile of nothing, misses every bound.
    const isKept = (atLeast === -Infinity || figure >= atLeast) && (atMost === Infinity || figure <= atMost * times);
    return { ...bound, figure, isMissed: !isKept };
  });
}

const number = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: Math.abs(value) < 10 ? 2 : 1 });

export function targetOf({ atLeast, atMost }: Bound): string {
  if (atLeast !== undefined && atLeast === atMost) return number(atLeast);
  return [atLeast !== undefined && `≥ ${number(atLeast)}`, atMost !== undefined && `≤ ${number(atMost)}`].filter(Boolean).join(', ');
}

export const valueOf = ({ figure, unit }: Row): string => `${number(figure)}${unit === undefined ? '' : unit === '%' ? ' %' : ` ${unit}`}`;

/** A sentence for each figure that misses its bound; a test expects none. */
export const missed = (rows: readonly Row[]): string[] =>
  rows.filter(({ isMissed }) => isMissed).map((row) => `${row.what}: ${valueOf(row)}, should be ${targetOf(row)}`);

/** All figures of a scenario in one line. */
export const lineOf = (name: string, rows: readonly Row[]): string =>
  `${name}: ${rows.map((row) => `${row.what} ${valueOf(row)}`).join('; ')}`;

export const percent = (part: number, whole: number): number => (100 * part) / whole;

/** @param share 0.95 for the value that 95 % do not exceed. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1] ?? Number.NaN;

/** NaN when nothing was measured. */
export const longest = (values: readonly number[]): number => percentile(values, 1);

import { lineOf, missed, rowsOf, type Bounds, type Figures } from '../bench/figures.ts';

/** Factor by which times may exceed their bounds, as the tests share their machine. */
const SLACK = 2;

/** Prints the figures of a scenario in one line. @returns A sentence for each figure that misses its bound. */
export function checked<Key extends string>(name: string, figures: Figures<Key>, bounds: Bounds<Key>): string[] {
  const rows = rowsOf(figures, bounds, SLACK);
  console.log(lineOf(name, rows));
  return missed(rows);
}

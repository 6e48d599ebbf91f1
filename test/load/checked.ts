import { lineOf, missed, rowsOf, type Bounds, type Figures } from '../bench/figures.ts';

/** Tests share their machine with whatever else runs: times may be so many times what is promised. */
const SLACK = 2;

/** Prints the figures of a scenario as one line, and returns in words each that is not what it should be. */
export function checked<Key extends string>(name: string, figures: Figures<Key>, bounds: Bounds<Key>): string[] {
  const rows = rowsOf(figures, bounds, SLACK);
  console.log(lineOf(name, rows));
  return missed(rows);
}

/** Runs load with faults for five minutes, or for the minutes of the argument; then prints a table of growth. */
import { rowsOf, targetOf, valueOf } from './figures.ts';
import { soak, soakBounds } from './soak.ts';

const minutes = Number(process.argv[2] ?? 5);
if (!(minutes > 0)) throw new Error('The argument is a number of minutes.');
const seconds = 60 * minutes;
const rows = rowsOf(await soak({ seconds }), soakBounds(seconds));
console.table(
  rows.map((row) => {
    const target = targetOf(row);
    return { figure: row.what, value: valueOf(row), target, kept: target === '' ? '' : row.isMissed ? 'MISSED' : 'yes' };
  }),
);
process.exitCode = rows.some(({ isMissed }) => isMissed) ? 1 : 0;

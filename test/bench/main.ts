/**
 * Runs every scenario in full length, one after the other but for those that hardly load the machine, then prints one table.
 * Names of scenarios as arguments run only those. `speed` as the first argument runs speed/main.ts instead, which takes other packages.
 */
import { BROKEN_MOVIE, BROKEN_THIRD, brokenMovie, brokenThird } from './broken.ts';
import { CROWD, crowd } from './crowd.ts';
import { FAIRNESS, fairness } from './fairness.ts';
import { rowsOf, targetOf, valueOf, type Bounds, type Figures, type Row } from './figures.ts';
import { GROWTH, growth } from './growth.ts';
import { HOSTILE, hostile, HOSTILE_KINDS } from './hostile.ts';
import { JOINED, joined } from './joined.ts';
import { LEAVING, leaving } from './leaving.ts';
import { FAULTS, faults, OUTAGE, outage } from './outage.ts';
import { FLOOD, planFlood, plans, PLANS } from './plans.ts';
import { REJECTED, rejected } from './rejected.ts';
import { S2, S4, scarce, SCARCE_S2, SCARCE_S4 } from './scarce.ts';
import { SESSION, session } from './session.ts';
import { STALL, stall } from './stall.ts';
import { telemetry, TELEMETRY } from './telemetry.ts';
import { telemetryCost, TELEMETRY_COST } from './telemetry-cost.ts';
import { WAITS, waits } from './waits.ts';

interface Scenario {
  readonly name: string;
  run(): Promise<Row[]>;
}

const scenario = <Key extends string>(name: string, bounds: Bounds<Key>, run: () => Promise<Figures<Key>>): Scenario => ({
  name,
  run: async () => rowsOf(await run(), bounds),
});

/** Scenarios of one group run concurrently: they wait more than they work. */
const GROUPS: readonly (readonly Scenario[])[] = [
  [scenario('waits', WAITS, waits)],
  [scenario('growth', GROWTH, growth)],
  [scenario('crowd', CROWD, () => crowd({ clients: 1000, seconds: 60, together: false }))],
  [scenario('crowd at one address', CROWD, () => crowd({ clients: 1000, seconds: 60, together: true }))],
  ...HOSTILE_KINDS.map((kind) => [scenario(`hostile ${kind}`, HOSTILE, () => hostile(kind))]),
  [scenario('plans', PLANS, plans)],
  [scenario('plans, flood', FLOOD, () => planFlood({ flood: 200 }))],
  [scenario('fairness', FAIRNESS, () => fairness({ seconds: 20 }))],
  [scenario('leaving', LEAVING, leaving)],
  [scenario('S2', SCARCE_S2, () => scarce(S2, 20))],
  [scenario('S4', SCARCE_S4, () => scarce(S4, 20))],
  [scenario('session', SESSION, () => session({ seconds: 30 }))],
  [scenario('telemetry', TELEMETRY, () => telemetry({ seconds: 20 }))],
  [scenario('telemetry, cost', TELEMETRY_COST, () => telemetryCost({ rounds: 12 }))],
  [
    scenario('outage, reset', OUTAGE, () => outage({ how: { reset: true }, seconds: 10 })),
    scenario('outage, stalled', OUTAGE, () => outage({ how: { stall: true }, seconds: 10 })),
  ],
  [scenario('broken movie', BROKEN_MOVIE, brokenMovie), scenario('broken third', BROKEN_THIRD, () => brokenThird({ seconds: 14 }))],
  [scenario('rejected', REJECTED, () => rejected({ seconds: 10 }))],
  [scenario('faults', FAULTS, () => faults({ seconds: 20 })), scenario('stall', STALL, stall), scenario('joined', JOINED, joined)],
];

const wanted = process.argv.slice(2);
if (wanted[0] === 'speed') {
  await import('./speed/main.ts');
  process.exit();
}
const names = GROUPS.flat().map(({ name }) => name);
for (const word of wanted) {
  if (!names.some((name) => name.includes(word)))
    throw new Error(`There is no scenario ${word}. Expected some of: speed, ${names.join('; ')}.`);
}
const isWanted = ({ name }: Scenario): boolean => wanted.length === 0 || wanted.some((word) => name.includes(word));

const table: { scenario: string; figure: string; value: string; target: string; kept: string }[] = [];
let misses = 0;
for (const group of GROUPS) {
  const results = await Promise.all(group.filter(isWanted).map(async ({ name, run }) => ({ name, rows: await run() })));
  for (const { name, rows } of results) {
    console.error(`${name}: done`);
    for (const row of rows) {
      const target = targetOf(row);
      table.push({
        scenario: name,
        figure: row.what,
        value: valueOf(row),
        target,
        kept: target === '' ? '' : row.isMissed ? 'MISSED' : 'yes',
      });
      if (row.isMissed) misses += 1;
    }
  }
}
console.table(table);
process.exitCode = misses === 0 ? 0 : 1;

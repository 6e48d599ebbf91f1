import { percentile, type Row } from '../figures.ts';
import type { Competitor } from './competitor.ts';
import { ENTRANT_NAMES, type EntrantName, type Mode } from './entrants.ts';
import type { Turn } from './modes.ts';
import type { ScenarioName } from './scenarios.ts';

export type Turns = Record<EntrantName, Turn[]>;
export type Measured = Record<Mode, Turns>;

const median = (values: readonly number[]): number => percentile(values, 0.5);

const medianOf = (turns: readonly Turn[], key: keyof Turn): number => median(turns.map((turn) => turn[key]));

/** One cell for each entrant of a mode. */
export function lineOf(mode: Mode, turns: Turns): Record<string, string> {
  const cell = (of: readonly Turn[]): string => {
    if (mode === 'late') return medianOf(of, 'p50').toFixed(1);
    if (mode !== 'hot') return medianOf(of, 'cpu').toFixed(2);
    return `${Math.round(medianOf(of, 'perSecond')).toLocaleString('en')} (${medianOf(of, 'cpu').toFixed(3)})`;
  };
  return Object.fromEntries(ENTRANT_NAMES.filter((one) => turns[one].length > 0).map((one) => [one, cell(turns[one])]));
}

type Of = (one: EntrantName) => Turn;

const NOTHING: Turn = { perSecond: Number.NaN, cpu: Number.NaN, p50: Number.NaN };

/** The median over the rounds of what a round shows. */
const over = (turns: Turns, figure: (of: Of) => number): number =>
  median(turns.ours.map((_, round) => figure((one) => turns[one][round] ?? NOTHING)));

const perSecond =
  (one: EntrantName, other: EntrantName) =>
  (of: Of): number =>
    of(one).perSecond / of(other).perSecond;

const cpu =
  (one: EntrantName, other: EntrantName) =>
  (of: Of): number =>
    of(one).cpu / of(other).cpu;

/** A hit may cost this much more than the floor, in microseconds of CPU, where it is slower than three quarters of it. */
const MAX_EXTRA = 25;

/** What the median of the gateway has to be, beside the others' in the same round. */
export function verdictsOf(name: ScenarioName, { hot, warm, cold, late }: Measured, isBefore: boolean): Row[] {
  const extra = over(hot, (of) => 1000 * (of('ours').cpu - of('stored').cpu));
  const ofFloor = atLeast('hot ÷ stored bytes, or the row below', over(hot, perSecond('ours', 'stored')), 0.75);
  const above = atMost('hot CPU above stored bytes, µs', extra, MAX_EXTRA);
  const isKept = !ofFloor.isMissed || !above.isMissed;
  const isLong = name === 'S4' || name === 'S6';
  const other = isBefore ? 'before' : 'without the fast path';
  return [
    { ...ofFloor, isMissed: !isKept },
    { ...above, isMissed: !isKept },
    atMost('hot CPU ÷ stored bytes', over(hot, cpu('ours', 'stored'))),
    atLeast('hot with a log line ÷ stored bytes', over(hot, perSecond('logged', 'stored')), 0.55),
    atLeast('hot ÷ Mercurius', over(hot, perSecond('ours', 'mercurius')), 1.3),
    atMost(`warm CPU ÷ hot CPU ${other}`, medianOf(warm.ours, 'cpu') / medianOf(hot.before, 'cpu'), 0.4),
    atMost(`cold CPU ÷ cold CPU ${other}`, over(cold, cpu('ours', 'before')), isBefore ? 0.45 : undefined),
    atMost(
      'cold CPU ÷ (direct + 0.75 × (Yoga − direct))',
      over(cold, (of) => of('ours').cpu / (0.25 * of('direct').cpu + 0.75 * of('yoga').cpu)),
      1,
    ),
    atMost('cold CPU ÷ Yoga', over(cold, cpu('ours', 'yoga')), 1),
    atMost('cold CPU ÷ direct', over(cold, cpu('ours', 'direct')), name === 'S6' ? 1.4 : undefined),
    ...(late.ours.length > 0
      ? [
          {
            ...atMost(
              'cold p50 above direct',
              over(late, (of) => of('ours').p50 - of('direct').p50),
              isLong ? 20 : 4,
            ),
            unit: 'ms' as const,
          },
        ]
      : []),
  ];
}

// Written so that NaN, the median of nothing, misses every bound.
const atLeast = (what: string, figure: number, bound: number): Row => ({ what, figure, atLeast: bound, isMissed: !(figure >= bound) });

/** Without a bound a figure is only reported. */
const atMost = (what: string, figure: number, bound?: number): Row =>
  bound === undefined ? { what, figure, isMissed: false } : { what, figure, atMost: bound, isMissed: !(figure <= bound) };

const MEGABYTE = 1024 * 1024;

/** The gateway's memory over the whole run. */
export async function memoryOf(ours: Competitor): Promise<Row[]> {
  const { peak } = await ours.usage();
  const metrics = await (await fetch(`http://127.0.0.1:${ours.port}/metrics`)).text();
  const counted = Number(/^tmdb_gateway_cache_bytes (\S+)$/m.exec(metrics)?.[1]);
  return [
    { ...atMost('peak resident memory', peak / 1024, 350), unit: 'MB' },
    { ...atMost('counted by its cache at the end', counted / MEGABYTE), unit: 'MB' },
  ];
}

/**
 * How fast known and unknown answers are, beside others over the same TMDB: `npm run bench -- speed`. Turns are interleaved,
 * and a ratio is the median of the ratios of each round, as other programs slow a whole round.
 * `--quick` takes a minute; `--before=FOLDER` compares with another checkout, in place of this one without its fast path;
 * `--profile` prints the dearest functions instead; names of scenarios run only those.
 */
import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { targetOf, valueOf, type Row } from '../figures.ts';
import { CLIENT_CORE, pinClient, start, type Competitor } from './competitor.ts';
import { ENTRANT_NAMES, open, takesPart, type EntrantName, type Mode } from './entrants.ts';
import { cold, coldCount, createProgress, hot, warm, type Progress, type Turn } from './modes.ts';
import { profileOf } from './profile.ts';
import { bodyOf, SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';
import { lineOf, memoryOf, verdictsOf, type Measured, type Turns } from './verdicts.ts';

const PEERS = fileURLToPath(new URL('peers/', import.meta.url));

const {
  values: { before, quick: isQuick, profile: isProfiled },
  positionals,
} = parseArgs({
  allowPositionals: true,
  options: {
    before: { type: 'string' },
    quick: { type: 'boolean', default: false },
    profile: { type: 'boolean', default: false },
  },
});

/**
 * Rounds, seconds of a hot turn, queries of a warm, a cold and a late turn; warm and cold queries and seconds that compile the
 * code beforehand: of the first 500 cold queries the compilers take three quarters of the CPU time, of the third 500 a tenth. No
 * scenario asks for more than the 500 pages of a list.
 */
const SIZE = isQuick
  ? { rounds: 3, seconds: 0.1, warm: 40, cold: 30, late: 3, compile: 150, compileCold: 100, compiling: 0.3 }
  : { rounds: 5, seconds: 0.6, warm: 300, cold: 200, late: 8, compile: 700, compileCold: 1500, compiling: 0.6 };

/** TMDB's typical latency in milliseconds. */
const LATENCY = 60;

async function main(): Promise<void> {
  const all = Object.keys(SCENARIOS) as ScenarioName[];
  for (const word of positionals.slice(1)) {
    if (!(word in SCENARIOS)) throw new Error(`There is no scenario ${word}. Expected some of: ${all.join(', ')}.`);
  }
  const wanted = all.filter((name) => positionals.includes(name));
  const names = wanted.length > 0 ? wanted : all;
  npm('run', '--silent', 'build');
  // As the interop tests do; a quick run takes what is there.
  if (!isProfiled && !(isQuick && existsSync(new URL('peers/node_modules/', import.meta.url)))) {
    npm('ci', '--no-audit', '--no-fund', '--prefix', PEERS);
  }
  pinClient();
  await using stack = new AsyncDisposableStack();
  const upstream = stack.adopt(await start('test/bench/speed/upstream.ts', { core: CLIENT_CORE }), (one) => one.stop());
  const openUntilEnd = async (name: EntrantName): Promise<Competitor> =>
    stack.adopt(await open(name, upstream, before), (one) => one.stop());
  if (isProfiled) {
    await profileOf(await openUntilEnd('ours'), names);
    return;
  }
  const competitors = {} as Record<EntrantName, Competitor>;
  for (const name of ENTRANT_NAMES) competitors[name] = await openUntilEnd(name);
  const progress = Object.fromEntries(ENTRANT_NAMES.map((name) => [name, createProgress()])) as Record<EntrantName, Progress>;
  const rows: { scenario: string; row: Row }[] = [];
  const tables: Record<Mode, Record<string, object>> = { hot: {}, warm: {}, cold: {}, late: {} };
  for (const name of names) {
    await compareAnswers(name, competitors);
    const measured = await measure(name, competitors, progress, (ms) => delay(upstream, ms));
    for (const mode of Object.keys(tables) as Mode[]) if (measured[mode].ours.length > 0) tables[mode][name] = lineOf(mode, measured[mode]);
    rows.push(...verdictsOf(name, measured, before !== undefined).map((row) => ({ scenario: name, row })));
    console.error(`${name}: done`);
  }
  rows.push(...(await memoryOf(competitors.ours)).map((row) => ({ scenario: 'all', row })));
  for (const [mode, what] of Object.entries(TITLES)) {
    console.log(`\n${what}`);
    console.table(tables[mode as Mode]);
  }
  console.table(
    rows.map(({ scenario, row }) => ({
      scenario,
      figure: row.what,
      value: valueOf(row),
      target: targetOf(row),
      kept: targetOf(row) === '' ? '' : row.isMissed ? 'MISSED' : 'yes',
    })),
  );
  process.exitCode = rows.some(({ row }) => row.isMissed) ? 1 : 0;
}

function npm(...words: string[]): void {
  const { status } = spawnSync('npm', words, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new Error(`npm ${words.join(' ')} failed.`);
}

const TITLES: Record<Mode, string> = {
  hot: 'Hot, requests a second on one core (ms of CPU): the identical request again and again',
  warm: 'Warm, ms of CPU: known documents of TMDB, a known query, in bytes that were never sent',
  cold: 'Cold, ms of CPU: ids that were never asked for',
  late: `Cold, ms in the median, at ${LATENCY} ms upstream`,
};

const delay = async (upstream: Competitor, ms: number): Promise<void> =>
  void (await fetch(`http://127.0.0.1:${upstream.port}/latency/${ms}`));

/** All have to give the same data, or they would not do the same work. Fills the floor with it. */
async function compareAnswers(name: ScenarioName, competitors: Record<EntrantName, Competitor>): Promise<void> {
  const body = bodyOf(name, 0);
  const ask = async (one: EntrantName): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${competitors[one].port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return response.text();
  };
  const expected = await ask('ours');
  competitors.stored.send([body, expected]);
  for (const one of ENTRANT_NAMES) {
    const answered = await ask(one);
    try {
      deepStrictEqual(JSON.parse(answered), JSON.parse(expected));
    } catch (cause) {
      throw new Error(`${one} answers ${name} with other data: ${answered.slice(0, 500)}`, { cause });
    }
  }
}

/** Runs a scenario in all modes, each first without counting, then in rounds. */
async function measure(
  name: ScenarioName,
  competitors: Record<EntrantName, Competitor>,
  progress: Record<EntrantName, Progress>,
  setLatency: (ms: number) => Promise<void>,
): Promise<Measured> {
  const measured = { hot: emptyTurns(), warm: emptyTurns(), cold: emptyTurns(), late: emptyTurns() };
  const turn = (mode: Mode, one: EntrantName): Promise<Turn> => {
    const competitor = competitors[one];
    if (mode === 'hot') return hot(competitor, name, SIZE.seconds);
    if (mode === 'warm') return warm(competitor, name, progress[one], SIZE.warm);
    if (mode === 'cold') return cold(competitor, name, progress[one], coldCount(name, SIZE.cold));
    return cold(competitor, name, progress[one], SIZE.late, 1);
  };
  for (const one of ENTRANT_NAMES) {
    if (takesPart(one, 'warm')) await warm(competitors[one], name, progress[one], SIZE.compile);
    await hot(competitors[one], name, SIZE.compiling);
    if (takesPart(one, 'cold')) await cold(competitors[one], name, progress[one], coldCount(name, SIZE.compileCold));
  }
  const { isTimed = false }: Scenario = SCENARIOS[name];
  for (const mode of ['hot', 'warm', 'cold', ...(isTimed ? (['late'] as const) : [])] as const) {
    await setLatency(mode === 'late' ? LATENCY : 0);
    for (let round = 0; round < SIZE.rounds; round += 1) {
      for (const one of ENTRANT_NAMES) {
        if (takesPart(one, mode)) measured[mode][one].push(await turn(mode, one));
      }
    }
  }
  await setLatency(0);
  return measured;
}

const emptyTurns = (): Turns => Object.fromEntries(ENTRANT_NAMES.map((name) => [name, []] as const)) as unknown as Turns;

await main();

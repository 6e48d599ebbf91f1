/**
 * How fast known and unknown answers are, beside others over the same TMDB: `npm run bench -- speed`. Turns are interleaved,
 * and a ratio is the median of the ratios of each round, as other programs slow a whole round.
 * `--quick` takes a minute; `--before=FOLDER` compares with another checkout, in place of this one without its fast path;
 * `--profile` prints the dearest functions instead; names of scenarios run only those.
 */
import { deepStrictEqual } from 'node:assert';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { percentile, targetOf, valueOf, type Row } from '../figures.ts';
import { NODE_OPTIONS } from '../stage.ts';
import { pinClient, CLIENT_CORE, start, type Competitor } from './competitor.ts';
import { cold, countOf, createProgress, hot, warm, type Progress, type Turn } from './modes.ts';
import { profileOf } from './profile.ts';
import { bodyOf, SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';

const PEERS = fileURLToPath(new URL('peers/', import.meta.url));

/** Limits that do not bind: the limiter has scenarios of its own. */
const UNLIMITED = { TMDB_RATE_LIMIT: '1000000', QUEUE_MAX: '100000' };
const OURS = { TMDB_ACCESS_TOKEN: 'speed', GRAPHIQL: 'false', LOG_LEVEL: 'error', ...UNLIMITED };

interface Entrant {
  readonly file: string;
  readonly isOurs?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  readonly modes: readonly Mode[];
}

type Mode = 'hot' | 'warm' | 'cold' | 'late';

const flag = (name: string): string | undefined =>
  process.argv.find((word) => word === `--${name}` || word.startsWith(`--${name}=`))?.split('=')[1] ??
  (process.argv.includes(`--${name}`) ? '' : undefined);

const before = flag('before');
const isQuick = flag('quick') !== undefined;

/** All that take part; peers keep no answers, so that their warm answers are their hot ones. */
const ENTRANTS = {
  ours: { file: 'src/main.ts', isOurs: true, modes: ['hot', 'warm', 'cold', 'late'] },
  logged: { file: 'src/main.ts', isOurs: true, env: { LOG_LEVEL: 'info' }, modes: ['hot'] },
  before: { file: before === undefined ? 'test/bench/speed/slow.ts' : 'src/main.ts', isOurs: true, modes: ['hot', 'warm', 'cold'] },
  stored: { file: 'test/bench/speed/stored.ts', modes: ['hot'] },
  direct: { file: 'test/bench/speed/direct.ts', modes: ['hot', 'cold', 'late'] },
  yoga: { file: 'test/bench/speed/peers/yoga.ts', modes: ['hot', 'cold', 'late'] },
  mercurius: { file: 'test/bench/speed/peers/mercurius.ts', modes: ['hot', 'cold', 'late'] },
} as const satisfies Record<string, Entrant>;

type Name = keyof typeof ENTRANTS;
const NAMES = Object.keys(ENTRANTS) as Name[];

/** Rounds, seconds of a hot turn, queries of a warm, a cold and a late turn, and queries that compile the code beforehand. */
const SIZE = isQuick
  ? { rounds: 3, seconds: 0.12, warm: 60, cold: 40, late: 6, compile: 300 }
  : { rounds: 5, seconds: 0.8, warm: 500, cold: 90, late: 16, compile: 1000 };

/** Seconds of the hot mode before anything is measured. */
const COMPILING = 0.5;

/** TMDB's typical latency in milliseconds. */
const LATENCY = 60;

type Measured = Record<Mode, Record<Name, Turn[]>>;

async function main(): Promise<void> {
  const wanted = process.argv.slice(2).filter((word) => word in SCENARIOS) as ScenarioName[];
  const names = wanted.length > 0 ? wanted : (Object.keys(SCENARIOS) as ScenarioName[]);
  if (flag('profile') === undefined)
    spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--prefix', PEERS], { stdio: ['ignore', 'ignore', 'inherit'] });
  pinClient();
  await using stack = new AsyncDisposableStack();
  const upstream = stack.adopt(await start('test/bench/speed/upstream.ts', { core: CLIENT_CORE }), (one) => one.stop());
  const open = async (name: Name): Promise<Competitor> => {
    const { file, isOurs = false, env = {} }: Entrant = ENTRANTS[name];
    const TMDB_API_URL = `http://127.0.0.1:${upstream.port}`;
    const competitor = await start(file, {
      env: { TMDB_API_URL, NODE_ENV: 'production', ...(isOurs && OURS), ...env },
      ...(isOurs && { nodeOptions: NODE_OPTIONS }),
      ...(name === 'before' && before !== undefined && { cwd: before }),
    });
    return stack.adopt(competitor, (one) => one.stop());
  };
  if (flag('profile') !== undefined) {
    await profileOf(await open('ours'), names);
    return;
  }
  const competitors = {} as Record<Name, Competitor>;
  for (const name of NAMES) competitors[name] = await open(name);
  const progress = Object.fromEntries(NAMES.map((name) => [name, createProgress()])) as Record<Name, Progress>;
  const rows: { scenario: string; row: Row }[] = [];
  const tables = { hot: [], warm: [], cold: [], late: [] } as Record<Mode, object[]>;
  for (const name of names) {
    await compareAnswers(name, competitors);
    const measured = await measure(name, competitors, progress, (ms) => delay(upstream, ms));
    for (const mode of Object.keys(tables) as Mode[])
      if (measured[mode].ours.length > 0) tables[mode].push(lineOf(name, mode, measured[mode]));
    rows.push(...verdictsOf(name, measured).map((row) => ({ scenario: name, row })));
    console.error(`${name}: done`);
  }
  rows.push(...(await memoryOf(competitors.ours)).map((row) => ({ scenario: 'all', row })));
  for (const [mode, what] of Object.entries(TITLES)) {
    console.log(`\n${what}`);
    console.table(Object.fromEntries(tables[mode as Mode].map((line) => Object.values(line) as [string, object])));
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

const TITLES: Record<Mode, string> = {
  hot: 'Hot, requests a second on one core (ms of CPU): the identical request again and again',
  warm: 'Warm, ms of CPU: known documents of TMDB, a known query, in bytes that were never sent',
  cold: 'Cold, ms of CPU: ids that were never asked for',
  late: `Cold, ms in the median, at ${LATENCY} ms upstream`,
};

const delay = async (upstream: Competitor, ms: number): Promise<void> =>
  void (await fetch(`http://127.0.0.1:${upstream.port}/latency/${ms}`));

/** All have to give the same data, or they would not do the same work. Fills the floor with it. */
async function compareAnswers(name: ScenarioName, competitors: Record<Name, Competitor>): Promise<void> {
  const body = bodyOf(name, 0);
  const ask = async (one: Name): Promise<string> => {
    const response = await fetch(`http://127.0.0.1:${competitors[one].port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    return response.text();
  };
  const expected = await ask('ours');
  competitors.stored.send([body, expected]);
  for (const one of NAMES) {
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
  competitors: Record<Name, Competitor>,
  progress: Record<Name, Progress>,
  setLatency: (ms: number) => Promise<void>,
): Promise<Measured> {
  const measured = { hot: emptyTurns(), warm: emptyTurns(), cold: emptyTurns(), late: emptyTurns() };
  const turn = (mode: Mode, one: Name): Promise<Turn> => {
    const competitor = competitors[one];
    if (mode === 'hot') return hot(competitor, name, SIZE.seconds);
    if (mode === 'warm') return warm(competitor, name, progress[one], countOf(name, SIZE.warm));
    if (mode === 'cold') return cold(competitor, name, progress[one], countOf(name, SIZE.cold));
    return cold(competitor, name, progress[one], SIZE.late, 1);
  };
  for (const one of NAMES) {
    const { modes }: Entrant = ENTRANTS[one];
    if (modes.includes('warm')) await warm(competitors[one], name, progress[one], countOf(name, SIZE.compile));
    await hot(competitors[one], name, COMPILING);
    if (modes.includes('cold')) await cold(competitors[one], name, progress[one], countOf(name, SIZE.cold));
  }
  const { isTimed = false }: Scenario = SCENARIOS[name];
  for (const mode of ['hot', 'warm', 'cold', ...(isTimed ? (['late'] as const) : [])] as const) {
    await setLatency(mode === 'late' ? LATENCY : 0);
    for (let round = 0; round < SIZE.rounds; round += 1) {
      for (const one of NAMES) {
        const { modes }: Entrant = ENTRANTS[one];
        if (modes.includes(mode)) measured[mode][one].push(await turn(mode, one));
      }
    }
  }
  await setLatency(0);
  return measured;
}

const emptyTurns = (): Record<Name, Turn[]> => Object.fromEntries(NAMES.map((name) => [name, []])) as unknown as Record<Name, Turn[]>;

const median = (values: readonly number[]): number => percentile(values, 0.5);

const medianOf = (turns: readonly Turn[], key: keyof Turn): number => median(turns.map((turn) => turn[key]));

const KEY = { hot: 'perSecond', warm: 'cpu', cold: 'cpu', late: 'p50' } as const satisfies Record<Mode, keyof Turn>;

function lineOf(name: ScenarioName, mode: Mode, turns: Record<Name, Turn[]>): object {
  const cell = (one: Name): string => {
    if (turns[one].length === 0) return '';
    const value = medianOf(turns[one], KEY[mode]);
    if (mode !== 'hot') return value.toFixed(mode === 'late' ? 1 : 2);
    return `${Math.round(value).toLocaleString('en')} (${medianOf(turns[one], 'cpu').toFixed(3)})`;
  };
  return [name, Object.fromEntries(NAMES.filter((one) => turns[one].length > 0).map((one) => [one, cell(one)]))];
}

const NOTHING: Turn = { perSecond: Number.NaN, cpu: Number.NaN, p50: Number.NaN };

/** The median over the rounds of what a round shows. */
const over = (turns: Record<Name, Turn[]>, figure: (of: (one: Name) => Turn) => number): number =>
  median(turns.ours.map((_, round) => figure((one) => turns[one][round] ?? NOTHING)));

/** Bounds of issue 18, in the words of a row. */
function verdictsOf(name: ScenarioName, { hot, warm, cold, late }: Measured): Row[] {
  const extra = over(hot, (of) => of('ours').cpu - of('stored').cpu);
  const byCpu = over(hot, (of) => of('stored').cpu / of('ours').cpu);
  const ofStored = over(hot, (of) => of('ours').perSecond / of('stored').perSecond);
  const beforeHot = medianOf(hot.before, 'cpu');
  const than = before === undefined ? 'the slow way' : 'before';
  const isLong = name === 'S4' || name === 'S6';
  return [
    {
      what: `hot ÷ stored bytes (by CPU ${byCpu.toFixed(2)}; or ≤ 0.025 ms of CPU above them: ${extra.toFixed(3)})`,
      figure: ofStored,
      atLeast: 0.75,
      isMissed: !(ofStored >= 0.75 || extra <= 0.025),
    },
    atLeast(
      'hot with a log line ÷ stored bytes',
      over(hot, (of) => of('logged').perSecond / of('stored').perSecond),
      0.55,
    ),
    atLeast(
      'hot ÷ Mercurius',
      over(hot, (of) => of('ours').perSecond / of('mercurius').perSecond),
      1.3,
    ),
    atMost(`warm CPU ÷ hot CPU of ${than}`, over(warm, (of) => of('ours').cpu) / beforeHot, 0.4),
    atMost(
      `cold CPU ÷ ${than}`,
      over(cold, (of) => of('ours').cpu / of('before').cpu),
      before === undefined ? undefined : 0.45,
    ),
    atMost(
      'cold CPU ÷ (direct + 0.75 × (Yoga − direct))',
      over(cold, (of) => of('ours').cpu / (of('direct').cpu + 0.75 * (of('yoga').cpu - of('direct').cpu))),
      1,
    ),
    atMost(
      'cold CPU ÷ Yoga',
      over(cold, (of) => of('ours').cpu / of('yoga').cpu),
      1,
    ),
    atMost(
      'cold CPU ÷ direct',
      over(cold, (of) => of('ours').cpu / of('direct').cpu),
      name === 'S6' ? 1.4 : undefined,
    ),
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
const atMost = (what: string, figure: number, bound: number | undefined): Row =>
  bound === undefined ? { what, figure, isMissed: false } : { what, figure, atMost: bound, isMissed: !(figure <= bound) };

const MEGABYTE = 1024 * 1024;

async function memoryOf(ours: Competitor): Promise<Row[]> {
  const { peak } = await ours.usage();
  const metrics = await (await fetch(`http://127.0.0.1:${ours.port}/metrics`)).text();
  const counted = Number(/^tmdb_gateway_cache_bytes (\S+)$/m.exec(metrics)?.[1]);
  return [
    { ...atMost('peak resident memory', peak / 1024, 350), unit: 'MB' },
    { ...atMost('counted by its cache at the end', counted / MEGABYTE, undefined), unit: 'MB' },
  ];
}

await main();

import { startCollector } from '../support/collector.ts';
import { MOVIE, isRightMovie } from './client.ts';
import { percentile, type Bounds, type Figures } from './figures.ts';
import { createTally, record, total, type Tally } from './load.ts';
import { cpuSecondsOf } from './process.ts';
import { openStage, type Stage } from './stage.ts';
import { scrape, SDK } from './telemetry.ts';

/** Movies, all cached: telemetry weighs most where a gateway has least to do. */
const MOVIES = 20;
const CLIENTS = 20;

/** Operations of a client in a round, which takes some tenths of a second and has one scrape. */
const TURNS = 30;

/** Rounds before the measurement, in which code is compiled and movies are cached. */
const WARMING = 2;

interface Variant {
  readonly env: Record<string, string>;
  readonly isTraced?: boolean;
}

const QUIET = { LOG_LEVEL: 'error' };

/** All variants are compared with the first. */
const VARIANTS = {
  nothing: { env: { ...QUIET, METRICS: 'false' } },
  log: { env: { METRICS: 'false' } },
  metrics: { env: QUIET },
  tenth: { env: { ...QUIET, OTEL_TRACES_SAMPLER: 'traceidratio', OTEL_TRACES_SAMPLER_ARG: '0.1' }, isTraced: true },
  all: { env: QUIET, isTraced: true },
} as const satisfies Record<string, Variant>;

export const TELEMETRY_COST = {
  log: { what: 'CPU of a cached answer with its line of log, by that without anything', atMost: 1.3 },
  metrics: { what: 'the same with metrics, scraped every second', atMost: 1.3 },
  tenth: { what: 'and one operation in ten traced', atMost: 1.6 },
  all: { what: 'and every operation traced', atMost: 2 },
  wrong: { what: 'answers that were not right', atMost: 0 },
} as const satisfies Bounds<string>;

/** Measures the cost of telemetry: gateways that differ in nothing else take turns under the same load. */
export async function telemetryCost({ rounds }: { rounds: number }): Promise<Figures<keyof typeof TELEMETRY_COST>> {
  await using collector = await startCollector();
  await using open = new AsyncDisposableStack();
  const tally = createTally();
  const watched: { readonly name: string; readonly stage: Stage; readonly costs: number[] }[] = [];
  for (const [name, { env, isTraced }] of Object.entries<Variant>(VARIANTS)) {
    const stage = open.use(await openStage({ ...env, OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint }, isTraced ? SDK : []));
    watched.push({ name, stage, costs: [] });
  }
  for (let round = -WARMING; round < rounds; round += 1) {
    for (const { stage, costs } of watched) {
      const cost = await costOf(stage, tally);
      if (round >= 0) costs.push(cost);
    }
  }
  const costsOf = (name: keyof typeof VARIANTS): readonly number[] => watched.find((one) => one.name === name)?.costs ?? [];
  // Rounds are compared with the same round of the first, as other programs slow both.
  const nothing = costsOf('nothing');
  const ratioOf = (name: keyof typeof VARIANTS): number =>
    percentile(
      costsOf(name).map((cost, round) => cost / (nothing[round] ?? Number.NaN)),
      0.5,
    );
  return {
    log: ratioOf('log'),
    metrics: ratioOf('metrics'),
    tenth: ratioOf('tenth'),
    all: ratioOf('all'),
    wrong: total(tally) - tally.served,
  };
}

/** @returns Seconds of the gateway's CPU for each answer of one round. */
async function costOf(stage: Stage, tally: Tally): Promise<number> {
  const from = cpuSecondsOf(stage.gateway.pid);
  const scraped = scrape(stage);
  const client = async (_: unknown, index: number): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const id = 1_000_000 + ((index + turn) % MOVIES);
      await record(tally, stage.ask(MOVIE, { variables: { id } }), (reply) => isRightMovie(reply, id));
    }
  };
  await Promise.all([scraped, ...Array.from({ length: CLIENTS }, client)]);
  return (cpuSecondsOf(stage.gateway.pid) - from) / (CLIENTS * TURNS);
}

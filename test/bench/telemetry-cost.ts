import { startCollector } from '../support/collector.ts';
import { FILM, isRightFilm } from './client.ts';
import { percentile, type Bounds, type Figures } from './figures.ts';
import { asked, createTally, note, type Tally } from './load.ts';
import { cpuSecondsOf } from './process.ts';
import { openStage, type Stage } from './stage.ts';
import { scrape, SDK } from './telemetry.ts';

/** Answers out of the cache: where a gateway has least to do, what it tells of it weighs most. */
const FILMS = 20;
const CLIENTS = 20;

/** What each client asks in a round: some tenths of a second, with one scrape. */
const TURNS = 30;

/** Rounds before it counts: what is compiled and cached then is no cost of what is measured. */
const WARMING = 2;

interface Variant {
  readonly env: Record<string, string>;
  readonly isTraced?: boolean;
}

const QUIET = { LOG_LEVEL: 'error' };

/** Everything is measured against the first. */
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

/** What it costs to be watched: gateways that differ in nothing else take turns under the same load. */
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
  // Of one round with the same round: whatever else runs here slows both.
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
    wrong: asked(tally) - tally.served,
  };
}

/** @returns Seconds of the gateway's CPU for each answer of one round. */
async function costOf(stage: Stage, tally: Tally): Promise<number> {
  const from = cpuSecondsOf(stage.gateway.pid);
  const scraped = scrape(stage);
  const client = async (_: unknown, index: number): Promise<void> => {
    for (let turn = 0; turn < TURNS; turn += 1) {
      const id = 1_000_000 + ((index + turn) % FILMS);
      await note(tally, stage.ask(FILM, { variables: { id } }), (reply) => isRightFilm(reply, id));
    }
  };
  await Promise.all([scraped, ...Array.from({ length: CLIENTS }, client)]);
  return (cpuSecondsOf(stage.gateway.pid) - from) / (CLIENTS * TURNS);
}

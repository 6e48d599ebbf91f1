import { setTimeout as sleep } from 'node:timers/promises';
import { random } from '../../src/sandbox/generated/random.ts';
import type { Fault } from '../../src/sandbox/server/faults.ts';
import { MOVIE, isRightMovie } from './client.ts';
import { longest, percent, type Bounds, type Figures } from './figures.ts';
import { createTally, openLoop, record, total, type Tally } from './load.ts';
import { openStage, type Stage } from './stage.ts';

/** Queries a second for new movies, and for cached ones. */
const FRESH = 15;
const CACHED = 5;

/** Seconds after the outage until everything has to be served, and seconds for which the gateway is watched. */
const RECOVERY = 6;
const AFTERWARDS = 8;

export const OUTAGE = {
  perQuery: { what: 'TMDB requests per query while it is down', atMost: 1.3 },
  cached: { what: 'cached answers served', unit: '%', atLeast: 100 },
  recovery: { what: 'served again after', unit: 's', atMost: RECOVERY },
  untyped: { what: 'failures that are not UPSTREAM_*', atMost: 0 },
  broken: { what: 'hung or reset', atMost: 0 },
  slowest: { what: 'slowest answer', unit: 'ms', atMost: 10_500 },
} as const satisfies Bounds<string>;

export interface OutageOptions {
  /** The fate of requests: their connection is reset, or no response ever comes. */
  readonly how: Extract<Fault['answer'], { reset: true } | { stall: true }>;
  readonly seconds: number;
}

const asker = (stage: Stage) => (tally: Tally, id: number) =>
  record(tally, stage.ask(MOVIE, { variables: { id } }), (reply) => isRightMovie(reply, id));

/** TMDB is down for a while and recovers; queries go on all the time. */
export async function outage({ how, seconds }: OutageOptions): Promise<Figures<keyof typeof OUTAGE>> {
  await using stage = await openStage();
  const ask = asker(stage);
  const known = Array.from({ length: CACHED }, (_, index) => 1_000_000 + index);
  await Promise.all(known.map((id) => ask(createTally(), id)));

  let next = 1_100_000;
  const fresh = createTally();
  const cached = createTally();
  /** When each query for a new movie was sent, and whether it was served. */
  const history: [at: number, served: boolean][] = [];
  const load = Promise.all([
    openLoop(FRESH, 1 + seconds + AFTERWARDS, async () => {
      const at = performance.now();
      const id = next++;
      const reply = await ask(fresh, id);
      history.push([at, reply !== undefined && isRightMovie(reply, id)]);
    }),
    openLoop(CACHED, 1 + seconds + AFTERWARDS, async (index) => void (await ask(cached, known[index % CACHED] ?? 0))),
  ]);

  await sleep(1000);
  const before = await stage.counted();
  await stage.sandbox.program({ faults: [{ path: '/3/*', answer: how }] });
  const down = performance.now();
  await sleep(seconds * 1000);
  await stage.sandbox.program({ faults: [] });
  const after = await stage.counted();
  const up = performance.now();
  await load;

  const during = history.filter(([at]) => at >= down && at < up);
  const lastFailure = history.reduce((last, [at, served]) => (served ? last : Math.max(last, at)), up);
  return {
    perQuery: (after.requests - before.requests) / during.length,
    cached: percent(cached.served, total(cached)),
    // A query sent just before the last failure may end later than one sent after it.
    recovery: (lastFailure - up) / 1000,
    untyped: [...fresh.failed].reduce((sum, [code, count]) => sum + (code.startsWith('UPSTREAM_') ? 0 : count), 0) + fresh.refused,
    broken: fresh.broken + cached.broken,
    slowest: longest([...fresh.took, ...cached.took]),
  };
}

/** One request in this many fails. */
const ONE_IN = 20;

export const FAULTS = {
  faults: { what: 'TMDB requests that failed', unit: '%' },
  served: { what: 'queries served', unit: '%', atLeast: 99 },
  perQuery: { what: 'TMDB requests per query', atMost: 1.3 },
  slowest: { what: 'slowest answer', unit: 'ms', atMost: 10_500 },
} as const satisfies Bounds<string>;

/** Every request fails with a chance of 5 %, independently for each attempt, by HTTP 500 or a reset connection. */
export async function faults({ seconds }: { seconds: number }): Promise<Figures<keyof typeof FAULTS>> {
  await using stage = await openStage();
  const queries = (FRESH + CACHED) * seconds;
  const { below } = random(20);
  const planned = Array.from({ length: queries }, (_, index) => index).flatMap((index): Fault[] => {
    let times = 0;
    while (below(ONE_IN) === 0) times += 1;
    const answer: Fault['answer'] = below(2) === 0 ? { tmdb: 11 } : { reset: true };
    return times === 0 ? [] : [{ path: `/3/movie/${1_000_000 + index}`, times, answer }];
  });
  await stage.sandbox.program({ faults: planned });

  const tally = createTally();
  const ask = asker(stage);
  await openLoop(FRESH + CACHED, seconds, async (index) => void (await ask(tally, 1_000_000 + index)));
  const { requests } = await stage.sandbox.seen();
  return {
    faults: percent(requests.filter(({ status }) => status !== 200).length, requests.length),
    served: percent(tally.served, total(tally)),
    perQuery: requests.length / queries,
    slowest: longest(tally.took),
  };
}

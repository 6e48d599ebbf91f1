import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from '../../src/sandbox/server/faults.ts';
import { MOVIE, isRightMovie, isTypedRefusal } from './client.ts';
import { longest, type Bounds, type Figures } from './figures.ts';
import { closedLoop, retryDelayOf } from './load.ts';
import { openStage } from './stage.ts';

/** More than TMDB's limit can serve, less than the queue holds. */
const CLIENTS = 80;

/** Operations of a hundred for cached movies, and operations whose client disconnects at once. */
const KNOWN = 20;
const LEAVING = 5;

/** One kind of fault a second, each for this many requests. */
const TIMES = 3;
const FAULTS: readonly Fault['answer'][] = [
  { tmdb: 11 },
  { reset: true },
  { http: 503, body: '<html>' },
  { truncate: true },
  { stall: true },
  { http: 200, body: '[]' },
  { drip: 1 },
  { drop: ['credits'] },
  { tmdb: 25, retryAfter: '1' },
  { tmdb: 34 },
];

/** A small cache, so that it is soon full. */
const CACHE = '2000000';

/** MB a minute. Node's own memory settles in some minutes, so a short run finds only large leaks. */
const growthIn = (seconds: number): number => (seconds >= 1200 ? 0.5 : seconds >= 240 ? 5 : 300);

export const soakBounds = (seconds: number) =>
  ({
    served: { what: 'movies served', unit: 'a second', atLeast: 10 },
    failed: { what: 'typed failures' },
    wrong: { what: 'answers that are neither right nor typed', atMost: 0 },
    broken: { what: 'hung or reset', atMost: 0 },
    complaints: { what: 'lines on standard error', atMost: 0 },
    memory: { what: 'resident memory at the end', unit: 'MB' },
    slope: { what: 'it grows a minute, over the last two thirds', unit: 'MB', atMost: growthIn(seconds) },
    sockets: { what: 'more sockets in the last third than in the second', atMost: 20 },
    timers: { what: 'more timers in the last third than in the second', atMost: 200 },
    left: { what: 'sockets to TMDB and clients when all is over', atMost: 18 + CLIENTS + 5 },
    timersLeft: { what: 'timers when all is over', atMost: 18 + 2 * CLIENTS + 20 },
  }) as const satisfies Bounds<string>;

type Key = keyof ReturnType<typeof soakBounds>;

interface Sample {
  /** Seconds from the start. */
  readonly at: number;
  readonly memory: number;
  readonly sockets: number;
  readonly timers: number;
}

/** Load at the limit with every kind of fault, for a long time: nothing may grow. */
export async function soak({ seconds }: { seconds: number }): Promise<Figures<Key>> {
  await using stage = await openStage({ CACHE_MAX_BYTES: CACHE, METRICS: 'true' });
  const from = performance.now();
  const count = { served: 0, failed: 0, wrong: 0, broken: 0 };
  let next = 4_000_000;

  async function turn(client: number, left: number): Promise<void> {
    const isLeaving = next % 100 < LEAVING;
    const id = next % 100 < LEAVING + KNOWN ? 1_000_000 + (next % 10) : next;
    next += 1;
    const leave = AbortSignal.timeout(20);
    try {
      const reply = await stage.ask(MOVIE, { variables: { id }, caller: `10.0.0.${client}`, ...(isLeaving && { signal: leave }) });
      if (isRightMovie(reply, id)) count.served += 1;
      else if (isTypedRefusal(reply) || reply.body.errors?.every(({ extensions }) => /^[A-Z_]+$/.test(extensions.code))) count.failed += 1;
      else count.wrong += 1;
      await sleep(Math.min(left, retryDelayOf(reply)));
    } catch {
      if (!isLeaving) count.broken += 1;
    }
  }

  async function misbehave(left: () => number): Promise<void> {
    for (let second = 0; left() > 1; second += 1) {
      const answer = FAULTS[second % FAULTS.length];
      if (answer) await stage.sandbox.program({ faults: [{ path: '/3/movie/*', answer, times: TIMES }] });
      await sleep(1000);
    }
    await stage.sandbox.program({ faults: [] });
  }

  const samples: Sample[] = [];
  const sample = async (): Promise<Sample> =>
    sampleOf(await (await fetch(`${stage.address}/metrics`)).text(), (performance.now() - from) / 1000);
  async function watch(left: () => number): Promise<void> {
    while (left() > 0) {
      samples.push(await sample());
      await sleep(500);
    }
  }

  const left = (): number => seconds - (performance.now() - from) / 1000;
  await Promise.all([closedLoop(CLIENTS, seconds, turn), misbehave(left), watch(left)]);
  // Operations in flight end at their deadline at the latest.
  await sleep(1000);
  const end = await sample();

  const third = (index: number): Sample[] => samples.filter(({ at }) => Math.min(2, Math.floor((3 * at) / seconds)) === index);
  const more = (key: 'sockets' | 'timers'): number => longest(third(2).map((one) => one[key])) - longest(third(1).map((one) => one[key]));
  return {
    served: count.served / seconds,
    failed: count.failed,
    wrong: count.wrong,
    broken: count.broken,
    complaints: stage.gateway.output.stderr.split('\n').filter(Boolean).length,
    memory: end.memory,
    slope: 60 * slopeOf(lowest([...third(1), ...third(2)])),
    sockets: more('sockets'),
    timers: more('timers'),
    left: end.sockets,
    timersLeft: end.timers,
  };
}

function sampleOf(metrics: string, at: number): Sample {
  const read = (series: string): number => {
    const line = metrics.split('\n').find((one) => one.startsWith(`${series} `));
    return line === undefined ? 0 : Number(line.slice(line.lastIndexOf(' ')));
  };
  return {
    at,
    memory: read('process_resident_memory_bytes') / 1e6,
    sockets: read('nodejs_active_resources{type="TCPSocketWrap"}'),
    timers: read('nodejs_active_resources{type="Timeout"}'),
  };
}

/** The lowest sample of each twelfth: uncollected garbage is no growth. */
function lowest(samples: readonly Sample[]): [at: number, memory: number][] {
  const size = Math.ceil(samples.length / 12);
  return Array.from({ length: Math.ceil(samples.length / size) }, (_, index) => {
    const part = samples.slice(index * size, (index + 1) * size);
    return [part[0]?.at ?? 0, Math.min(...part.map(({ memory }) => memory))];
  });
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Slope of the least-squares line, per second. */
function slopeOf(points: readonly (readonly [x: number, y: number])[]): number {
  const [x, y] = [mean(points.map(([at]) => at)), mean(points.map(([, value]) => value))];
  return mean(points.map(([at, value]) => (at - x) * (value - y))) / mean(points.map(([at]) => (at - x) ** 2));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { MOVIE, isRightMovie } from './client.ts';
import { longest, percent, percentile, type Bounds, type Figures } from './figures.ts';
import { closedLoop, createTally, openLoop, record, total, type Tally } from './load.ts';
import { openStage } from './stage.ts';

const GREEDY = 200;
const OTHERS = 20;

/** Pause of the greedy caller after a refusal, in milliseconds: far less than its Retry-After. */
const IMPATIENCE = 200;

export const FAIRNESS = {
  greedy: { what: 'greedy caller served', unit: 'a second' },
  others: { what: 'others served, together', unit: 'a second' },
  served: { what: 'share of the others served', unit: '%', atLeast: 95 },
  p95: { what: 'their p95', unit: 'ms', atMost: 3000 },
  queued: { what: 'longest wait of a cached answer for TMDB', unit: 'ms', atMost: 0 },
  cached: { what: 'cached answers', unit: '%', atLeast: 100 },
  cachedP95: { what: 'their p95', unit: 'ms', atMost: 250 },
  over: { what: '429s', atMost: 0 },
} as const satisfies Bounds<string>;

/** One caller has 200 operations in flight all the time; twenty others each ask for one movie after the other. */
export async function fairness({ seconds }: { seconds: number }): Promise<Figures<keyof typeof FAIRNESS>> {
  await using stage = await openStage();
  let next = 1_000_001;
  const ask = (tally: Tally, caller: string, id = next++) =>
    record(tally, stage.ask(MOVIE, { variables: { id }, caller }), (reply) => isRightMovie(reply, id));
  const greedy = createTally();
  const others = createTally();
  const cached = createTally();
  const waits: number[] = [];
  /** Operations served in time: those that wait afterwards have the queue for themselves. */
  const inTime = { greedy: 0, others: 0 };

  const KNOWN = 1_000_000;
  await ask(createTally(), '192.0.2.2', KNOWN);
  await Promise.all([
    closedLoop(GREEDY, seconds, async (_client, left) => {
      const reply = await ask(greedy, '192.0.2.1');
      if (reply?.status !== 200) await sleep(IMPATIENCE);
      else if (reply.took <= left) inTime.greedy += 1;
    }),
    closedLoop(OTHERS, seconds, async (client, left) => {
      const reply = await ask(others, `198.51.100.${client}`);
      if (reply?.status === 200 && reply.took <= left) inTime.others += 1;
    }),
    openLoop(10, seconds, async () => {
      const reply = await ask(cached, '192.0.2.3', KNOWN);
      waits.push(reply?.body.extensions?.tmdb.waitedMs ?? Number.NaN);
    }),
  ]);
  const { refused: over } = await stage.counted();
  return {
    greedy: inTime.greedy / seconds,
    others: inTime.others / seconds,
    served: percent(others.served, total(others)),
    p95: percentile(others.took, 0.95),
    queued: longest(waits),
    cached: percent(cached.served, total(cached)),
    cachedP95: percentile(cached.took, 0.95),
    over,
  };
}

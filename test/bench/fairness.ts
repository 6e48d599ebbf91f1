import { setTimeout as sleep } from 'node:timers/promises';
import { FILM, isRightFilm } from './client.ts';
import { longest, percent, percentile, type Bounds, type Figures } from './figures.ts';
import { asked, closedLoop, createTally, note, openLoop, type Tally } from './load.ts';
import { openStage } from './stage.ts';

const GREEDY = 200;
const OTHERS = 20;

/** How long the greedy caller holds still after a refusal, in milliseconds: far less than it is told. */
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

/** One caller has 200 operations under way all the time; twenty others each ask for one film after the other. */
export async function fairness({ seconds }: { seconds: number }): Promise<Figures<keyof typeof FAIRNESS>> {
  await using stage = await openStage();
  let next = 1_000_001;
  const ask = (tally: Tally, caller: string, id = next++) =>
    note(tally, stage.ask(FILM, { variables: { id }, caller }), (reply) => isRightFilm(reply, id));
  const greedy = createTally();
  const others = createTally();
  const cached = createTally();
  const waits: number[] = [];
  /** Served before the time was over: what waits then has the queue for itself. */
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
      waits.push(reply?.body.extensions?.tmdb.waited ?? Number.NaN);
    }),
  ]);
  const { refused: over } = await stage.counted();
  return {
    greedy: inTime.greedy / seconds,
    others: inTime.others / seconds,
    served: percent(others.served, asked(others)),
    p95: percentile(others.took, 0.95),
    queued: longest(waits),
    cached: percent(cached.served, asked(cached)),
    cachedP95: percentile(cached.took, 0.95),
    over,
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { MOVIE, isRightMovie } from './client.ts';
import type { Bounds, Figures } from './figures.ts';
import { createTally, record } from './load.ts';
import { openStage } from './stage.ts';

export const JOINED = {
  served: { what: 'answers for the client that stays', atLeast: 1, atMost: 1 },
  requests: { what: 'TMDB requests for both', atLeast: 1, atMost: 1 },
  held: { what: 'sockets to TMDB while two wait', atLeast: 1, atMost: 1 },
  kept: { what: 'when one has left', atLeast: 1, atMost: 1 },
  left: { what: 'when both have', atLeast: 0, atMost: 0 },
  freed: { what: 'freed after', unit: 'ms', atMost: 500 },
} as const satisfies Bounds<string>;

/** TMDB's latency, in milliseconds: long enough to disconnect meanwhile, shorter than the timeout of an attempt. */
const SLOW = 1500;

/** Two operations join one request: it goes on when the first of them leaves, and is aborted when the last one does. */
export async function joined(): Promise<Figures<keyof typeof JOINED>> {
  await using stage = await openStage();
  const served = createTally();
  const gone = createTally();
  const two = async (id: number) => {
    const leaving = [new AbortController(), new AbortController()] as const;
    const answers = leaving.map(async ({ signal }, index) => {
      // The second joins the request of the first.
      await sleep(100 * index);
      await record(index === 0 ? gone : served, stage.ask(MOVIE, { variables: { id }, signal }), (reply) => isRightMovie(reply, id));
    });
    await sleep(400);
    return { leaving, answers: Promise.all(answers) };
  };
  const open = async (): Promise<number> => (await stage.sandbox.seen()).connections.open;

  await stage.sandbox.program({ latency: SLOW });
  const first = await two(1_000_000);
  first.leaving[0].abort();
  await first.answers;
  const { requests } = await stage.counted();

  await stage.sandbox.program({ faults: [{ path: '/3/*', answer: { stall: true } }] });
  const { leaving, answers } = await two(1_000_001);
  const held = await open();
  leaving[0].abort();
  await sleep(200);
  const kept = await open();
  const from = performance.now();
  leaving[1].abort();
  while ((await open()) > 0 && performance.now() - from < 2 * SLOW) await sleep(10);
  const freed = performance.now() - from;
  const left = await open();
  await answers;
  return { served: served.served, requests, held, kept, left, freed };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { MOVIE, isRightMovie } from './client.ts';
import { percentile, type Bounds, type Figures } from './figures.ts';
import { createTally, failures, record } from './load.ts';
import { openStage } from './stage.ts';

const BUSY = 12;

/** Movies in one query of a busy caller, and in one of the caller that leaves. */
const FEW = 6;
const MANY = 99;

/** Queries of the caller that leaves: their wishes are a thousand. */
const QUERIES = 10;

/** Queries for one movie that are compared afterwards, one after the other. */
const COMPARED = 6;

export const LEAVING = {
  ratio: { what: 'time of its next queries, by that of a newcomer', atMost: 1.5 },
  refused: { what: 'of its next queries refused, while the gateway has not noticed that it left' },
  failed: { what: 'failed or untyped', atMost: 0 },
} as const satisfies Bounds<string>;

const moviesFrom = (from: number, count: number): string =>
  `{ ${Array.from({ length: count }, (_, index) => `a${index}: movie(id: ${from + index}) { title }`).join(' ')} }`;

/** A client leaves a thousand wishes beside twelve busy callers, and comes back. */
export async function leaving(): Promise<Figures<keyof typeof LEAVING>> {
  await using stage = await openStage();
  let next = 3_000_000;
  const take = (count: number): number => (next += count) - count;
  const end = new AbortController();
  const busy = Array.from({ length: BUSY }, async (_, caller) => {
    while (!end.signal.aborted) {
      const asking = stage.ask(moviesFrom(take(FEW), FEW), { caller: `198.51.100.${caller}`, signal: end.signal });
      await asking.catch(() => {});
    }
  });
  await sleep(1500);
  const leave = new AbortController();
  const left = Array.from({ length: QUERIES }, () =>
    stage.ask(moviesFrom(take(MANY), MANY), { caller: '203.0.113.1', signal: leave.signal }).catch(() => {}),
  );
  await sleep(700);
  leave.abort();
  await Promise.all(left);

  const tallies = ['203.0.113.1', '203.0.113.2'].map(async (caller) => {
    const tally = createTally();
    for (let count = 0; count < COMPARED; count += 1) {
      const id = take(1);
      await record(tally, stage.ask(MOVIE, { variables: { id }, caller }), (reply) => isRightMovie(reply, id));
    }
    return tally;
  });
  const [returning, newcomer] = await Promise.all(tallies);
  end.abort();
  await Promise.all(busy);
  return {
    ratio: percentile(returning?.tookServed ?? [], 0.5) / percentile(newcomer?.tookServed ?? [], 0.5),
    refused: returning?.refused ?? Number.NaN,
    failed: [returning, newcomer].reduce((sum, tally) => sum + (tally ? failures(tally) + tally.broken : Number.NaN), 0),
  };
}

import { performance as clock } from 'node:perf_hooks';
import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import type { Plugin } from 'graphql-yoga';
import { explainOf } from './negotiation.ts';

/** Length of a document in characters from which it is long. The longest take some 20 ms to check and to begin. */
const LONG = 1000;

/** Milliseconds for which the event loop is idle before the next long document begins: each of its rounds accepts one connection. */
const IDLE = 2;

/** The share of that time which other work may take. */
const BUSY = 0.25;

/** Longest that a document waits for that, in ms, so that it begins also where the loop is never idle. */
const LONGEST_WAIT = 500;

/** Resolves when a document may begin. @param isHeavy Whether it may be much work although it is short. */
export type Turns = (query: string, isHeavy?: boolean) => Promise<void> | undefined;

/**
 * Long documents begin one after the other, when nothing else is to be done, so that many at once hold nothing up. Plans do so
 * too, since the variables of a short document may multiply its selection.
 */
export function createTurns(): Turns {
  let last = Promise.resolve();
  return (query, isHeavy = false) => {
    if (query.length < LONG && !isHeavy) return undefined;
    const ours = last;
    last = ours.then(whenIdle);
    return ours;
  };
}

export const useTurns = (turns: Turns): Plugin => ({
  onParams: ({ params: { query }, request }) => turns(typeof query === 'string' ? query : '', explainOf(request.headers) === 'plan'),
});

async function whenIdle(): Promise<void> {
  // The document that has its turn begins in this round.
  await nextRound();
  for (const end = performance.now() + LONGEST_WAIT; performance.now() < end;) {
    const before = clock.eventLoopUtilization();
    await sleep(IDLE);
    if (clock.eventLoopUtilization(before).utilization < BUSY) return;
  }
}

import type { IncomingMessage } from 'node:http';
import { performance as clock } from 'node:perf_hooks';
import { setImmediate as nextRound, setTimeout as sleep } from 'node:timers/promises';
import type { Plugin } from 'graphql-yoga';
import PQueue from 'p-queue';
import { createFairness } from '../tmdb/engine/fairness.ts';
import { explainOf } from './negotiation.ts';
import { callerAddress, type IsTrustedProxy } from './client-address.ts';

/** Length of a document in characters from which it is long. The longest take some 20 ms to check and to begin. */
const LONG = 1000;

/** Milliseconds for which the event loop is idle before the next long document begins: each of its rounds accepts one connection. */
const IDLE = 2;

/** The share of that time which other work may take. */
const BUSY = 0.25;

/**
 * Milliseconds for which documents that wait do so together, so that they begin also where the loop is never idle. As each waits
 * for a share of it, one with n before it waits for no more than 1 + 1/2 + … + 1/n of it.
 */
const LONGEST_WAIT = 500;

/** A document that waits for its turn. */
interface Waiting {
  /** Callers take turns. */
  readonly caller: string;
  readonly hasLeft: () => boolean;
}

/** Resolves when a document may begin. @param isHeavy Whether it may be much work although it is short. */
export type Turns = (query: string, waiting: () => Waiting, isHeavy?: boolean) => Promise<void> | undefined;

/**
 * Documents that are long and not known begin one after the other, when nothing else is to be done, so that many at once hold
 * nothing up; those of many callers in turn. Plans do so too, since the variables of a short document may multiply its selection.
 * @param isKnown Whether a document was parsed lately.
 */
export function createTurns(isKnown: (query: string) => boolean): Turns {
  const queue = new PQueue({ concurrency: 1 });
  const fairness = createFairness();
  return (query, waiting, isHeavy = false) => {
    if (!isHeavy && (query.length < LONG || isKnown(query))) return undefined;
    const { caller, hasLeft } = waiting();
    const charge = fairness.charge(caller, () => {});
    return new Promise<void>((begin) => {
      const turn = async (): Promise<void> => {
        fairness.served(charge.tag);
        fairness.end(charge);
        begin();
        if (!hasLeft()) await whenIdle(LONGEST_WAIT / (queue.size + 1));
      };
      void queue.add(turn, { priority: -charge.tag });
    });
  };
}

export const useTurns = (turns: Turns, isTrusted: IsTrustedProxy): Plugin<object, { readonly req?: IncomingMessage }> => ({
  onParams({ params: { query }, request, context: { req } }) {
    const waiting = (): Waiting => ({
      caller: callerAddress(req?.socket.remoteAddress, request.headers.get('x-forwarded-for'), isTrusted),
      hasLeft: () => request.signal.aborted,
    });
    return turns(typeof query === 'string' ? query : '', waiting, explainOf(request.headers) === 'plan');
  },
});

async function whenIdle(longest: number): Promise<void> {
  // The document that has its turn begins in this round.
  await nextRound();
  for (const end = performance.now() + longest; performance.now() < end;) {
    const before = clock.eventLoopUtilization();
    await sleep(IDLE);
    if (clock.eventLoopUtilization(before).utilization < BUSY) return;
  }
}

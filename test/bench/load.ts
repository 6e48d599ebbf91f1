import { setTimeout as sleep } from 'node:timers/promises';
import { isTypedRefusal, type Reply } from './client.ts';

/** The outcomes of the operations of one scenario, or of one group of clients in it. */
export interface Tally {
  /** Right answers without errors. */
  served: number;
  /** RATE_LIMITED, with Retry-After. */
  refused: number;
  /** Any other error, by its code; `WRONG` for an answer that is not the right one. */
  readonly failed: Map<string, number>;
  /** No answer: the connection broke, or nothing came. */
  broken: number;
  /** Milliseconds for each answer, refusals included. */
  readonly took: number[];
  /** The same for served ones alone. */
  readonly tookServed: number[];
}

export const createTally = (): Tally => ({ served: 0, refused: 0, failed: new Map(), broken: 0, took: [], tookServed: [] });

export const failures = ({ failed }: Tally): number => [...failed.values()].reduce((sum, count) => sum + count, 0);
export const total = (tally: Tally): number => tally.served + tally.refused + failures(tally) + tally.broken;

/**
 * Awaits an answer and records its outcome.
 * @returns The answer; undefined when there was none.
 */
export async function record(tally: Tally, asking: Promise<Reply>, isRight: (reply: Reply) => boolean): Promise<Reply | undefined> {
  try {
    const reply = await asking;
    tally.took.push(reply.took);
    if (isRight(reply)) {
      tally.served += 1;
      tally.tookServed.push(reply.took);
    } else if (isTypedRefusal(reply)) {
      tally.refused += 1;
    } else {
      const code = reply.body.errors?.[0]?.extensions.code ?? 'WRONG';
      tally.failed.set(code, (tally.failed.get(code) ?? 0) + 1);
    }
    return reply;
  } catch {
    tally.broken += 1;
    return undefined;
  }
}

/** Whether an answer is whole, for queries whose values are not checked. */
export const isWhole = ({ body: { data, errors } }: Reply): boolean =>
  errors === undefined && data !== undefined && data !== null && !Object.values(data).includes(null);

/** Runs clients, each of which asks again when it has its answer, until the time is over. A turn gets the milliseconds left. */
export async function closedLoop(clients: number, seconds: number, turn: (client: number, left: number) => Promise<void>): Promise<void> {
  const end = performance.now() + seconds * 1000;
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let left = seconds * 1000; left > 0; left = end - performance.now()) await turn(client, left);
    }),
  );
}

/** Asks at a steady rate whether answers come or not, and waits for the last of them. */
export async function openLoop(perSecond: number, seconds: number, turn: (index: number) => Promise<void>): Promise<void> {
  const from = performance.now();
  const turns: Promise<void>[] = [];
  for (let index = 0; index < perSecond * seconds; index += 1) {
    const early = from + (index * 1000) / perSecond - performance.now();
    if (early > 0) await sleep(early);
    turns.push(turn(index));
  }
  await Promise.all(turns);
}

/** Retry-After of a refused client in milliseconds; 0 when it was not refused. */
export const retryDelayOf = (reply: Reply | undefined): number => Number(reply?.status === 503 ? reply.retryAfter : 0) * 1000;

import { setTimeout as sleep } from 'node:timers/promises';
import { MOVIE, isRightMovie } from './client.ts';
import { closedLoop, createTally, failures, isWhole, openLoop, record, retryDelayOf } from './load.ts';
import { longest, percentile, type Bounds, type Figures } from './figures.ts';
import { residentMemoryOf } from './process.ts';
import { openStage } from './stage.ts';

export const CROWD = {
  useful: { what: 'movies served', unit: 'a second', atLeast: 42 },
  over: { what: '429s', atMost: 0 },
  refused: { what: 'refusals, all typed' },
  failed: { what: 'failed or untyped', atMost: 0 },
  broken: { what: 'hung or reset', atMost: 0 },
  slowest: { what: 'slowest answer', unit: 'ms', atMost: 10_500 },
  probe: { what: '{ __typename } p95', unit: 'ms', atMost: 250 },
  memory: { what: 'memory grows', unit: 'MB', atMost: 150 },
} as const satisfies Bounds<string>;

/** Rounds of cached queries before the measurement. */
const WARMING = 20;

export interface CrowdOptions {
  readonly clients: number;
  readonly seconds: number;
  /** Whether all of them come from one address. */
  readonly together: boolean;
}

/** Many clients at once, each asking for movies of its own; a refused client waits for its Retry-After. */
export async function crowd({ clients, seconds, together }: CrowdOptions): Promise<Figures<keyof typeof CROWD>> {
  await using stage = await openStage();
  const addressOf = (client: number): string => (together ? '192.0.2.1' : `10.0.${client >> 8}.${client & 255}`);
  // Beyond the ids of real movies, of which the sandbox has some.
  let next = 3_000_000;
  const ask = (tally = createTally(), client = 0) => {
    const id = next++;
    return record(tally, stage.ask(MOVIE, { variables: { id }, caller: addressOf(client) }), (reply) => isRightMovie(reply, id));
  };

  // Code that the first queries load and compile is no growth under load, and must not delay the others.
  const known = next;
  await ask();
  for (let round = 0; round < WARMING; round += 1) {
    await Promise.all(Array.from({ length: 50 }, () => stage.ask(MOVIE, { variables: { id: known }, caller: '192.0.2.3' })));
  }
  const before = residentMemoryOf(stage.gateway.pid);
  const tally = createTally();
  const probes = createTally();
  let inTime = 0;
  const [most] = await Promise.all([
    highest(seconds, () => residentMemoryOf(stage.gateway.pid)),
    closedLoop(clients, seconds, async (client, left) => {
      const reply = await ask(tally, client);
      if (reply && reply.took <= left && reply.status === 200) inTime += 1;
      await sleep(Math.min(left, retryDelayOf(reply)));
    }),
    openLoop(20, seconds, async () => void (await record(probes, stage.ask('{ __typename }', { caller: '192.0.2.2' }), isWhole))),
  ]);
  const { refused: over, lost } = await stage.counted();
  return {
    useful: inTime / (seconds - lost),
    over,
    refused: tally.refused,
    failed: failures(tally) + failures(probes),
    broken: tally.broken + probes.broken,
    slowest: longest(tally.took),
    probe: percentile(probes.took, 0.95),
    memory: most - before,
  };
}

async function highest(seconds: number, measure: () => number): Promise<number> {
  let most = 0;
  await openLoop(2, seconds, async () => void (most = Math.max(most, measure())));
  return most;
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import { expect, it, onTestFinished } from 'vitest';
import { arrivals, figures, startFleet, type TestFleet } from '../support/fleet.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';

/** Length of each load; the is 60. */
const SECONDS = Number(process.env['FLEET_SECONDS'] ?? 10);

/** Time in which the code of a process is compiled, in milliseconds. Bounds hold in it, rates do not. */
const WARM_UP = 3000;

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0);

async function server(): Promise<RedisServer> {
  const started = await startRedis();
  onTestFinished(() => started.stop());
  return started;
}

/** How often the script ran. */
async function scriptCalls(client: Redis): Promise<number> {
  const stats = await client.info('commandstats');
  return Number(/cmdstat_evalsha:calls=(\d+)/.exec(stats)?.[1] ?? 0);
}

/** Waits until each process knows all others, and has its share of connections. */
async function joined({ members }: TestFleet): Promise<void> {
  for (const member of members) await expect.poll(async () => (await member.report()).members, { timeout: 10_000 }).toBe(members.length);
  await sleep(1100);
}

const failuresOf = async ({ members }: TestFleet): Promise<string[]> =>
  (await Promise.all(members.map((member) => member.report()))).flatMap(({ failures }) => failures);

it('shares one limit evenly among four busy processes, with about one Redis command for each slot', async () => {
  const { url, client } = await server();
  const fleet = await startFleet([url, url, url, url]);
  await joined(fleet);

  const before = await scriptCalls(client);
  for (const member of fleet.members) member.load(8);
  await sleep(WARM_UP + SECONDS * 1000);
  const commands = (await scriptCalls(client)) - before;
  const slots = sumOf((await arrivals(fleet)).shares);
  const seen = await arrivals(fleet, WARM_UP);

  figures('four busy processes', seen, `${(commands / slots).toFixed(3)} commands per slot`);
  expect(await failuresOf(fleet)).toEqual([]);
  expect(seen.most).toBeLessThanOrEqual(50);
  expect(seen.rejected).toBe(0);
  expect(seen.sockets).toBeLessThanOrEqual(20);
  expect(seen.perSecond).toBeGreaterThanOrEqual(45);
  for (const share of seen.shares) expect(Math.abs(share / (sumOf(seen.shares) / 4) - 1)).toBeLessThanOrEqual(0.1);
  expect(commands / slots).toBeLessThanOrEqual(1.2);
});

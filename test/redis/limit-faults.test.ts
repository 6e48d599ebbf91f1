import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { arrivals, figures, startFleet, type TestFleet } from '../support/fleet.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';

/** Length of a fault, in milliseconds. */
const FAULT = Number(process.env['FAULT_SECONDS'] ?? 3) * 1000;

/** Time from Redis' first answer until the fleet is even again. */
const EVEN_AFTER = 3500;

/** Time in which evenness is measured. */
const MEASURED = 2000;

let redis: RedisServer;
let proxies: TcpProxy[];
let fleet: TestFleet;

beforeAll(async () => {
  redis = await startRedis();
  proxies = await Promise.all([1, 2, 3, 4].map(() => startTcpProxy(redis.port)));
  fleet = await startFleet(proxies.map(({ port }) => `redis://127.0.0.1:${port}`));
  for (const member of fleet.members) member.load(8);
  await sleep(3000); // Their code is compiled.
  for (const member of fleet.members) member.load(0);
});
afterAll(async () => {
  await fleet.stop();
  for (const proxy of proxies) proxy.close();
  await redis.stop();
});

const restart = async (): Promise<void> => void (redis = await startRedis({ port: redis.port }));

/** Each begins a fault, and returns what ends it. */
const FAULTS: readonly (readonly [what: string, begin: () => Promise<() => unknown> | (() => unknown)])[] = [
  [
    'is killed, and starts again empty',
    async () => {
      await redis.stop();
      return restart;
    },
  ],
  [
    'is stopped, and goes on',
    () => {
      process.kill(redis.pid, 'SIGSTOP');
      return () => process.kill(redis.pid, 'SIGCONT');
    },
  ],
  [
    'loses its memory twice',
    async () => {
      await redis.client.flushall();
      return () => redis.client.flushall();
    },
  ],
  [
    'takes 300 ms for each command',
    () => {
      for (const proxy of proxies) proxy.delay = 150;
      return () => proxies.forEach((proxy) => (proxy.delay = 0));
    },
  ],
  [
    'is behind connections that are half open',
    () => {
      for (const proxy of proxies) proxy.mute();
      return () => {};
    },
  ],
  [
    'has a full memory, and evicts nothing',
    async () => {
      await redis.client.config('SET', 'maxmemory-policy', 'noeviction');
      await redis.client.config('SET', 'maxmemory', '1');
      return () => redis.client.config('SET', 'maxmemory', '0');
    },
  ],
  [
    'is read-only, the replica of an absent master',
    async () => {
      await redis.client.replicaof('127.0.0.1', 1);
      return () => redis.client.replicaof('NO', 'ONE');
    },
  ],
  [
    'is away, and half of the fleet finds it 3.5 s before the rest',
    () => {
      for (const proxy of proxies) proxy.refuse(true);
      return async () => {
        for (const proxy of proxies.slice(0, 2)) proxy.refuse(false);
        await sleep(3500);
        for (const proxy of proxies) proxy.refuse(false);
      };
    },
  ],
];

/** A rate may be missed on a machine that is shared, and is measured again. The limit holds, and no request fails, in each of the runs. */
const AGAIN = { retry: 2 };
let most = 0;
const failed: unknown[] = [];

describe('the limit of a fleet', () => {
  it.each(FAULTS)('holds, no request fails and the fleet is even again within 5 s when Redis %s', AGAIN, async (what, begin) => {
    await fleet.joined();
    await fleet.sandbox.reset();
    const begun = performance.now();
    for (const member of fleet.members) member.load(8);
    await sleep(1000);
    const end = await begin();
    await sleep(FAULT);
    await end();
    const from = performance.now() - begun + EVEN_AFTER;
    await sleep(EVEN_AFTER + MEASURED);
    const seen = await arrivals(fleet, from);
    const failures = await fleet.failures();
    for (const member of fleet.members) member.load(0);
    const keys = await redis.client.dbsize();

    figures(`Redis ${what}`, seen);
    failed.push(...failures);
    most = Math.max(most, seen.most);
    expect(seen.perSecond).toBeGreaterThanOrEqual(40);
    for (const share of seen.shares) expect(share).toBeGreaterThanOrEqual(8 * (MEASURED / 1000));
    expect(keys).toBeLessThanOrEqual(7);
  });

  it('lets no more than 50 requests arrive in any second of all these runs, and fails none', () => {
    expect(most).toBeGreaterThan(0);
    expect(most).toBeLessThanOrEqual(50);
    expect(failed).toEqual([]);
  });
});

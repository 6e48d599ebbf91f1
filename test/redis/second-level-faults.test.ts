import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { startReplica, titleOf, type Replica } from '../second-level/replica.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function start(): Promise<{ tmdb: Sandbox; server: RedisServer; one: Replica }> {
  const [tmdb, server] = await Promise.all([startSandbox({ rateLimit: Infinity }), startRedis()]);
  closing.push(
    () => tmdb.close(),
    () => server.stop(),
  );
  const one = await startReplica(tmdb.origin, { REDIS_URL: server.url });
  closing.push(() => one.close());
  return { tmdb, server, one };
}

let id = 2_000_000;

/** Asks for other movies all the time. @returns Ends it, and rejects when an answer had an error or took long. */
function load(one: Replica): () => Promise<number> {
  const controller = new AbortController();
  const times: number[] = [];
  const running = (async () => {
    while (!controller.signal.aborted) {
      const since = performance.now();
      await Promise.all([1, 2, 3].map(() => one.data(titleOf((id += 1)))));
      times.push(performance.now() - since);
      await sleep(20);
    }
  })();
  return async () => {
    controller.abort();
    await running;
    return Math.max(...times);
  };
}

const AWAY = /^Redis cannot be read: parts are cached in memory alone/;
const BACK = /^Redis can be read again/;

it.each<[string, (server: RedisServer) => Promise<() => unknown>]>([
  [
    'is killed and restarted empty',
    async (server) => {
      await server.stop();
      return async () => {
        const again = await startRedis({ port: server.port });
        closing.push(() => again.stop());
      };
    },
  ],
  [
    'is stopped and goes on',
    async ({ pid }) => {
      process.kill(pid, 'SIGSTOP');
      return () => process.kill(pid, 'SIGCONT');
    },
  ],
  [
    'becomes a read-only replica',
    async ({ client }) => {
      await client.replicaof('127.0.0.1', 1);
      return () => client.replicaof('NO', 'ONE');
    },
  ],
])('answers everything while Redis %s, with one line of the log for each transition', async (_, fault) => {
  const { server, one } = await start();
  await one.data(titleOf(603));
  const end = load(one);
  await sleep(300);
  const mend = await fault(server);
  await expect.poll(() => one.lines(), { timeout: 10_000 }).toEqual([expect.stringMatching(AWAY)]);
  await sleep(1500);
  await mend();
  await expect.poll(() => one.lines(), { timeout: 10_000 }).toEqual([expect.stringMatching(AWAY), expect.stringMatching(BACK)]);
  expect(await end()).toBeLessThan(2000);
});

it('reads on while the memory of Redis is full', async () => {
  const { server, one } = await start();
  await one.data(titleOf(603));
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(1);
  await server.client.config('SET', 'maxmemory', '1');
  const end = load(one);
  await expect.poll(() => one.lines(), { timeout: 10_000 }).toEqual([expect.stringMatching(/^Redis cannot be written.*OOM/)]);
  expect((await one.lookups()).error).toBe(0);
  await server.client.config('SET', 'maxmemory', '0');
  await expect.poll(() => one.lines().at(-1), { timeout: 10_000 }).toMatch(/^Redis can be written again/);
  await end();
});

it('fetches again what was flushed', async () => {
  const { tmdb, server, one } = await start();
  await one.data(titleOf(603));
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(1);
  await server.client.flushall();
  const other = await startReplica(tmdb.origin, { REDIS_URL: server.url });
  closing.push(() => other.close());
  const before = tmdb.requests.length;
  expect(await other.data(titleOf(603))).toEqual({ movie: { title: 'The Matrix' } });
  expect(tmdb.requests.length).toBe(before + 1);
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(1);
  expect([...one.lines(), ...other.lines()]).toEqual([]);
});

import { afterEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import type { KeptLog } from '../ops/collect.ts';
import { askAll, MOVIES, startReplica, titleOf, type Replica } from '../second-level/replica.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function redis(options: Parameters<typeof startRedis>[0] = {}): Promise<RedisServer> {
  const started = await startRedis(options);
  closing.push(() => started.stop());
  return started;
}

async function sandbox(options: Parameters<typeof startSandbox>[0] = {}): Promise<Sandbox> {
  const started = await startSandbox({ rateLimit: Infinity, ...options });
  closing.push(() => started.close());
  return started;
}

async function replica({ origin }: Sandbox, { url }: { url: string }, log?: KeptLog): Promise<Replica> {
  const started = await startReplica(origin, { REDIS_URL: url }, log);
  closing.push(() => started.close());
  return started;
}

it('sends one request for each movie that four processes are asked for at once', async () => {
  const [tmdb, server] = await Promise.all([sandbox({ latency: 20 }), redis()]);
  const fleet = await Promise.all([1, 2, 3, 4].map(() => replica(tmdb, server)));
  const answers = await Promise.all(fleet.map(askAll));
  expect(new Set(answers.map((all) => JSON.stringify(all))).size).toBe(1);
  expect(tmdb.requests.length).toBe(MOVIES.length);
});

it('answers without a request what another process fetched before a restart', async () => {
  const [tmdb, server] = await Promise.all([sandbox(), redis()]);
  const first = await replica(tmdb, server);
  const before = await askAll(first);
  await first.close();
  expect(tmdb.requests.length).toBe(MOVIES.length);
  const second = await replica(tmdb, server);
  expect(await askAll(second)).toEqual(before);
  expect(tmdb.requests.length).toBe(MOVIES.length);
});

it('sends no command to Redis for what is in memory', async () => {
  const [tmdb, server] = await Promise.all([sandbox(), redis()]);
  const one = await replica(tmdb, server);
  await one.ask(titleOf(603));
  await expect.poll(async () => (await server.client.keys('*part*')).length).toBe(1);
  const monitor = await server.client.monitor();
  const commands: string[][] = [];
  monitor.on('monitor', (_time: string, args: string[]) => void commands.push(args));
  for (let count = 0; count < 20; count += 1) await one.ask(`query Q${count} { movie(id: 603) { title runtime } }`);
  await server.client.ping();
  await expect.poll(() => commands.length).toBeGreaterThan(0);
  monitor.disconnect();
  expect(commands.map(([command]) => command?.toLowerCase())).toEqual(['ping']);
});

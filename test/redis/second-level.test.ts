import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { FRESH } from '../../src/tmdb/api/freshness.ts';
import { hour } from '../../src/tmdb/duration.ts';
import { unpack } from '../../src/tmdb/second-level/entry.ts';
import { askAll, askPersonally, expectNone, MOVIES, startReplica, titleOf, TOKEN, type Replica } from '../second-level/replica.ts';
import { credentialsOf, mutate } from '../support/accounts.ts';
import { run } from '../support/program.ts';
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

async function replica({ origin }: Sandbox, { url }: { url: string }): Promise<Replica> {
  const started = await startReplica(origin, { REDIS_URL: url });
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

it('keeps the lock of a part for as long as its request takes', async () => {
  const [tmdb, server] = await Promise.all([sandbox({ latency: 2500 }), redis()]);
  const [first, second] = await Promise.all([replica(tmdb, server), replica(tmdb, server)]);
  const one = first.data(titleOf(603));
  await sleep(1200); // A lock that is not renewed is over.
  expect(await Promise.all([one, second.data(titleOf(603))])).toEqual([
    { movie: { title: 'The Matrix' } },
    { movie: { title: 'The Matrix' } },
  ]);
  expect(tmdb.requests.length).toBe(1);
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
  await one.data(titleOf(603));
  await expect.poll(async () => (await server.client.keys('*part*')).length).toBe(1);
  const commands = await monitored(server);
  for (let count = 0; count < 20; count += 1) await one.data(`query Q${count} { movie(id: 603) { title runtime } }`);
  await server.client.ping();
  await expect.poll(() => commands.length).toBeGreaterThan(0);
  expect(commands).toEqual([['ping']]);
});

it('looks up all that an operation needs at one time with one command', async () => {
  const [tmdb, server] = await Promise.all([sandbox(), redis()]);
  const one = await replica(tmdb, server);
  await one.data(titleOf(603)); // From here on Redis knows the script.
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(1);
  const commands = await monitored(server);
  const keywords = MOVIES.slice(0, 20).map((id) => `m${id}: movie(id: ${id}) { title keywords { name } }`);
  await one.data(`{ ${keywords.join(' ')} }`);
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(41);
  expect(tmdb.requests.length).toBe(21);
  // Only lookups name the marks of changed resources.
  const lookups = commands.filter((args) => args.some((arg) => arg.includes(':changed:')));
  expect(lookups.map((args) => args.filter((arg) => arg.includes(':part:')).length)).toEqual([40]);
});

/** Sets how long all entries live, in ms. */
async function expireIn({ client }: RedisServer, ttl: number): Promise<void> {
  for (const key of await client.keys('*:part:*')) await client.pexpire(key, ttl);
}

it('serves a stale part while one process refreshes it', async () => {
  const [tmdb, server] = await Promise.all([sandbox({ latency: 100 }), redis()]);
  const first = await replica(tmdb, server);
  const before = await first.data(titleOf(603));
  await first.close();
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(1);
  // An hour after it was fresh.
  await expireIn(server, FRESH.details.error - hour);
  const fleet = await Promise.all([1, 2, 3].map(() => replica(tmdb, server)));
  expect(await Promise.all(fleet.map((one) => one.data(titleOf(603))))).toEqual([before, before, before]);
  await expect.poll(() => tmdb.requests.length).toBe(2);
  await expect.poll(async () => Math.min(...(await Promise.all(fleet.map(hitsOf))))).toBe(2);
  await Promise.all(fleet.map((one) => one.data(`query Again ${titleOf(603)}`)));
  expect(tmdb.requests.length).toBe(2);
});

/** All commands that clients send from now on. */
async function monitored({ client }: RedisServer): Promise<string[][]> {
  const commands: string[][] = [];
  const monitor = await client.monitor();
  closing.push(() => monitor.disconnect());
  monitor.on('monitor', (_time: string, args: string[], source: string) => {
    // The limit has signs of life of its own.
    if (source !== 'lua' && !args.includes('beat')) commands.push(args);
  });
  return commands;
}

const hitsOf = async (one: Replica): Promise<number> => {
  const { hit, miss } = await one.lookups();
  return hit + miss;
};

it('serves what is older than that while TMDB fails', async () => {
  const [tmdb, server] = await Promise.all([sandbox(), redis()]);
  const first = await replica(tmdb, server);
  const before = await first.data(titleOf(603));
  await first.close();
  await expect.poll(() => server.client.keys('*:part:*')).toHaveLength(1);
  await expireIn(server, hour);
  tmdb.program({ faults: [{ path: '/3/movie*', answer: { tmdb: 9 } }] });
  const second = await replica(tmdb, server);
  expect(await second.data(titleOf(603))).toEqual(before);
  expect(tmdb.requests.length).toBeGreaterThan(1);
});

it('removes what a write changed from Redis and from the memory of all processes', async () => {
  const [tmdb, server] = await Promise.all([sandbox(), redis()]);
  const [one, other] = [await replica(tmdb, server), await replica(tmdb, server)];
  const { token } = await credentialsOf('ada', one, tmdb);
  const asAda = { 'tmdb-user-token': token };
  const { tmdbId } = await mutate<{ list: { tmdbId: number } }>(one, 'mutation { createList(name: "Mine") { list { tmdbId } } }', {
    headers: asAda,
  }).then(({ list }) => list);
  const countOf = async (replicaOf: Replica): Promise<unknown> => replicaOf.data(`{ list(id: ${tmdbId}) { itemCount } }`);
  expect([await countOf(one), await countOf(other)]).toEqual([{ list: { itemCount: 0 } }, { list: { itemCount: 0 } }]);
  await mutate(one, `mutation { addListItems(id: ${tmdbId}, items: [{ movie: 603 }]) { list { tmdbId } } }`, { headers: asAda });
  expect(await countOf(one)).toEqual({ list: { itemCount: 1 } });
  await expect.poll(() => countOf(other), { timeout: 1000 }).toEqual({ list: { itemCount: 1 } });
  const third = await replica(tmdb, server);
  expect(await countOf(third)).toEqual({ list: { itemCount: 1 } });
});

it('waits no longer than a second for a process that was killed while it fetched', async () => {
  const [tmdb, server] = await Promise.all([sandbox({ latency: 2500 }), redis()]);
  const env = { TMDB_API_URL: tmdb.origin, TMDB_ACCESS_TOKEN: TOKEN, PORT: '0', REDIS_URL: server.url };
  const program = run('src/main.ts', { env });
  closing.push(() => program.signal('SIGKILL'));
  const [, url = ''] = await program.until(/(http:\S+\/graphql)/);
  const other = await replica(tmdb, server);
  await other.data(`{ __typename }`);
  // The program also asks whether TMDB accepts its credential.
  const requests = (): number => tmdb.requests.filter(({ url }) => url.startsWith('/3/movie/')).length;
  void fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: titleOf(603) }),
  }).catch(() => {});
  await expect.poll(requests, { timeout: 10_000, interval: 5 }).toBe(1);
  tmdb.program({ latency: 0 });
  program.signal('SIGKILL');
  await program.ended;
  const since = performance.now();
  expect(await other.data(titleOf(603))).toMatchObject({ movie: { title: 'The Matrix' } });
  expect(performance.now() - since).toBeLessThan(1200);
  expect(requests()).toBe(2);
});

it('keeps nothing personal, no credential and no header', async () => {
  const [tmdb, server] = await Promise.all([sandbox(), redis()]);
  const one = await replica(tmdb, server);
  const secrets = await askPersonally(one, tmdb);
  await expect.poll(async () => (await server.client.keys('*:part:*')).length).toBeGreaterThan(5);
  const kept = await Promise.all(
    (await server.client.keys('*')).map(async (key) => {
      // The keys of the limit are sets.
      const isText = (await server.client.type(key)) === 'string';
      const value = await (isText ? server.client.getBuffer(key) : server.client.dumpBuffer(key));
      const [digest = ''] = key.split(':').slice(-1);
      return `${key} ${value?.toString('latin1')} ${JSON.stringify(isText && value && unpack(digest, value.subarray(13)))}`;
    }),
  );
  expect(kept.filter((text) => text.includes('"title":"The Matrix"'))).not.toEqual([]);
  expectNone(secrets, kept);
});

import { once } from 'node:events';
import type { Redis } from 'ioredis';
import { afterEach, expect, it } from 'vitest';
import { connectRedis } from '../../src/redis/connection.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { startTcpProxy } from '../support/tcp-proxy.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function server(options: Parameters<typeof startRedis>[0] = {}): Promise<RedisServer> {
  const started = await startRedis(options);
  closing.push(() => started.stop());
  return started;
}

function connect(url: string): Redis {
  const redis = connectRedis(url);
  closing.push(() => redis.disconnect());
  return redis;
}

const took = async (run: () => Promise<unknown>): Promise<number> => {
  const since = performance.now();
  await run().catch(() => {});
  return performance.now() - since;
};

it('rejects a command at once where nothing listens', async () => {
  const redis = connect('redis://127.0.0.1:1');
  await expect(redis.ping()).rejects.toThrow(/connect|closed|writeable|retries/i);
  expect(await took(() => redis.ping())).toBeLessThan(200);
});

it('rejects a command that a stopped Redis does not answer, and answers again once it goes on', async () => {
  const { url, pid } = await server();
  const redis = connect(url);
  await once(redis, 'ready');
  process.kill(pid, 'SIGSTOP');
  closing.push(() => process.kill(pid, 'SIGCONT'));
  expect(await took(() => redis.ping())).toBeLessThan(600);
  process.kill(pid, 'SIGCONT');
  await expect.poll(() => redis.ping().catch(() => 'no'), { timeout: 5000 }).toBe('PONG');
});

it('comes back by itself after a restart', async () => {
  const first = await startRedis();
  const redis = connect(first.url);
  await once(redis, 'ready');
  await first.stop();
  await expect(redis.ping()).rejects.toThrow(/connect|closed|writeable|retries/i);
  await server({ port: first.port });
  await expect.poll(() => redis.ping().catch(() => 'no'), { timeout: 5000 }).toBe('PONG');
});

it('leaves a half-open connection, although its own commands go on', async () => {
  const { port } = await server();
  const proxy = await startTcpProxy(port);
  closing.push(() => proxy.close());
  const redis = connect(`redis://127.0.0.1:${proxy.port}`);
  await once(redis, 'ready');
  proxy.mute();
  await expect.poll(() => redis.ping().catch(() => 'no'), { timeout: 6000, interval: 100 }).toBe('PONG');
});

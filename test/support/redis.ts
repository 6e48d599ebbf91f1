import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from './free-port.ts';

/** A redis-server of the test's own, on a free port, that keeps nothing on disk. */
export interface RedisServer {
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** A connection with ioredis' defaults, for the test itself. */
  readonly client: Redis;
  stop(): Promise<void>;
}

/** @param options.port To start one again where another was. @param options.settings Further options of redis-server, such as `--maxmemory 5mb`. */
export async function startRedis({ port, settings = [] }: { port?: number; settings?: readonly string[] } = {}): Promise<RedisServer> {
  const at = port ?? (await freePort());
  const folder = mkdtempSync(path.join(tmpdir(), 'redis-'));
  const child = spawn('redis-server', ['--port', String(at), '--bind', '127.0.0.1', '--dir', folder, '--save', '', ...settings], {
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  await Promise.race([once(child, 'spawn'), once(child, 'error').then(([error]) => Promise.reject(error as Error))]);
  const client = new Redis(at, '127.0.0.1', { retryStrategy: () => 20, maxRetriesPerRequest: null });
  client.on('error', () => {}); // It is not up yet, or was killed on purpose.
  await client.ping();
  return {
    url: `redis://127.0.0.1:${at}`,
    port: at,
    pid: child.pid ?? 0, // Spawned above.
    client,
    async stop() {
      client.disconnect();
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

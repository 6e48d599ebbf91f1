import { createRequire } from 'node:module';
import type { Redis } from 'ioredis';
import { second } from '../tmdb/duration.ts';

/** How long one command may take, in ms. A slower Redis counts as absent: requests to TMDB do not wait for it. */
export const COMMAND_TIMEOUT = 250;

const MAX_RETRY_DELAY = 400;

/** Between 25 and 400 ms, with jitter, so that a fleet does not come back at one moment. */
const retryDelay = (attempt: number): number => Math.min(MAX_RETRY_DELAY, 25 * 2 ** Math.min(attempt, 5)) * (0.5 + Math.random() / 2);

/**
 * Opens a connection that fails at once and comes back by itself: a command that Redis does not answer in time rejects, is
 * never kept for later and never sent twice. A half-open socket is closed a second after its first late answer.
 * @param url Of Redis or Valkey: `redis://` or, with TLS, `rediss://`.
 * @param commandTimeout In ms. Longer where the caller gives up by itself: a busy process would take its own stall for Redis'.
 */
export function connectRedis(url: string, commandTimeout = COMMAND_TIMEOUT): Redis {
  // Loaded on demand: most processes need no Redis.
  const client = createRequire(import.meta.url)('ioredis') as { Redis: typeof Redis };
  const redis = new client.Redis(url, {
    commandTimeout,
    connectTimeout: 2 * COMMAND_TIMEOUT,
    socketTimeout: Math.max(second, commandTimeout),
    enableOfflineQueue: false,
    autoResendUnfulfilledCommands: false,
    maxRetriesPerRequest: 0,
    retryStrategy: retryDelay,
  });
  redis.on('error', () => {}); // Each command rejects; the error of each attempt to connect would only repeat it.
  return redis;
}

import { randomBytes } from 'node:crypto';
import type { Redis } from 'ioredis';
import { second } from '../duration.ts';
import { defineScripts } from './redis-scripts.ts';
import type { ResourceRef } from '../resource.ts';
import { resourceDigest, type SecondLevelStore, type StoreListener } from './store.ts';

/** All keys are in one slot of a cluster, as a script needs them. */
const PREFIX = '{tmdb-gateway}:';
const entryOf = (key: string): string => `${PREFIX}part:${key}`;
const lockOf = (key: string): string => `${PREFIX}lock:${key}`;
const markOf = (resourceKey: string): string => `${PREFIX}changed:${resourceKey}`;

/** The channel on which all processes hear of changed resources, and the beginning of those on which each is woken. */
const CHANGED = `${PREFIX}changed`;
const WAKE = `${PREFIX}wake:`;

/** Interval at which the subscription is tested, which would not notice a half-open connection by itself. */
const HEARTBEAT = 5 * second;

const TIMEOUT = 50;

/**
 * The memory that the processes of a fleet share. Entries expire by Redis' clock, and by its own rules when its memory is full.
 * @param commands A new connection, for commands alone. @param subscriber Another one, which only receives. Both are closed with the store.
 */
export function createRedisStore(commands: Redis, subscriber: Redis): SecondLevelStore {
  const me = randomBytes(8).toString('hex');
  const scripts = defineScripts(commands);
  const { promise: ready, resolve } = Promise.withResolvers<void>();
  commands.once('ready', resolve);
  // Another failure, such as a time-out of a process that is busy with its start, may pass soon.
  commands.on('error', ({ code }: NodeJS.ErrnoException) => {
    if (code === 'ECONNREFUSED') resolve();
  });
  const heartbeat = setInterval(() => void subscriber.ping().catch(() => {}), HEARTBEAT).unref();

  function subscribe(): void {
    // Without it, what others do is noticed by looking again.
    subscriber.subscribe(CHANGED, WAKE + me).catch(() => {});
  }

  return {
    name: 'Redis',
    timeout: TIMEOUT,
    ready,
    async get(lookups) {
      const keys = lookups.flatMap(({ key, resourceKey }) => [entryOf(key), lockOf(key), markOf(resourceKey)]);
      const found = await scripts.get(keys, [me, ...lookups.map(({ minTtl }) => minTtl)]);
      return lookups.map((_, index) => {
        const [bytes, ttl, isLocked] = found.slice(3 * index) as [Buffer, number, number]; // Three for each.
        return { bytes: bytes.length > 0 ? bytes : undefined, ttl, isLocked: isLocked === 1 };
      });
    },
    async set(parts) {
      const keys = parts.flatMap(({ key }) => [entryOf(key), lockOf(key)]);
      const values = parts.flatMap(({ key, bytes, ttl }) => [
        key,
        Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length),
        Math.ceil(ttl),
      ]);
      await scripts.set(keys, [me, WAKE, ...values]);
    },
    async invalidate(changed) {
      const messages = changed.map(({ resource: { name }, ref }) => JSON.stringify({ by: me, name, ref }));
      const marks = changed.map((one) => markOf(resourceDigest(one)));
      await scripts.invalidate(marks, [CHANGED, ...messages]);
    },
    locks: {
      renew: async (keys) => void (await scripts.renew(keys.map(lockOf), [me])),
      release: async (keys) => void (await scripts.end(keys.map(lockOf), [me, WAKE, ...keys])),
    },
    listen(listener) {
      subscriber.on('message', (channel: string, message: string) => {
        if (channel !== CHANGED) listener.onReleased(message);
        else hear(message, me, listener);
      });
      subscriber.on('ready', subscribe);
    },
    async close() {
      clearInterval(heartbeat);
      commands.disconnect();
      subscriber.disconnect();
    },
  };
}

/** Passes on which resource another process changed. */
function hear(message: string, me: string, listener: StoreListener): void {
  let changed: ResourceRef | undefined;
  try {
    const { by, name, ref } = JSON.parse(message) as Record<string, unknown>;
    if (by !== me && typeof name === 'string' && typeof ref === 'string') changed = { resource: { name }, ref };
  } catch {
    // Not a message of a gateway.
  }
  if (changed) listener.onInvalidated(changed);
}

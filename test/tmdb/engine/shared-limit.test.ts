import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { createAdmission } from '../../../src/tmdb/engine/admission.ts';
import { createLimiter, type Limiter } from '../../../src/tmdb/engine/limiter.ts';
import type { Place } from '../../../src/tmdb/engine/limits/place-queue.ts';
import type { SharedLimit, SharedLimitListener } from '../../../src/tmdb/engine/limits/shared-limit.ts';
import { createTransport } from '../../../src/tmdb/engine/transport.ts';

/** A shared limit that a test grants by hand. */
function scripted() {
  const listeners: SharedLimitListener[] = [];
  const events: string[] = [];
  let due = 0;
  let gone = 0;
  let members = 1;
  const limit: SharedLimit = {
    get members() {
      return members;
    },
    delay: 0,
    shareOf: (connections) => Math.max(1, Math.floor(connections / members)),
    want: (waiting, ready) => void events.push(`want ${waiting}, ${ready} ready`),
    get isDue() {
      return due > 0;
    },
    take() {
      gone = 0;
      if (due === 0) return undefined;
      due -= 1;
      return { sent: () => void events.push('sent'), end: () => void events.push('end') };
    },
    refused: (paths) => void events.push(`refused ${paths}`),
    subscribe: (listener) => void listeners.push(listener),
  };
  return {
    limit,
    events,
    latest: () => events.findLast((event) => event.startsWith('want')),
    grant(count = 1) {
      due += count;
      for (const { onSlot } of listeners) onSlot?.();
    },
    resize(size: number) {
      members = size;
      for (const { onMembers } of listeners) onMembers?.();
    },
    /** Says that a slot is due, which is gone when a run wants to take it. */
    pretend() {
      Object.defineProperty(limit, 'isDue', { get: () => due > 0 || gone > 0, configurable: true });
      gone = 1;
      for (const { onSlot } of listeners) onSlot?.();
    },
    refuse: (paths: string, duration: number) => listeners.forEach(({ onRefused }) => onRefused?.(paths, duration)),
  };
}

function limiterOver(shared: SharedLimit, maxConnections = 4): Limiter {
  const limiter = createLimiter({ ratePerSecond: 50, maxConnections, shared });
  onTestFinished(() => limiter.close());
  return limiter;
}

/** Runs that note their names when they begin, and end when `end` is called. */
function runs(limiter: Limiter) {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  return {
    begun,
    end: () => ends.splice(0).forEach((end) => end()),
    add(name: string, place: Place = {}): Promise<unknown> {
      return limiter
        .slot(async (slot) => {
          slot.sent();
          begun.push(name);
          await new Promise<void>((resolve) => void ends.push(resolve));
        }, place)
        .catch(() => 'left');
    },
  };
}

it('begins a run for each slot that is due, and the most urgent one first', async () => {
  const shared = scripted();
  const { begun, add } = runs(limiterOver(shared.limit));
  void add('first');
  void add('urgent', { priority: 1 });
  void add('second');
  await sleep(10);
  expect([begun, shared.latest()]).toEqual([[], 'want 3, 3 ready']);
  shared.grant();
  await sleep(10);
  expect([begun, shared.latest()]).toEqual([['urgent'], 'want 2, 2 ready']);
  shared.grant(2);
  await sleep(10);
  expect([begun, shared.latest()]).toEqual([['urgent', 'first', 'second'], 'want 0, 0 ready']);
});

it('keeps a run waiting whose slot is gone when the run begins', async () => {
  const shared = scripted();
  const { begun, add } = runs(limiterOver(shared.limit));
  void add('one');
  shared.pretend();
  await sleep(10);
  expect([begun, shared.latest()]).toEqual([[], 'want 1, 1 ready']);
  shared.grant();
  await sleep(10);
  expect(begun).toEqual(['one']);
});

it('wants no slot for runs that have no connection, and wants fewer when a run is withdrawn', async () => {
  const shared = scripted();
  const { add, end } = runs(limiterOver(shared.limit, 2));
  const leave = new AbortController();
  for (const name of ['one', 'two', 'three']) void add(name);
  const left = add('four', { signal: leave.signal });
  shared.grant(2);
  await sleep(10);
  expect(shared.latest()).toBe('want 2, 0 ready');
  leave.abort();
  expect(await left).toBe('left');
  expect(shared.latest()).toBe('want 1, 0 ready');
  end();
  await sleep(10);
  expect(shared.latest()).toBe('want 1, 1 ready');
});

it('counts a lane that is full as not ready', async () => {
  const shared = scripted();
  const { add } = runs(limiterOver(shared.limit, 4));
  for (const name of ['one', 'two', 'three']) void add(name, { lane: 'movie' });
  await sleep(10);
  expect(shared.latest()).toBe('want 3, 2 ready');
});

it('gives a shared slot back when its request was never sent', async () => {
  const shared = scripted();
  const limiter = limiterOver(shared.limit);
  shared.grant(2);
  await limiter.slot(async () => {});
  await limiter.slot(async (slot) => slot.sent());
  expect(shared.events.filter((event) => !event.startsWith('want'))).toEqual(['end', 'sent', 'end']);
});

it('keeps to its own share of connections when it changes', async () => {
  const shared = scripted();
  const { begun, add, end } = runs(limiterOver(shared.limit, 4));
  shared.resize(2);
  for (const name of ['one', 'two', 'three', 'four']) void add(name);
  shared.grant(4);
  await sleep(10);
  expect(begun).toHaveLength(2);
  shared.resize(1);
  await sleep(10);
  expect(begun).toHaveLength(4);
  end();
});

it('pauses for the 429 of another process, and tells the others of its own', () => {
  const shared = scripted();
  const limiter = limiterOver(shared.limit);
  shared.refuse('movie', 1000);
  expect(limiter.pausedFor('movie')).toBeGreaterThan(900);
  expect(shared.events).not.toContain('refused movie');
  limiter.refuse('tv', 1000);
  expect(shared.events).toContain('refused tv');
});

it('admits a share of the queue, and refuses for as long as the shared limit names', () => {
  const load = { requests: 50, callers: 1, heldBy: () => 50 };
  const check = (shared: { members: number; delay: number }): unknown =>
    createAdmission({
      queueMax: 150,
      ratePerSecond: 50,
      maxWait: 10_000,
      limiter: { pausedFor: () => 0, refusalInterval: () => 0 },
      load,
      shared,
    }).check({ caller: 'a client', admitted: false }, 'movie');
  expect(check({ members: 1, delay: 0 })).toBeUndefined();
  expect(check({ members: 4, delay: 0 })).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 4 });
  expect(check({ members: 1, delay: 12_300 })).toMatchObject({ code: 'RATE_LIMITED', retryAfter: 13 });
});

it('closes its connections beyond a share that shrinks, after their responses', async () => {
  const sockets = new Set<Socket>();
  const server = createServer((_request, response) => void setTimeout(() => response.end('{"id":1}'), 100));
  server.on('connection', (socket) => void sockets.add(socket.on('close', () => sockets.delete(socket))));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const shared = scripted();
  const transport = createTransport({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // A TCP server's address is never a string.
    maxConnections: 4,
    shared: shared.limit,
    accessToken: 'test',
  });
  onTestFinished(async () => {
    await transport.close();
    server.close();
  });
  const ask = (count: number): Promise<unknown> =>
    Promise.all(
      Array.from({ length: count }, (_, id) =>
        transport.send({ path: `/movie/${id}`, append: [], query: {} }, new AbortController().signal),
      ),
    );
  await ask(4);
  expect(sockets.size).toBe(4);
  const last = ask(4);
  await sleep(50);
  shared.resize(2);
  await last;
  await expect.poll(() => sockets.size).toBe(0);
  await ask(4);
  expect(sockets.size).toBe(2);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createAvailability, type Availability } from '../../src/tmdb/second-level/availability.ts';

let heard: string[];
let availability: Availability;
beforeEach(() => {
  vi.useFakeTimers();
  heard = [];
  const listener = { onAway: (reason: string) => void heard.push(reason), onBack: () => void heard.push('back') };
  availability = createAvailability(listener, 3);
});
afterEach(() => {
  vi.useRealTimers();
});

const fail = async (): Promise<never> => {
  throw Object.assign(new Error('connect to redis.internal'), { code: 'ECONNREFUSED' });
};
const never = (): Promise<never> => new Promise(() => {});

async function times(count: number, call: () => Promise<unknown>): Promise<unknown[]> {
  const answers = Array.from({ length: count }, () => availability.ask(call, 50));
  await vi.advanceTimersByTimeAsync(60);
  return Promise.all(answers);
}

it('counts a store as away after three failures in a row, and says so once', async () => {
  await times(2, fail);
  expect(await times(1, async () => 'an answer')).toEqual(['an answer']);
  await times(2, fail);
  expect(heard).toEqual([]);
  expect(await times(5, fail)).toEqual([undefined, undefined, undefined, undefined, undefined]);
  expect(heard).toEqual(['ECONNREFUSED']);
});

it('asks a store that is away once in a second, until it answers', async () => {
  await times(3, fail);
  const call = vi.fn<() => Promise<never>>(fail);
  await times(5, call);
  expect(call).toHaveBeenCalledTimes(0);
  await vi.advanceTimersByTimeAsync(1000);
  await times(5, call);
  expect(call).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  await times(1, async () => 'an answer');
  expect(heard).toEqual(['ECONNREFUSED', 'back']);
  expect(availability.isAway).toBe(false);
});

it('waits no longer than it may, and takes twelve slow answers in a row for a loss', async () => {
  expect(await times(11, never)).toEqual(Array.from({ length: 11 }));
  expect(heard).toEqual([]);
  await times(1, never);
  expect(heard).toEqual(['SLOW']);
});

it.each([
  ["Redis' own word", new Error('OOM command not allowed'), 'OOM'],
  [
    "SQLite's own text",
    Object.assign(new Error('/secret/path'), { errstr: 'unable to open database file' }),
    'unable to open database file',
  ],
  ['no other text', new Error('Connection to redis.internal is closed.'), 'UNREACHABLE'],
])('gives %s as the reason', async (_, error, reason) => {
  await times(3, () => Promise.reject(error));
  expect(heard).toEqual([reason]);
});

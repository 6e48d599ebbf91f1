import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createOwnPart } from '../../src/fleet/own-part.ts';

const LIMIT = 48;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** When processes that always have work send, each by itself, in ms. */
async function sent(size: number, seconds: number, offsets: (turn: number) => number): Promise<number[]> {
  const times: number[] = [];
  for (let turn = 0; turn < size; turn += 1) {
    const source = createOwnPart(LIMIT, { size, turn, offset: offsets(turn) }, performance.now() + 1020, () => {
      while (source.isDue) {
        source.take();
        times.push(performance.now());
      }
      source.want(1, 1);
    });
    source.want(1, 1);
  }
  await vi.advanceTimersByTimeAsync(seconds * 1000);
  return times.toSorted((a, b) => a - b);
}

const mostInASecond = (times: readonly number[]): number =>
  Math.max(...times.map((from) => times.filter((at) => at >= from && at < from + 1000).length));

it.each([1, 4, 7, 20, 48, 49, 200])('keeps the limit among %i processes that lost Redis, and gives each its part', async (size) => {
  const seconds = Math.max(10, size / 10);
  const times = await sent(size, seconds, () => 5000);
  expect(mostInASecond(times)).toBeLessThanOrEqual(LIMIT);
  const fair = size <= LIMIT ? Math.floor(LIMIT / size) * size : LIMIT;
  expect(times.length / (seconds - 1.02)).toBeGreaterThan(0.9 * fair);
});

it('drops a slot that is reached too late, rather than sending it among later ones', () => {
  const source = createOwnPart(LIMIT, { size: 1, turn: 0, offset: 0 }, performance.now() + 10, () => {});
  source.want(1, 1);
  vi.advanceTimersToNextTimer();
  expect(source.isDue).toBe(true);
  vi.advanceTimersByTime(20);
  expect(source.isDue).toBe(false);
});

it('grants nothing while nothing waits', () => {
  const source = createOwnPart(LIMIT, { size: 1, turn: 0, offset: 0 }, performance.now() + 10, () => {});
  source.want(1, 1);
  source.want(0, 0);
  vi.advanceTimersByTime(1000);
  expect(source.isDue).toBe(false);
});

import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createShare } from '../../src/fleet/share.ts';
import { depthOf } from '../../src/fleet/reservations.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('begins with one connection, shrinks at once and grows after a delay', () => {
  const seen: number[] = [];
  const share = createShare(() => seen.push(share.of(18)));
  expect(share.of(18)).toBe(1);
  share.set(2, 1000);
  expect(share.of(18)).toBe(1);
  vi.advanceTimersByTime(1000);
  share.set(4, 1000);
  expect(share.of(18)).toBe(4);
  share.set(3, 1000);
  vi.advanceTimersByTime(999);
  expect(share.of(18)).toBe(4);
  vi.advanceTimersByTime(1);
  expect([share.of(18), share.of(2)]).toEqual([6, 1]);
  expect(seen).toEqual([9, 4, 6]);
});

it('does not grow when the processes are back before the delay is over', () => {
  const share = createShare(() => {});
  share.set(4, 0);
  vi.advanceTimersByTime(0);
  share.set(3, 1000);
  share.set(4, 1000);
  vi.advanceTimersByTime(1000);
  expect(share.of(18)).toBe(4);
});

it('waits the whole delay, although an earlier growth was overtaken', () => {
  const share = createShare(() => {});
  share.set(4, 0);
  vi.advanceTimersByTime(0);
  share.set(3, 1000);
  vi.advanceTimersByTime(500);
  share.set(5, 1000);
  share.set(4, 1000);
  vi.advanceTimersByTime(999);
  expect(share.of(20)).toBe(4);
  vi.advanceTimersByTime(1);
  expect(share.of(20)).toBe(5);
});

it.each([
  [1, 1],
  [14, 1],
  [15, 3],
  [60, 5],
])('has as many reservations under way as a round trip of %i ms needs: %i', (roundTrip, depth) => {
  expect(depthOf(roundTrip)).toBe(depth);
});

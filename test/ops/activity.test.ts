import { expect, it } from 'vitest';
import { createActivity, type Activity } from '../../src/ops/activity.ts';
import type { OperationRecord } from '../../src/ops/operation-record.ts';
import { noCost } from '../../src/tmdb/engine/operation.ts';

const ATTEMPT = { method: 'GET', template: 'Movie', appended: 0, attempt: 1, operations: new Set<never>() } as const;

/** An activity with a clock that the test moves. */
function open(): { activity: Activity; at(ms: number): void } {
  let now = 0;
  return { activity: createActivity(() => now), at: (ms) => void (now = ms) };
}

const record = (name: string | undefined, duration: number, requests: number): OperationRecord => ({
  type: 'query',
  name,
  duration,
  cost: { ...noCost(), requests },
  way: 'executed',
  codes: [],
  tmdbStatuses: [],
  traceId: () => undefined,
  http: 200,
});

it('counts requests by the second in which they left, without those that were never sent', () => {
  const { activity, at } = open();
  at(600_500);
  const ends = [1, 2, 3].map(() => activity.observer.onRequest(ATTEMPT));
  at(601_500);
  activity.observer.onRequest(ATTEMPT);
  ends[0]?.({ sent: false });
  ends[1]?.({ http: 200 });
  expect(activity.perSecond()).toHaveLength(300);
  expect(activity.perSecond().slice(-2)).toEqual([0, 2]);
  at(602_000);
  expect(activity.perSecond().slice(-3)).toEqual([0, 2, 1]);
});

it('forgets a second after five minutes, also one without another request in its place', () => {
  const { activity, at } = open();
  activity.observer.onRequest(ATTEMPT);
  at(300_000);
  expect(activity.perSecond()[0]).toBe(1);
  at(301_000);
  expect(activity.perSecond()).toEqual(Array.from({ length: 300 }, () => 0));
  at(900_000);
  expect(activity.perSecond()).toEqual(Array.from({ length: 300 }, () => 0));
});

it('takes nothing from another second when a request that was not sent ends minutes later', () => {
  const { activity, at } = open();
  const end = activity.observer.onRequest(ATTEMPT);
  at(301_000);
  activity.observer.onRequest(ATTEMPT);
  end({ sent: false });
  at(302_000);
  expect(activity.perSecond().at(-1)).toBe(1);
});

it('gives the quantiles of the latest thousand durations', () => {
  const { activity } = open();
  expect(activity.waits()).toEqual({ half: undefined, most: undefined });
  activity.observer.onSlotGranted(7);
  expect(activity.waits()).toEqual({ half: 7, most: 7 });
  for (let n = 1; n <= 2000; n += 1) activity.observer.onSlotGranted(n);
  expect(activity.waits()).toEqual({ half: 1500, most: 1950 });
});

it('sums operations up by name, and keeps a bounded number of names', () => {
  const { activity } = open();
  for (let n = 0; n < 2000; n += 1) activity.addOperation(record(`Name${n}`, 1, 1));
  activity.addOperation(record('Page', 10, 1));
  activity.addOperation(record('Page', 30, 4));
  activity.addOperation(record(undefined, 5, 0));
  activity.addOperation({ ...record('Refused', 5, 0), cost: undefined });
  const named = new Map(activity.named().map((one) => [one.name, one]));
  expect(named.size).toBe(500);
  expect(named.get('Page')).toEqual({ name: 'Page', runs: 2, duration: 40, slowest: 30, requests: 5, dearest: 4 });
  expect(named.get('unnamed query')?.runs).toBe(1);
  expect(named.has('Refused')).toBe(false);
});

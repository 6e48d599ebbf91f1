import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { TmdbError } from '../../../src/tmdb/error.ts';
import { createRetryBudget, MAX_ATTEMPTS, parseRetryAfter, pauseBeforeRetry, type RetryBudget } from '../../../src/tmdb/engine/retry.ts';
import type { RetryRule } from '../../../src/tmdb/status.ts';

const failed = (retry: RetryRule, retryAfter?: number): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_UNAVAILABLE', message: 'TMDB failed.', fault: 'tmdb', retry, http: 503, retryAfter });

/** The attempts after which each rule retries. */
const RULES = [
  { rule: 'no', again: [] },
  { rule: 'once', again: [1] },
  { rule: 'backoff', again: [1, 2] },
  { rule: 'when told', again: [1, 2, 3, 4, 20] },
] as const satisfies { rule: RetryRule; again: number[] }[];

describe.each(RULES)('the retry rule "$rule"', ({ rule, again }) => {
  it.each([1, 2, 3, 4, 20])('allows exactly its own retries after attempt %i', (attempts) => {
    const pause = pauseBeforeRetry(failed(rule), attempts);
    expect(pause !== undefined && pause > 0).toBe(again.some((attempt) => attempt === attempts));
    expect(pause).not.toBe(0);
  });
});

it('sends a GET with a temporary failure at most three times', () => {
  expect(MAX_ATTEMPTS).toBe(3);
});

describe('the backoff', () => {
  const waiting = fc.constantFrom<RetryRule>('backoff', 'when told');
  const random = fc.double({ min: 0, max: 1, noNaN: true });

  it('doubles the backoff from attempt to attempt', () => {
    const [first = 0, second = 0, third = 0] = [1, 2, 3].map((attempts) => pauseBeforeRetry(failed('when told'), attempts, 0.5));
    expect(second).toBe(2 * first);
    expect(third).toBe(4 * first);
  });

  it('bounds the backoff', () => {
    expect(pauseBeforeRetry(failed('when told'), 1000, 1)).toBeLessThanOrEqual(30_000);
  });

  it('adds jitter, so that requests that failed together do not return together', () => {
    const pauses = [0, 0.25, 0.5, 0.75, 1].map((chance) => pauseBeforeRetry(failed('backoff'), 1, chance));
    expect(new Set(pauses).size).toBe(pauses.length);
    expect(new Set(Array.from({ length: 20 }, () => pauseBeforeRetry(failed('backoff'), 1))).size).toBeGreaterThan(10);
  });

  it('waits at least as long as Retry-After says, which never shortens the backoff', () => {
    fc.assert(
      fc.property(
        waiting,
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 1, max: 2 }),
        random,
        (rule, retryAfter, attempts, chance) => {
          const pause = pauseBeforeRetry(failed(rule, retryAfter), attempts, chance) ?? 0;
          expect(pause).toBeGreaterThanOrEqual(retryAfter * 1000);
          expect(pause).toBeGreaterThanOrEqual(pauseBeforeRetry(failed(rule), attempts, chance) ?? Infinity);
        },
      ),
    );
  });

  it('keeps the backoff when Retry-After is 0', () => {
    expect(pauseBeforeRetry(failed('when told', 0), 1, 0)).toBe(pauseBeforeRetry(failed('when told'), 1, 0));
    expect(pauseBeforeRetry(failed('backoff', 0), 1, 0)).toBeGreaterThan(0);
  });

  it('retries nothing because of Retry-After where no retry is allowed', () => {
    expect(pauseBeforeRetry(failed('no', 5), 1)).toBeUndefined();
    expect(pauseBeforeRetry(failed('once', 5), 2)).toBeUndefined();
    expect(pauseBeforeRetry(failed('backoff', 5), 3)).toBeUndefined();
  });
});

/** The number of retries that a budget allows in a row, without a request in between. */
function allowed(budget: RetryBudget): number {
  let retries = 0;
  while (budget.spend()) retries += 1;
  return retries;
}

const earn = (budget: RetryBudget, requests: number): void => {
  for (let request = 0; request < requests; request += 1) budget.earn();
};

describe('the retry budget', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
  afterEach(() => void vi.useRealTimers());

  it('allows two retries a second without any request', () => {
    const budget = createRetryBudget();
    allowed(budget);
    vi.advanceTimersByTime(499);
    expect(budget.spend()).toBe(false);
    vi.advanceTimersByTime(2001);
    expect(allowed(budget)).toBe(5);
    vi.advanceTimersByTime(60_000);
    expect(allowed(budget)).toBe(20);
  });

  it('allows a few retries before any request', () => {
    const few = allowed(createRetryBudget());
    expect(few).toBeGreaterThanOrEqual(1);
    expect(few).toBeLessThanOrEqual(20);
  });

  it('allows one more retry for five requests', () => {
    const budget = createRetryBudget();
    allowed(budget);
    earn(budget, 4);
    expect(budget.spend()).toBe(false);
    earn(budget, 2);
    expect(budget.spend()).toBe(true);
    expect(budget.spend()).toBe(false);
  });

  it('saves up at most twenty retries', () => {
    const budget = createRetryBudget();
    earn(budget, 10_000);
    expect(allowed(budget)).toBe(20);
  });

  it('does not overdraw the budget by asking', () => {
    const budget = createRetryBudget();
    allowed(budget);
    for (let time = 0; time < 100; time += 1) budget.spend();
    earn(budget, 6);
    expect(budget.spend()).toBe(true);
  });

  it('limits retries to a fifth of the requests, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 2000, size: 'max' }), (steps) => {
        const budget = createRetryBudget();
        let requests = 0;
        let retries = 0;
        const atFirst = allowed(createRetryBudget());
        for (const isRequest of steps) {
          if (isRequest) budget.earn();
          if (isRequest) requests += 1;
          else if (budget.spend()) retries += 1;
        }
        expect(retries).toBeLessThanOrEqual(atFirst + requests * 0.2 + 1e-9);
      }),
      { numRuns: 50 },
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2026-10-21T07:28:00.250Z');

  it.each([
    { header: '0', seconds: 0 },
    { header: '1', seconds: 1 },
    { header: '120', seconds: 120 },
    { header: ' 7 ', seconds: 7 },
    { header: '86400000', seconds: 86_400_000 },
    { header: 'Wed, 21 Oct 2026 07:28:30 GMT', seconds: 30 },
    { header: 'Wed, 21 Oct 2026 07:28:01 GMT', seconds: 1 },
    { header: 'Wed, 21 Oct 2026 07:28:00 GMT', seconds: 0 },
    { header: 'Sun, 06 Nov 1994 08:49:37 GMT', seconds: 0 },
  ])('parses Retry-After: $header as $seconds seconds', ({ header, seconds }) => {
    expect(parseRetryAfter(header, now)).toBe(seconds);
  });

  it.each([
    '',
    ' ',
    'soon',
    'in 5 minutes',
    'NaN',
    '12s',
    '-5',
    '-1',
    '1.5',
    '0x10',
    '+3',
    '1e3',
    'Wed, 99 Oct 2026 99:99:99 GMT',
    'wait 5',
  ])('rejects Retry-After: %s', (header) => {
    expect(parseRetryAfter(header, now)).toBeUndefined();
  });

  it('takes the old form of a date for GMT, in every time zone', () => {
    vi.stubEnv('TZ', 'America/New_York');
    onTestFinished(() => void vi.unstubAllEnvs());
    expect(parseRetryAfter('Sun Nov  6 08:49:37 1994', Date.UTC(1994, 10, 6, 8, 49, 7))).toBe(30);
  });

  it('returns undefined without a Retry-After', () => {
    expect(parseRetryAfter(undefined)).toBeUndefined();
  });

  it('returns a safe integer also for an absurd Retry-After', () => {
    const seconds = parseRetryAfter('9'.repeat(400), now);
    expect(seconds === undefined || Number.isSafeInteger(seconds)).toBe(true);
  });

  it('parses any date as the seconds that remain, rounded up', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 0, max: 999 }), (seconds, millisecond) => {
        const at = Date.parse('2026-01-01T00:00:00.000Z') + millisecond;
        const header = new Date(Date.parse('2026-01-01T00:00:00.000Z') + seconds * 1000).toUTCString();
        expect(parseRetryAfter(header, at)).toBe(seconds);
      }),
    );
  });
});

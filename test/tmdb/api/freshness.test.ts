import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../src/tmdb/duration.ts';
import { FRESH } from '../../../src/tmdb/api/freshness.ts';

const ROWS = Object.entries(FRESH).map(([kind, rules]) => ({ kind, ...rules }));

describe.each(ROWS)('parts of the kind "$kind"', ({ kind, floor, ceiling, stale, error }) => {
  it(`keeps parts of the kind "${kind}" fresh for at least a minute and at most a day`, () => {
    expect(floor).toBeGreaterThanOrEqual(minute);
    expect(ceiling).toBeGreaterThan(floor);
    expect(ceiling).toBeLessThanOrEqual(day);
  });

  it(`serves parts of the kind "${kind}" longer when TMDB fails than during a refresh`, () => {
    expect(stale).toBeGreaterThan(0);
    expect(error).toBeGreaterThan(stale);
  });
});

it('keeps configuration fresh for a day, details for hours, trending and search for minutes', () => {
  expect(FRESH.configuration.ceiling).toBe(day);
  expect(FRESH.details.ceiling).toBeGreaterThanOrEqual(2 * hour);
  expect(FRESH.details.ceiling).toBeLessThan(day);
  expect(FRESH.trending.ceiling).toBeGreaterThanOrEqual(2 * minute);
  expect(FRESH.trending.ceiling).toBeLessThan(hour);
});

it('keeps kinds that change sooner fresh for less time', () => {
  const ceilings = [FRESH.edited, FRESH.trending, FRESH.lists, FRESH.details, FRESH.configuration].map(({ ceiling }) => ceiling);
  expect(ceilings).toEqual(ceilings.toSorted((a, b) => a - b));
});

import { describe, expect, it } from 'vitest';
import { day, hour, minute } from '../../../src/tmdb/duration.ts';
import { FRESH } from '../../../src/tmdb/api/freshness.ts';

const ROWS = Object.entries(FRESH).map(([kind, rules]) => ({ kind, ...rules }));

describe.each(ROWS)('a part of the kind "$kind"', ({ floor, ceiling, stale, error }) => {
  it('is fresh for a minute at least, and a day at most', () => {
    expect(floor).toBeGreaterThanOrEqual(minute);
    expect(ceiling).toBeGreaterThan(floor);
    expect(ceiling).toBeLessThanOrEqual(day);
  });

  it('is served for longer when TMDB fails than while it is refreshed', () => {
    expect(stale).toBeGreaterThan(0);
    expect(error).toBeGreaterThan(stale);
  });
});

it('is a day for configuration, hours for details, minutes for trending and search', () => {
  expect(FRESH.configuration.ceiling).toBe(day);
  expect(FRESH.details.ceiling).toBeGreaterThanOrEqual(2 * hour);
  expect(FRESH.details.ceiling).toBeLessThan(day);
  expect(FRESH.trending.ceiling).toBeGreaterThanOrEqual(2 * minute);
  expect(FRESH.trending.ceiling).toBeLessThan(hour);
});

it('is shorter for what changes sooner', () => {
  const ceilings = [FRESH.edited, FRESH.trending, FRESH.lists, FRESH.details, FRESH.configuration].map(({ ceiling }) => ceiling);
  expect(ceilings).toEqual(ceilings.toSorted((a, b) => a - b));
});

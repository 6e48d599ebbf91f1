import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDate, knownDate, knownInstant, knownNumber, knownText, number } from '../../src/tmdb/known.ts';

const NOTHING = [undefined, null, ''] as const;

describe('knownText', () => {
  it.each([...NOTHING, ' ', '\n\t', '\u00a0'])('reads a text as unknown when TMDB sends %j', (value) => {
    expect(knownText(value)).toBeNull();
  });

  it.each(['The Matrix', ' with a blank', '0', 'null', '千と千尋の神隠し'])('returns the text %j unchanged', (value) => {
    expect(knownText(value)).toBe(value);
  });
});

describe('knownNumber', () => {
  it.each([...NOTHING, 0, '0', '0.0', -0, NaN, Infinity, 'many'])('reads a number other than 0 as unknown when TMDB sends %j', (value) => {
    expect(knownNumber(value)).toBeNull();
  });

  it.each([
    [136, 136],
    ['136', 136],
    [4_294_967_296, 4_294_967_296],
    [0.5, 0.5],
  ])('reads a number other than 0: %j', (value, expected) => {
    expect(knownNumber(value)).toBe(expected);
  });
});

describe('number', () => {
  it.each([...NOTHING, ' ', 'many', '12 min', NaN, Infinity, -Infinity])('reads a number as unknown when TMDB sends %j', (value) => {
    expect(number(value)).toBeNull();
  });

  it.each([
    [0, 0],
    ['0', 0],
    [8.7, 8.7],
    ['8.7', 8.7],
    [-1, -1],
  ])('reads a number, 0 included: %j', (value, expected) => {
    expect(number(value)).toBe(expected);
  });
});

const NO_DAYS = [
  '2023-02-30',
  '2023-02-29',
  '1900-02-29',
  '2023-04-31',
  '2023-13-01',
  '2023-00-10',
  '2023-01-00',
  '0000-00-00',
  '2023-1-1',
  '23-01-01',
  '2023/01/01',
  '01-01-2023',
  '2023',
  '2023-01',
  'tomorrow!!',
  '+02023-01-01',
];

describe('knownDate', () => {
  it.each([...NOTHING, ' ', ...NO_DAYS])('reads a day as unknown when TMDB sends %j', (value) => {
    expect(knownDate(value)).toBeNull();
  });

  it.each([
    ['1999-03-30', '1999-03-30'],
    ['2024-02-29', '2024-02-29'],
    ['1999-10-15T00:00:00.000Z', '1999-10-15'],
    ['2026-08-06 23:26:00 UTC', '2026-08-06'],
  ])('reads a day from %j', (value, expected) => {
    expect(knownDate(value)).toBe(expected);
  });
});

describe('isDate', () => {
  it.each(['', ...NO_DAYS, ' 2023-01-01', '2023-01-01 ', '2023-01-01T00:00:00Z', '2023-01-01\n'])(
    'refuses %j as a day of the calendar',
    (value) => {
      expect(isDate(value)).toBe(false);
    },
  );

  it('accepts exactly the days of the calendar', () => {
    const days = fc.date({ min: new Date('1000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true });
    fc.assert(fc.property(days, (day) => isDate(day.toISOString().slice(0, 10))));
    const triples = fc.tuple(fc.integer({ min: 1900, max: 2100 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }));
    fc.assert(
      fc.property(triples, ([year, month, day]) => {
        const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
        const last = [0, 31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month] ?? 0;
        const text = [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
        expect(isDate(text)).toBe(day >= 1 && day <= last);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('knownInstant', () => {
  it.each([
    ['1999-10-15T00:00:00.000Z', '1999-10-15T00:00:00.000Z'],
    ['2011-02-20T07:53:01.000Z', '2011-02-20T07:53:01.000Z'],
    ['2011-02-20 07:53:01 UTC', '2011-02-20T07:53:01.000Z'],
    ['2026-08-06 23:26:00 UTC', '2026-08-06T23:26:00.000Z'],
    ['2024-12-25', '2024-12-25T00:00:00.000Z'],
  ])('reads an instant from %j in any time zone of the gateway', (value, expected) => {
    expect(knownInstant(value)?.toISOString()).toBe(expected);
  });

  it.each([...NOTHING, ' ', 'yesterday', '0000-00-00', '2023-13-01T00:00:00.000Z', '2023-01-01T25:00:00.000Z', '2026-08-06 99:26:00 UTC'])(
    'reads an instant as unknown when TMDB sends %j',
    (value) => {
      expect(knownInstant(value)).toBeNull();
    },
  );

  it.each(['2023-02-30', '2023-02-30T00:00:00.000Z', '2023-04-31 10:00:00 UTC'])('returns null for the impossible day %j', (value) => {
    expect(knownInstant(value)).toBeNull();
  });

  it.each(['season 5', 'v1.2', '-5', '3'])('returns null for a text with a number in it: %j', (value) => {
    expect(knownInstant(value)).toBeNull();
  });
});

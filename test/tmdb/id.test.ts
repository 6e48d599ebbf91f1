import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/tmdb/error.ts';
import { globalId, HEX_ID, parseGlobalId, parseId, parseImdbId } from '../../src/tmdb/id.ts';

const base64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64url');

/** The value of a call, or its failure. */
function outcomeOf<T>(call: () => T): T | GatewayError {
  try {
    return call();
  } catch (error) {
    if (error instanceof GatewayError) return error;
    throw error;
  }
}

/** The failure of a call that must fail. */
function failureOf(call: () => unknown): GatewayError {
  const outcome = outcomeOf(call);
  if (outcome instanceof GatewayError) return outcome;
  throw new Error('expected the call to fail');
}

/** Texts that attackers try to bring into a path. */
const INJECTIONS = [
  '',
  ' ',
  '0',
  '-1',
  '+603',
  '0603',
  '60 3',
  '603 604',
  '603.0',
  '6e2',
  '0x25b',
  '12345678901',
  '603?api_key=x',
  '603/images',
  '603%2Fimages',
  '603\r\nX: y',
  '603\n604',
  '603\0',
  '//host/',
  '../550',
  '%2e%2e/550',
  'popular',
  'tt0133093',
  'null',
  'undefined',
  '__proto__',
  '６０３',
  '٦٠٣',
  '603;drop',
  '9'.repeat(500_000),
  'A'.repeat(500_000),
  `TW92aWU6NjAz${'A'.repeat(500_000)}`,
];

describe('parseId', () => {
  it.each(['1', '603', '2147483647', 603])('reads a number of TMDB: %s', (raw) => {
    expect(parseId('Movie', raw)).toBe(String(raw));
  });

  it('reads a global id of the same type', () => {
    expect(parseId('Movie', globalId('Movie', 603))).toBe('603');
  });

  it.each(INJECTIONS.map((raw) => ({ name: JSON.stringify(raw.slice(0, 30)), raw })))('refuses $name as an id', ({ raw }) => {
    const { code, message } = failureOf(() => parseId('Movie', raw));
    expect(code).toBe('BAD_USER_INPUT');
    expect(message.length).toBeLessThan(200);
    expect(raw.length > 10 && message.includes(raw.slice(0, 11))).toBe(false);
  });

  it.each([0, -603, 603.5, NaN, Infinity, 1e21, 12_345_678_901])('refuses the number %d as an id', (raw) => {
    expect(failureOf(() => parseId('Movie', raw)).code).toBe('BAD_USER_INPUT');
  });

  it.each(['0', '0603', '-1', '12345678901', 'popular', 'tt0133093', '6e2'])(
    'refuses a global id of something that is no number of TMDB: %s',
    (ref) => {
      expect(failureOf(() => parseId('Movie', globalId('Movie', ref))).code).toBe('BAD_USER_INPUT');
    },
  );

  it('names both types when it refuses the global id of another type', () => {
    const { code, message } = failureOf(() => parseId('Movie', globalId('Person', 6384)));
    expect(code).toBe('BAD_USER_INPUT');
    expect(message).toContain('Person');
    expect(message).toContain('Movie');
  });

  it.each(['movie', 'MOVIE', 'Movie ', 'Movies', ''])('refuses the type "%s" in place of Movie', (type) => {
    expect(failureOf(() => parseId('Movie', globalId(type, 603))).code).toBe('BAD_USER_INPUT');
  });

  it('returns digits or fails for any text', () => {
    const wrapped = fc.oneof(fc.string(), fc.integer().map(String)).map((text) => base64(`Movie:${text}`));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), wrapped, fc.base64String()), (raw) => {
        const outcome = outcomeOf(() => parseId('Movie', raw));
        expect(outcome instanceof GatewayError ? outcome.code : outcome).toMatch(/^([1-9]\d{0,9}|BAD_USER_INPUT)$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseId for ids of hex digits', () => {
  const credit = '52fe425bc3a36847f8018149';

  it.each([credit, globalId('Credit', credit)])('reads an id of hex digits from %s', (raw) => {
    expect(parseId('Credit', raw, HEX_ID)).toBe(credit);
  });

  it.each([
    '603',
    globalId('Credit', 603),
    credit.toUpperCase(),
    credit.slice(1),
    `${credit}0`,
    `${credit}\n0`,
    `${credit.slice(2)}/x`,
    globalId('Credit', `${credit}0`),
    globalId('Review', credit),
  ])('refuses %j as an id of hex digits', (raw) => {
    expect(failureOf(() => parseId('Credit', raw, HEX_ID)).code).toBe('BAD_USER_INPUT');
  });
});

describe('globalId and parseGlobalId', () => {
  it('writes a global id that is safe in URLs, and reads it back', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[A-Za-z]{1,32}$/), fc.integer({ min: 1, max: 9_999_999_999 }), (type, number) => {
        const id = globalId(type, number);
        expect(id).toMatch(/^[\w-]+$/);
        expect(parseGlobalId(id)).toEqual({ type, ref: String(number) });
      }),
    );
  });

  it('writes the same global id for a number and its text', () => {
    expect(globalId('Movie', '603')).toBe(globalId('Movie', 603));
  });

  it.each([1, 12])('refuses a global id with padding: Movie:%i', (number) => {
    const padded = Buffer.from(`Movie:${number}`).toString('base64');
    expect(padded).toMatch(/=$/);
    expect(parseGlobalId(padded)).toBeUndefined();
  });

  it('reads no two texts as the same id', () => {
    fc.assert(
      fc.property(
        fc.nat(2 ** 31 - 1),
        fc.oneof(fc.string({ unit: 'binary', minLength: 1 }), fc.constantFrom('=', '==', ' x', '\n=')),
        (number, more) => {
          const id = globalId('Movie', number);
          for (const other of [id + more, more + id, id.slice(0, -1) + more].filter((text) => text.trim() !== id)) {
            expect(parseGlobalId(other)).not.toEqual({ type: 'Movie', ref: String(number) });
          }
        },
      ),
    );
  });

  it.each([
    'Movie',
    'Movie:',
    ':603',
    'Movie:603/images',
    'Movie:603?x=y',
    'Movie:603\r\nX: y',
    'Movie:603\n',
    'Movie: 603',
    'Movie:6.3',
    'Movie:%36',
    'Mo vie:603',
    'Movie:603:1',
    'M4:603',
    `${'M'.repeat(33)}:603`,
  ])('refuses a global id of %j', (text) => {
    expect(parseGlobalId(base64(text))).toBeUndefined();
  });

  it.each([
    { how: 'a character that is not base64', raw: 'TW92!aWU6NjAz' },
    { how: 'white space', raw: 'TW92 aWU6NjAz' },
    { how: 'a line break', raw: 'TW92aWU6\r\nNjAz' },
    { how: 'padding in the middle', raw: 'TW92=aWU6NjAz' },
    { how: 'characters after the padding', raw: 'TW92aWU6NjAz=junk' },
    { how: 'unused bits', raw: 'TW92aWU6NjB' },
    { how: 'a second id after it', raw: 'TW92aWU6NjAzTW92aWU6NjAz' },
    { how: 'no characters', raw: '' },
  ])('refuses a global id with $how', ({ raw }) => {
    expect(parseGlobalId(raw)).toBeUndefined();
  });

  it('reads a global id with a changed character as another id or none', () => {
    const changed = fc.tuple(
      fc.integer({ min: 1, max: 9_999_999_999 }),
      fc.nat(13),
      fc.string({ minLength: 1, maxLength: 1, unit: 'binary-ascii' }),
    );
    fc.assert(
      fc.property(changed, ([number, at, character]) => {
        const id = globalId('Movie', number);
        const other = id.slice(0, at) + character + id.slice(at + 1);
        fc.pre(other !== id && at < id.length && character !== '=');
        expect(parseGlobalId(other)).not.toEqual({ type: 'Movie', ref: String(number) });
      }),
      { numRuns: 1000 },
    );
  });
});

describe('parseImdbId', () => {
  it.each([
    { kind: 'title', raw: 'tt0133093' },
    { kind: 'title', raw: 'tt10872600' },
    { kind: 'person', raw: 'nm0000206' },
  ] as const)('returns the IMDb id of a $kind: $raw', ({ kind, raw }) => {
    expect(parseImdbId(kind, raw)).toBe(raw);
  });

  it.each([
    '',
    '603',
    'tt',
    'tt123',
    'tt012345678901',
    'TT0133093',
    'tt 0133093',
    'tt0133093\n0',
    'tt0133093/credits',
    'tt0133093?x=y',
    'nm0000206',
    'tt013309a',
    'tt00133093',
    'tt0010872600',
    `tt${'1'.repeat(500_000)}`,
  ])('refuses %.20s as the IMDb id of a title', (raw) => {
    const { code, message } = failureOf(() => parseImdbId('title', raw));
    expect(code).toBe('BAD_USER_INPUT');
    expect(message.length).toBeLessThan(200);
  });

  it('refuses the IMDb id of a title for a person', () => {
    expect(failureOf(() => parseImdbId('person', 'tt0133093')).message).toContain('nm');
  });
});

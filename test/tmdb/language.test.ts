import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/tmdb/error.ts';
import { languageParameter, parseCountry, parseLanguage } from '../../src/tmdb/language.ts';

const BAD_TYPES = [undefined, null, 12, true, {}, ['de'], { toString: () => 'de' }];
const INJECTIONS = [
  '',
  ' ',
  'd',
  'deu',
  'de-',
  'de-D',
  'de-DEU',
  'de_DE',
  'de-DE-x',
  ' de',
  'de ',
  'de\n',
  'de\r\nX: y',
  'de&api_key=x',
  'de?x',
  'zh-Hant',
  '*',
  '12',
  'dé',
  'de'.repeat(250_000),
];

function expectBadInput(call: () => unknown): void {
  expect(call).toThrow(GatewayError);
  expect(call).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', message: expect.stringMatching(/^.{1,200}$/) }));
}

describe('parseLanguage', () => {
  it.each([
    ['de', 'de'],
    ['DE', 'de'],
    ['pt-BR', 'pt-BR'],
    ['pt-br', 'pt-BR'],
    ['PT-br', 'pt-BR'],
  ])('writes a language as TMDB does: %s → %s', (raw, expected) => {
    expect(parseLanguage(raw)).toBe(expected);
  });

  it.each([...INJECTIONS, ...BAD_TYPES])('refuses %.20j as a language', (raw) => {
    expectBadInput(() => parseLanguage(raw));
  });

  it('sends a language only when it is not TMDB’s default', () => {
    expect(['en', 'en-US', 'en-GB', 'de', 'pt-BR'].map(languageParameter)).toEqual([null, null, 'en-GB', 'de', 'pt-BR']);
  });
});

describe('parseCountry', () => {
  it.each([
    ['DE', 'DE'],
    ['us', 'US'],
    ['bR', 'BR'],
  ])('writes a country as TMDB does: %s → %s', (raw, expected) => {
    expect(parseCountry(raw)).toBe(expected);
  });

  it.each(['', ' ', 'D', 'DEU', 'D1', 'DE\n', 'DE&x=y', ' DE', 'pt-BR', 'DE'.repeat(250_000), ...BAD_TYPES])(
    'refuses %.20j as a country',
    (raw) => {
      expectBadInput(() => parseCountry(raw));
    },
  );
});

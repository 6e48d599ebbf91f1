import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/tmdb/error.ts';
import { languageParameter, parseAcceptLanguage, parseCountry, parseLanguage } from '../../src/tmdb/language.ts';

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

describe('parseAcceptLanguage', () => {
  it.each([
    { header: 'de', languages: ['de'] },
    { header: 'pt-BR,pt;q=0.9,en-US;q=0.8,en;q=0.7', languages: ['pt-BR', 'pt', 'en-US', 'en'] },
    { header: 'en;q=0.3, fr;q=0.9, de', languages: ['de', 'fr', 'en'] },
    { header: 'da, en-gb;q=0.8, en;q=0.7', languages: ['da', 'en-GB', 'en'] },
    { header: 'de ; q=0.5 , fr', languages: ['fr', 'de'] },
    { header: 'de;q=0.5,fr;q=0.5,it;q=0.5', languages: ['de', 'fr', 'it'] },
    { header: 'de;Q=0.5,fr', languages: ['fr', 'de'] },
    { header: 'de;q=0, fr', languages: ['fr'] },
    { header: 'de;q=0.000, fr;q=0.001', languages: ['fr'] },
    { header: '*', languages: [] },
    { header: 'zh-Hant, *;q=0.5, ja;q=0.1', languages: ['ja'] },
    { header: 'haw, de', languages: ['de'] },
    { header: '', languages: [] },
    { header: ',,;q=1, ,', languages: [] },
    { header: 'de;q=high, fr', languages: ['fr'] },
    { header: 'de\r\nX: y, fr', languages: ['fr'] },
  ])('reads from the Accept-Language header "$header" the languages $languages', ({ header, languages }) => {
    expect(parseAcceptLanguage(header)).toEqual(languages);
  });

  it('never fails on an Accept-Language header, and writes languages as TMDB does', () => {
    const tag = fc.constantFrom('de', 'pt-br', 'EN', 'zh-Hant', '*', '', 'x y', 'q=1');
    const weight = fc.constantFrom('', ';q=0.5', ';q=', ';q=-1', ';q=9', ';q=0', ' ; q=0.1', ';level=1');
    const header = fc.array(fc.tuple(tag, weight).map((range) => range.join(''))).map((ranges) => ranges.join(','));
    fc.assert(
      fc.property(fc.oneof(header, fc.string({ unit: 'binary' })), (text) => {
        for (const language of parseAcceptLanguage(text)) expect(language).toMatch(/^[a-z]{2}(-[A-Z]{2})?$/);
      }),
      { numRuns: 500 },
    );
  });

  it('reads few languages from a very long Accept-Language header', () => {
    expect(parseAcceptLanguage('de,'.repeat(200_000)).length).toBeLessThan(100);
  });
});

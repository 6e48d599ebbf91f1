import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../src/tmdb/error.ts';
import {
  codesOf,
  foldVariants,
  inAnyOf,
  isIn,
  languageChain,
  languageParameter,
  parseCountry,
  parseLanguage,
  tagOf,
} from '../../src/tmdb/language.ts';
import { recordingsFolder, suiteName } from '../support/recordings.ts';

const folder = recordingsFolder();
const configuration = (name: string): unknown => JSON.parse(readFileSync(`${folder}/configuration/configuration_${name}.json`, 'utf8'));
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'.split('');
const BAD_TYPES = [undefined, null, 12, true, {}, ['de'], { toString: () => 'de' }];
const INJECTIONS = [
  '',
  ' ',
  'd',
  'de-',
  'de-D',
  'de-DEU',
  'de_DE',
  'de-DE-x',
  'german',
  'x',
  'x-',
  'i-klingon-',
  'zh-yue-',
  'zh-cmn-Hans_CN',
  'und-',
  'de-u',
  ' de',
  'de ',
  'de\n',
  'de\r\nX: y',
  'de&api_key=x',
  'de?x',
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
    // Locales of CLDR, with scripts
    ['az-Latn-AZ', 'az-AZ'],
    ['bs-Latn-BA', 'bs-BA'],
    ['ff-Adlm-GN', 'ff-GN'],
    ['ha-NG', 'ha-NG'],
    ['hi-Latn', 'hi-IN'],
    ['kk-Cyrl-KZ', 'kk-KZ'],
    ['ks-Deva-IN', 'ks-IN'],
    ['ku-Latn-TR', 'ku-TR'],
    ['mn-Cyrl', 'mn-MN'],
    ['ms-Arab-MY', 'ms-MY'],
    ['pa-Arab', 'pa-PK'],
    ['pa-Guru-IN', 'pa-IN'],
    ['sd-Deva', 'sd-IN'],
    ['sr-Cyrl-BA', 'sr-BA'],
    ['sr-Latn-ME', 'sr-ME'],
    ['uz-Cyrl-UZ', 'uz-UZ'],
    ['yue-Hans-CN', 'zh-HK'],
    ['yue-Hant', 'zh-HK'],
    ['zh-Hans-HK', 'zh-CN'],
    ['zh-Hans-MY', 'zh-CN'],
    ['zh-Hans-SG', 'zh-SG'],
    ['zh-Hant-MO', 'zh-HK'],
    ['zh-Hant-MY', 'zh-TW'],
    ['zh-MO', 'zh-HK'],
    // … with regions
    ['ar-001', 'ar'],
    ['ar-EG', 'ar-EG'],
    ['en-001', 'en'],
    ['en-150', 'en'],
    ['en-GB', 'en-GB'],
    ['fr-CA', 'fr-CA'],
    ['yi-001', 'yi'],
    // … with variants and extensions
    ['be-tarask', 'be'],
    ['ca-ES-valencia', 'ca-ES'],
    ['de-AT-u-co-phonebk', 'de-AT'],
    ['en-US-u-va-posix', 'en-US'],
    ['fa-IR-u-ca-persian-nu-latn', 'fa-IR'],
    ['hy-arevela', 'hy'],
    ['ja-JP-t-it-m0-xxx-v21a', 'ja-JP'],
    ['sl-rozaj-biske-1994', 'sl'],
    ['th-TH-x-mine', 'th-TH'],
    // Codes in three letters, and those that were renamed
    ['ces', 'cs'],
    ['cze', 'cs'],
    ['fre-CA', 'fr-CA'],
    ['in-ID', 'id-ID'],
    ['ji', 'yi'],
    ['jw', 'jv'],
    ['nno-NO', 'no-NO'],
    ['sr-YU', 'sr-RS'],
    ['zsm', 'ms'],
    // Codes that CLDR renames and TMDB does not
    ['fil-PH', 'tl-PH'],
    ['hbs', 'sh'],
    ['mol', 'mo'],
    ['tgl', 'tl'],
    ['tw-GH', 'tw-GH'],
    // Extended languages, and tags from before RFC 5646
    ['ar-arz-EG', 'ar-EG'],
    ['zh-cmn-Hant', 'zh-TW'],
    ['zh-yue', 'zh-HK'],
    ['en-GB-oed', 'en-GB'],
    ['i-lux', 'lb'],
    ['no-bok', 'no'],
    ['zh-guoyu', 'zh'],
    // No language of TMDB
    ['haw-US', 'haw'],
    ['i-klingon', 'und'],
    ['sgn-BE-NL', 'und'],
    ['x-whatever', 'und'],
    ['und-Hang', 'ko-KR'],
    ['zxx', 'xx'],
  ])('writes a language as TMDB does: %s → %s', (raw, expected) => {
    expect(parseLanguage(raw)).toBe(expected);
  });

  it.each([...INJECTIONS, ...BAD_TYPES])('refuses %.20j as a language', (raw) => {
    expectBadInput(() => parseLanguage(raw));
  });

  it('gives a bare tag no region, and reads what it writes as the same', () => {
    for (const first of LETTERS) {
      for (const second of LETTERS) {
        const written = parseLanguage(first + second);
        expect(written).toMatch(first + second === 'cn' ? /^zh-HK$/ : /^[a-z]{2,3}$/);
        expect(parseLanguage(written)).toBe(written);
      }
    }
  });

  it.skipIf(folder === undefined)(suiteName('keeps TMDB’s spelling of all its languages, but of double codes', folder), () => {
    const codes = (configuration('languages') as { iso_639_1: string }[]).map((row) => row.iso_639_1);
    const locales = configuration('primary_translations') as string[];
    expect([...codes, ...locales].length).toBeGreaterThan(250);
    const changed = [...codes, ...locales].filter((tag) => parseLanguage(tag) !== tag);
    expect(changed.map((tag) => [tag, parseLanguage(tag)])).toEqual([
      ['cn', 'zh-HK'],
      ['nb', 'no'],
      ['nn', 'no'],
      ['nb-NO', 'no-NO'],
    ]);
  });

  it('reads a tag in any case of letters', () => {
    const tag = fc.constantFrom('zh-Hans-SG', 'sr-Latn-ME', 'ar-arz-EG', 'i-lux', 'fil-PH', 'en-US-u-va-posix');
    fc.assert(
      fc.property(tag, fc.infiniteStream(fc.boolean()), (written, upper) => {
        const mixed = written.replaceAll(/./g, (letter) => (upper.next().value === true ? letter.toUpperCase() : letter.toLowerCase()));
        expect(parseLanguage(mixed)).toBe(parseLanguage(written));
      }),
    );
  });

  it('sends a language only when it is not TMDB’s default', () => {
    expect(['en', 'en-US', 'en-GB', 'de', 'pt-BR'].map(languageParameter)).toEqual([null, null, 'en-GB', 'de', 'pt-BR']);
  });
});

describe('languageChain', () => {
  it.each([
    [[], []],
    [
      ['fr', 'it'],
      ['fr', 'it'],
    ],
    [['es-419'], ['es-MX', 'es']],
    [
      ['es-AR', 'es-419', 'es', 'pt'],
      ['es-AR', 'es-MX', 'es', 'pt'],
    ],
    [['haw', 'und', 'ja'], ['ja']],
    [['haw'], []],
    [
      ['it', 'fr', 'it'],
      ['it', 'fr'],
    ],
    [
      ['en-US', 'en', 'sv'],
      ['en-US', 'sv'],
    ],
    [
      ['sv', 'en', 'en-US'],
      ['sv', 'en'],
    ],
    [
      ['en-GB', 'en'],
      ['en-GB', 'en'],
    ],
    [['no', 'nn-NO', 'nb'].map(parseLanguage), ['no', 'no-NO']],
  ])('lists for %j the languages of TMDB %j', (tags, languages) => {
    expect(languageChain(tags)).toEqual(languages);
  });
});

describe('foldVariants', () => {
  it.each<[languages: [string, ...string[]], folded: string[]]>([
    [['it'], ['it']],
    [
      ['pt-PT', 'pt', 'en'],
      ['pt-PT', 'en'],
    ],
    [
      ['pt', 'pt-PT', 'en'],
      ['pt', 'en'],
    ],
    [
      ['pt-BR', 'pt-PT', 'pt'],
      ['pt-BR', 'pt-PT'],
    ],
    [
      ['en-GB', 'en', 'cy', 'cy-GB'],
      ['en-GB', 'cy'],
    ],
    [
      ['zh-HK', 'zh', 'zh-TW'],
      ['zh-HK', 'zh-TW'],
    ],
    [
      ['sr', 'sh', 'hr'],
      ['sr', 'hr'],
    ],
  ])('folds the variants of %j to %j', (languages, folded) => {
    expect(foldVariants(languages)).toEqual(folded);
  });
});

const row = (tag: string | null): { iso_639_1: string | null; iso_3166_1?: string } => {
  const [code = null, country] = tag?.split('-') ?? [];
  return { iso_639_1: code, ...(country !== undefined && { iso_3166_1: country }) };
};

describe('the double codes of TMDB', () => {
  it.each([
    ['de', 'de'],
    ['pt-BR', 'pt-BR'],
    ['cn', 'zh-HK'],
    ['cn-CN', 'zh-HK'],
    ['nb-NO', 'no-NO'],
    ['nn', 'no'],
    ['sh', 'sr'],
    ['mo-MD', 'ro-MD'],
    ['tw', 'tw'],
    ['tw-GH', 'tw-GH'],
    ['tw-TW', 'zh-TW'],
    ['xx', null],
    ['xx-XX', null],
    ['', null],
    [null, null],
  ])('gives a row of the language %s the tag %s', (code, tag) => {
    expect(tagOf(row(code))).toBe(tag);
  });

  it.each([
    ['cn', 'zh-HK', true],
    ['cn', 'zh', true],
    ['cn-CN', 'zh-HK', true],
    ['cn', 'zh-TW', false],
    ['cn', 'zh-CN', false],
    ['zh', 'zh-HK', true],
    ['zh-CN', 'zh-HK', false],
    ['nn', 'no-NO', true],
    ['nb-NO', 'no', true],
    ['no', 'da', false],
    ['sh', 'sr-RS', true],
    ['sh', 'hr', false],
    ['mo', 'ro-RO', true],
    ['ro', 'mo', true],
    ['tw-TW', 'zh-TW', true],
    ['tw-TW', 'tw', false],
    ['xx', null, true],
    [null, 'xx', true],
    ['', null, true],
    [null, 'de', false],
    ['haw', 'ha', false],
  ])('compares a row of the language %j with %j: %s', (code, tag, same) => {
    expect(isIn(tag)(row(code))).toBe(same);
  });

  it.each([
    ['de-AT', ['de']],
    ['zh-HK', ['cn', 'zh']],
    ['zh', ['cn', 'zh']],
    ['zh-TW', ['zh']],
    ['no-NO', ['nb', 'nn', 'no']],
    ['sr', ['sh', 'sr']],
    [null, ['null']],
    ['xx', ['null', 'xx']],
  ])('asks for images of the language %j by the codes %j', (tag, codes) => {
    expect(codesOf(tag).toSorted()).toEqual(codes);
  });

  it('counts rows under "xx", under "" and without a language as rows without text', () => {
    const rows = ['xx-XX', '', null, 'de', 'cn-HK'].map(row);
    expect(inAnyOf(rows, [null])).toEqual(rows.slice(0, 3));
    expect(inAnyOf(rows, ['zh-HK', 'xx'])).toEqual([...rows.slice(0, 3), row('cn-HK')]);
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

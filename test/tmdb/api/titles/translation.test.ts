import { describe, expect, it } from 'vitest';
import { sentText, translatedText, type SentText, type Text, type TranslationRow } from '../../../../src/tmdb/api/titles/translation.ts';

interface Texts {
  title?: string;
}

const row = (tag: string, title?: string): TranslationRow<Texts> => {
  const [iso_639_1 = '', iso_3166_1] = tag.split('-');
  return { iso_639_1, ...(iso_3166_1 !== undefined && { iso_3166_1 }), data: { ...(title !== undefined && { title }) } };
};

const japanese = (text: string | null): SentText => ({ text, original: '千と千尋の神隠し', originalLanguage: 'ja' });
const inJapanese: Text = { text: '千と千尋の神隠し', language: 'ja' };

describe('sentText', () => {
  it.each<[title: string, sent: SentText, languages: [string, ...string[]], found: Text | null | undefined]>([
    ['returns the text in the wanted language', japanese('Chihiro'), ['de', 'fr'], { text: 'Chihiro', language: 'de' }],
    ['returns the original when it is wanted', japanese('千と千尋の神隠し'), ['ja-JP', 'fr'], { ...inJapanese, language: 'ja-JP' }],
    ['returns the original when no other language is wanted', japanese('千と千尋の神隠し'), ['de'], inJapanese],
    ['returns the original when it is wanted next', japanese('千と千尋の神隠し'), ['de', 'ja', 'fr'], inJapanese],
    ['returns undefined when another language is wanted next', japanese('千と千尋の神隠し'), ['de', 'fr'], undefined],
    ['returns undefined for an empty text when more languages are wanted', { text: null }, ['de', 'fr'], undefined],
    ['returns null for an empty text when no more languages are wanted', { text: null }, ['de'], null],
    ['returns the original title in place of an empty one', japanese(null), ['de'], inJapanese],
    [
      'returns the text when the language of the original is unknown',
      { text: 'A', original: 'A', originalLanguage: null },
      ['de', 'fr'],
      { text: 'A', language: 'de' },
    ],
  ])('%s', (_title, sent, languages, found) => {
    expect(sentText(sent, languages)).toEqual(found);
  });
});

const third = (text: string | null): SentText => ({ text, number: 3 });

describe('the name of an episode', () => {
  const rows = [
    row('sk-SK', ''),
    row('fi-FI', 'Paluu'),
    row('pl-PL', 'Odcinek 3'),
    row('hu-HU', ''),
    row('nl-BE', 'Thuis'),
    row('nl-NL', ''),
  ];
  const nameOf = (text: string | null, sentIn: string, languages: [string, ...string[]]): Text | null =>
    translatedText(third(text), sentIn, rows, ({ title }) => title, languages);

  it.each<[title: string, text: string, languages: [string, ...string[]], found: Text | null | undefined]>([
    ['returns a real name', 'Domov', ['sk', 'fi'], { text: 'Domov', language: 'sk' }],
    ['returns a made-up name in no language', 'Epizóda 3', ['sk'], { text: 'Epizóda 3', language: null }],
    ['returns undefined for a made-up name when more languages are wanted', 'Epizóda 3', ['sk', 'fi'], undefined],
    ['returns a name with another number', 'Zóna 51', ['sk', 'fi'], { text: 'Zóna 51', language: 'sk' }],
  ])('%s, as far as the list tells', (_title, text, languages, found) => {
    expect(sentText(third(text), languages)).toEqual(found);
  });

  it.each<[title: string, found: Text | null, expected: Text | null]>([
    [
      'takes the next language for a name that was never written',
      nameOf('Epizóda 3', 'sk', ['sk', 'fi']),
      { text: 'Paluu', language: 'fi-FI' },
    ],
    ['believes an empty row more than the text', nameOf('Home', 'sk', ['sk', 'fi']), { text: 'Paluu', language: 'fi-FI' }],
    ['believes a row more than its looks', nameOf('Odcinek 3', 'pl', ['pl', 'fi']), { text: 'Odcinek 3', language: 'pl' }],
    ['keeps the text when nothing is better', nameOf('Epizóda 3', 'sk', ['sk', 'hu']), { text: 'Epizóda 3', language: null }],
    ['takes no bare name of a further language', nameOf('Epizóda 3', 'sk', ['sk', 'pl']), { text: 'Epizóda 3', language: null }],
    ['takes a bare name of the first language', nameOf('Home', 'en', ['pl']), { text: 'Odcinek 3', language: 'pl-PL' }],
    ['is null in a language that has none', nameOf('Home', 'en', ['sk']), null],
    ['judges a language without a row by the looks', nameOf('Jakso 3', 'da', ['da', 'fi']), { text: 'Paluu', language: 'fi-FI' }],
    ['keeps a real name without a row', nameOf('Hjem', 'da', ['da', 'fi']), { text: 'Hjem', language: 'da' }],
    ['takes another variant of the language', nameOf('Aflevering 3', 'nl', ['nl']), { text: 'Thuis', language: 'nl-BE' }],
  ])('%s, by the translations', (_title, found, expected) => {
    expect(found).toEqual(expected);
  });

  it.each([undefined, null, [], {}])('judges by the looks when TMDB sends %j in place of translations', (odd) => {
    const name = (text: string) => translatedText<Texts>(third(text), 'sk', odd as never, ({ title }) => title, ['sk', 'fi']);
    expect(name('Domov')).toEqual({ text: 'Domov', language: 'sk' });
    expect(name('Epizóda 3')).toEqual({ text: 'Epizóda 3', language: null });
  });
});

describe('translatedText', () => {
  const rows = [
    row('pt-PT', 'A viagem PT'),
    row('fr-CA', 'Le voyage'),
    row('pt-BR', 'A viagem BR'),
    row('de-DE', ''),
    row('es-ES'),
    row('it', 'La città'),
  ];
  const original = japanese('千と千尋の神隠し');

  it.each<[title: string, languages: [string, ...string[]], found: Text | null]>([
    ['returns the translation in the first language that has it', ['ko', 'fr', 'pt'], { text: 'Le voyage', language: 'fr-CA' }],
    ['returns a variant that is wanted', ['pt-PT', 'fr'], { text: 'A viagem PT', language: 'pt-PT' }],
    ['returns no other variant than the wanted one', ['fr-FR', 'pt-BR'], { text: 'A viagem BR', language: 'pt-BR' }],
    ['returns the likeliest variant of a language without a country', ['pt'], { text: 'A viagem BR', language: 'pt-BR' }],
    ['returns a row without a country for any country', ['it-CH'], { text: 'La città', language: 'it' }],
    ['returns the original when a translation leaves the text empty', ['de', 'fr'], inJapanese],
    ['returns the original when a translation has no texts at all', ['es', 'fr'], inJapanese],
    ['returns the original when it is wanted before other languages', ['ko', 'ja', 'fr'], inJapanese],
    ['returns the original without a translation into any of the languages', ['ko', 'nl'], inJapanese],
  ])('%s', (_title, languages, found) => {
    expect(translatedText(original, 'ko', rows, ({ title }) => title, languages)).toEqual(found);
  });

  it.each<[title: string, sent: SentText, languages: [string, ...string[]], found: Text | null]>([
    [
      'returns a Norwegian translation under the code with text',
      japanese(null),
      ['no', 'fr'],
      { text: 'Chihiro og heksene', language: 'no-NO' },
    ],
    ['returns Twi of Taiwan as Chinese', japanese(null), ['zh-TW', 'fr'], { text: '神隱少女', language: 'zh-TW' }],
    ['returns Cantonese for Hong Kong', japanese(null), ['zh-HK', 'fr'], { text: '千與千尋', language: 'zh-HK' }],
    ['returns no Chinese of Taiwan for Twi', japanese(null), ['tw', 'fr'], { text: 'Le voyage', language: 'fr-CA' }],
    [
      'returns the Serbo-Croatian original for Serbian',
      { text: null, original: 'Underground', originalLanguage: 'sh' },
      ['sr-RS', 'fr'],
      { text: 'Underground', language: 'sr' },
    ],
    [
      'returns a Cantonese original for Hong Kong before a translation',
      { text: null, original: '重慶森林', originalLanguage: 'cn' },
      ['ko', 'zh-HK', 'fr'],
      { text: '重慶森林', language: 'zh-HK' },
    ],
    [
      'returns a translation before a Cantonese original for Taiwan',
      { text: null, original: '重慶森林', originalLanguage: 'cn' },
      ['zh-SG', 'fr'],
      { text: 'Le voyage', language: 'fr-CA' },
    ],
  ])('%s', (_title, sent, languages, found) => {
    const doubles = [
      row('nb-NO', ''),
      row('no-NO', 'Chihiro og heksene'),
      row('tw-TW', '神隱少女'),
      ...(sent.originalLanguage === 'ja' ? [row('cn-CN', '千與千尋')] : []),
      row('fr-CA', 'Le voyage'),
    ];
    expect(translatedText(sent, 'ko', doubles, ({ title }) => title, languages)).toEqual(found);
  });

  it('prefers the text that was sent in the wanted language to a translation', () => {
    expect(translatedText(japanese('A viagem'), 'pt', rows, ({ title }) => title, ['pt'])).toEqual({ text: 'A viagem', language: 'pt' });
  });

  it('returns null without a translation and an original', () => {
    expect(translatedText<Texts>({ text: null }, 'ko', [row('de', '')], ({ title }) => title, ['ko', 'de'])).toBeNull();
  });

  it.each([undefined, null, [], [null], [{}], [{ iso_639_1: 'de', data: null }], [{ iso_639_1: 'de', data: { title: 7 } }]])(
    'returns the original for malformed translations: %j',
    (odd) => {
      expect(translatedText<Texts>(original, 'ko', odd as never, ({ title }) => title, ['ko', 'fr'])).toEqual(inJapanese);
    },
  );
});

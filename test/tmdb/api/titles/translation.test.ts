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

describe('what the document itself can tell of a text', () => {
  it.each<[title: string, sent: SentText, languages: [string, ...string[]], found: Text | null | undefined]>([
    ['is the text in the wanted language', japanese('Chihiro'), ['de', 'fr'], { text: 'Chihiro', language: 'de' }],
    ['is the original, where that is wanted', japanese('千と千尋の神隠し'), ['ja-JP', 'fr'], { ...inJapanese, language: 'ja-JP' }],
    ['is the original, where nothing else is wanted', japanese('千と千尋の神隠し'), ['de'], inJapanese],
    ['is the original, where that is wanted next', japanese('千と千尋の神隠し'), ['de', 'ja', 'fr'], inJapanese],
    ['is nothing, where another language is wanted next', japanese('千と千尋の神隠し'), ['de', 'fr'], undefined],
    ['is nothing, where it is empty and more are wanted', { text: null }, ['de', 'fr'], undefined],
    ['is null, where it is empty and no more are wanted', { text: null }, ['de'], null],
    ['is the original title in place of an empty one', japanese(null), ['de'], inJapanese],
    [
      'is the text, where the language of the original is unknown',
      { text: 'A', original: 'A', originalLanguage: null },
      ['de', 'fr'],
      { text: 'A', language: 'de' },
    ],
  ])('%s', (_title, sent, languages, found) => {
    expect(sentText(sent, languages)).toEqual(found);
  });
});

describe('a text among translations', () => {
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
    ['is in the first language that has it', ['ko', 'fr', 'pt'], { text: 'Le voyage', language: 'fr-CA' }],
    ['is in a variant, where that is wanted', ['pt-PT', 'fr'], { text: 'A viagem PT', language: 'pt-PT' }],
    ['is in no other variant than the wanted one', ['fr-FR', 'pt-BR'], { text: 'A viagem BR', language: 'pt-BR' }],
    ['is in the likeliest variant, where the language alone is wanted', ['pt'], { text: 'A viagem BR', language: 'pt-BR' }],
    ['is in a row without a country, whichever is wanted', ['it-CH'], { text: 'La città', language: 'it' }],
    ['is the original, where a translation leaves it empty', ['de', 'fr'], inJapanese],
    ['is the original, where its row has no texts at all', ['es', 'fr'], inJapanese],
    ['is the original, where that is wanted before others', ['ko', 'ja', 'fr'], inJapanese],
    ['is the original, where nobody translated it into any of them', ['ko', 'nl'], inJapanese],
  ])('%s', (_title, languages, found) => {
    expect(translatedText(original, 'ko', rows, ({ title }) => title, languages)).toEqual(found);
  });

  it('is what was sent in the wanted language, before any translation', () => {
    expect(translatedText(japanese('A viagem'), 'pt', rows, ({ title }) => title, ['pt'])).toEqual({ text: 'A viagem', language: 'pt' });
  });

  it('is null where nobody wrote it and it has no original', () => {
    expect(translatedText<Texts>({ text: null }, 'ko', [row('de', '')], ({ title }) => title, ['ko', 'de'])).toBeNull();
  });

  it.each([undefined, null, [], [null], [{}], [{ iso_639_1: 'de', data: null }], [{ iso_639_1: 'de', data: { title: 7 } }]])(
    'is not lost to a list like %j',
    (odd) => {
      expect(translatedText<Texts>(original, 'ko', odd as never, ({ title }) => title, ['ko', 'fr'])).toEqual(inJapanese);
    },
  );
});

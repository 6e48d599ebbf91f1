import type { CountryRow, LanguageRow } from '../../src/tmdb/api/reference/configuration.ts';
import { knownText } from '../../src/tmdb/known.ts';
import { builder } from '../core/builder.ts';

/** A country as movies and series name it, or as lists of countries do. */
export const Country = builder.objectRef<CountryRow & { name?: string }>('Country');

Country.implement({
  description: 'A country.',
  shareable: true,
  fields: (t) => ({
    code: t.exposeString('iso_3166_1', { description: 'ISO 3166-1 alpha-2 code, such as `US`.' }),
    name: t.string({
      description: 'Name of the country: in the language of the operation in `countries`, in English where a movie or a series names it.',
      resolve: ({ name, native_name: native }) => knownText(native) ?? knownText(name),
    }),
    englishName: t.string({
      description: 'Name of the country in English.',
      resolve: ({ name, english_name: english }) => knownText(english) ?? knownText(name),
    }),
  }),
});

export const Language = builder.objectRef<LanguageRow>('Language');

Language.implement({
  description: 'A language.',
  shareable: true,
  fields: (t) => ({
    code: t.exposeString('iso_639_1', { description: 'ISO 639-1 code, such as `en`.' }),
    name: t.string({
      description: 'Name of the language in the language itself. Null when TMDB does not know it.',
      resolve: ({ name }) => knownText(name),
    }),
    englishName: t.string({ description: 'Name of the language in English.', resolve: ({ english_name }) => knownText(english_name) }),
  }),
});

import type { CountryRow, LanguageRow } from '../../src/tmdb/api/reference/configuration.ts';
import { knownText } from '../../src/tmdb/known.ts';
import { builder } from '../core/builder.ts';

/** As films and series name a country, or as lists of countries do. */
export const Country = builder.objectRef<CountryRow & { name?: string }>('Country');

Country.implement({
  description: 'A country.',
  shareable: true,
  fields: (t) => ({
    code: t.exposeString('iso_3166_1', { description: 'ISO 3166-1, two letters.' }),
    name: t.string({
      description: 'In the language of the operation where it stands in a list of countries; in English where a film or series names it.',
      resolve: ({ name, native_name: native }) => knownText(native) ?? knownText(name),
    }),
    englishName: t.string({
      description: 'In English.',
      resolve: ({ name, english_name: english }) => knownText(english) ?? knownText(name),
    }),
  }),
});

export const Language = builder.objectRef<LanguageRow>('Language');

Language.implement({
  description: 'A language.',
  shareable: true,
  fields: (t) => ({
    code: t.exposeString('iso_639_1', { description: 'ISO 639-1, two letters.' }),
    name: t.string({
      description: 'In the language itself. Null where nobody wrote it.',
      resolve: ({ name }) => knownText(name),
    }),
    englishName: t.string({ description: 'In English.', resolve: ({ english_name }) => knownText(english_name) }),
  }),
});

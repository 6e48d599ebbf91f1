import { knownText } from '../src/tmdb/known.ts';
import { builder } from './builder.ts';

export const Country = builder.objectRef<{ iso_3166_1: string; name: string }>('Country');

Country.implement({
  description: 'A country.',
  fields: (t) => ({
    code: t.exposeString('iso_3166_1', { description: 'ISO 3166-1, two letters.' }),
    name: t.string({ description: 'In English.', resolve: ({ name }) => knownText(name) }),
  }),
});

export const Language = builder.objectRef<{ iso_639_1: string; name: string; english_name?: string }>('Language');

Language.implement({
  description: 'A language.',
  fields: (t) => ({
    code: t.exposeString('iso_639_1', { description: 'ISO 639-1, two letters.' }),
    name: t.string({ description: 'In the language itself.', resolve: ({ name }) => knownText(name) }),
    englishName: t.string({ description: 'In English.', resolve: ({ english_name }) => knownText(english_name) }),
  }),
});

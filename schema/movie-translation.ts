import { knownNumber, knownText } from '../src/tmdb/known.ts';
import type { MovieTranslationRow } from '../src/tmdb/movie.ts';
import { builder } from './builder.ts';

export const MovieTranslation = builder.objectRef<MovieTranslationRow>('MovieTranslation');

MovieTranslation.implement({
  description: 'The texts of a film in one language. Null means: nobody wrote it, or it is the same as the original.',
  fields: (t) => ({
    language: t.exposeString('iso_639_1', { nullable: false, description: 'ISO 639-1 code of the language.' }),
    country: t.string({
      description: 'ISO 3166-1 code of the country whose variant it is.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
    name: t.string({ description: 'The language’s name for itself.', resolve: ({ name }) => knownText(name) }),
    englishName: t.string({ description: 'The language’s name in English.', resolve: ({ english_name }) => knownText(english_name) }),
    title: t.string({ description: 'The title.', resolve: ({ data }) => knownText(data?.title) }),
    overview: t.string({ description: 'What the film is about.', resolve: ({ data }) => knownText(data?.overview) }),
    tagline: t.string({ description: 'The line on the poster.', resolve: ({ data }) => knownText(data?.tagline) }),
    homepage: t.string({ description: 'The film’s own site.', resolve: ({ data }) => knownText(data?.homepage) }),
    runtime: t.int({
      description: 'Minutes of this version. Null when it is not said.',
      resolve: ({ data }) => knownNumber(data?.runtime),
    }),
  }),
});

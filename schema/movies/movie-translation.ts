import { knownNumber, knownText } from '../../src/tmdb/known.ts';
import type { MovieTranslationRow } from '../../src/tmdb/api/titles/movie.ts';
import { translationType } from '../media/translation.ts';

export const MovieTranslation = translationType<MovieTranslationRow>('MovieTranslation', 'a film', (t) => ({
  title: t.string({ description: 'The title.', resolve: ({ data }) => knownText(data?.title) }),
  overview: t.string({ description: 'What the film is about.', resolve: ({ data }) => knownText(data?.overview) }),
  tagline: t.string({ description: 'The line on the poster.', resolve: ({ data }) => knownText(data?.tagline) }),
  homepage: t.string({ description: 'The film’s own site.', resolve: ({ data }) => knownText(data?.homepage) }),
  runtime: t.int({ description: 'Minutes of this version. Null when it is not said.', resolve: ({ data }) => knownNumber(data?.runtime) }),
}));

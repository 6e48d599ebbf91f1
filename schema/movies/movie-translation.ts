import { knownNumber, knownText } from '../../src/tmdb/known.ts';
import type { MovieTranslationRow } from '../../src/tmdb/api/titles/movie.ts';
import { translationType } from '../media/translation.ts';

export const MovieTranslation = translationType<MovieTranslationRow>('MovieTranslation', 'a movie', (t) => ({
  title: t.string({ description: 'Title of the movie.', resolve: ({ data }) => knownText(data?.title) }),
  overview: t.string({ description: 'Short summary of the plot.', resolve: ({ data }) => knownText(data?.overview) }),
  tagline: t.string({ description: 'Tagline, as on the poster.', resolve: ({ data }) => knownText(data?.tagline) }),
  homepage: t.string({ description: 'URL of the official site.', resolve: ({ data }) => knownText(data?.homepage) }),
  runtime: t.int({
    description: 'Runtime of this version in minutes. Null when TMDB does not know it.',
    resolve: ({ data }) => knownNumber(data?.runtime),
  }),
}));

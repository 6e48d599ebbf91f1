import { knownText } from '../../src/tmdb/known.ts';
import type { TvTranslationRow } from '../../src/tmdb/api/titles/tv.ts';
import { translationType } from '../media/translation.ts';

export const TvSeriesTranslation = translationType<TvTranslationRow>('TvSeriesTranslation', 'a series', (t) => ({
  title: t.string({ description: 'The name of the series.', resolve: ({ data }) => knownText(data?.name) }),
  overview: t.string({ description: 'What it is about.', resolve: ({ data }) => knownText(data?.overview) }),
  tagline: t.string({ description: 'The line on the poster.', resolve: ({ data }) => knownText(data?.tagline) }),
  homepage: t.string({ description: 'Its own site.', resolve: ({ data }) => knownText(data?.homepage) }),
}));

export const TvTranslation = translationType<TvTranslationRow>('TvTranslation', 'a season or an episode', (t) => ({
  title: t.string({ description: 'The name.', resolve: ({ data }) => knownText(data?.name) }),
  overview: t.string({ description: 'What happens in it.', resolve: ({ data }) => knownText(data?.overview) }),
}));

import { knownText } from '../../src/tmdb/known.ts';
import type { TvTranslationRow } from '../../src/tmdb/api/titles/tv.ts';
import { translationType } from '../media/translation.ts';

export const TvSeriesTranslation = translationType<TvTranslationRow>('TvSeriesTranslation', 'a series', (t) => ({
  title: t.string({ description: 'Name of the series.', resolve: ({ data }) => knownText(data?.name) }),
  overview: t.string({ description: 'Short summary of the plot.', resolve: ({ data }) => knownText(data?.overview) }),
  tagline: t.string({ description: 'Tagline, as on the poster.', resolve: ({ data }) => knownText(data?.tagline) }),
  homepage: t.string({ description: 'URL of the official site.', resolve: ({ data }) => knownText(data?.homepage) }),
}));

export const TvTranslation = translationType<TvTranslationRow>('TvTranslation', 'a season or an episode', (t) => ({
  title: t.string({ description: 'Name of the season or episode.', resolve: ({ data }) => knownText(data?.name) }),
  overview: t.string({ description: 'Short summary of the plot.', resolve: ({ data }) => knownText(data?.overview) }),
}));

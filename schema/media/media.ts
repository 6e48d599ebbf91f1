import { builder } from '../core/builder.ts';
import { Movie } from '../movies/movie.ts';
import { TvSeries } from '../tv/tv-series.ts';

export const KnownFor = builder.unionType('KnownFor', {
  description: 'A movie or a series.',
  types: () => [Movie, TvSeries],
  resolveType: ({ typename }) => typename,
});

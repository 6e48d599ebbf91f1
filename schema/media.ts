import { builder } from './builder.ts';
import { Movie } from './movie.ts';
import { TvSeries } from './tv-series.ts';

export const KnownFor = builder.unionType('KnownFor', {
  description: 'A film or a series.',
  types: () => [Movie, TvSeries],
  resolveType: ({ typename }) => typename,
});

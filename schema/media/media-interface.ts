import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { builder } from '../core/builder.ts';
import { entityInterface } from '../federation/entity.ts';
import { NodeInterface } from '../core/node-interface.ts';
import type { Node } from '../core/node.ts';
import { mediaFields, type MediaFieldBuilder, type MediaKind } from './media-fields.ts';

export const Media = builder.interfaceRef<Node>('Media');

/** The types that implement an interface resolve its fields. */
const unresolved = {
  extensions: { tmdb: () => undefined },
  resolve: () => Promise.reject(new TypeError('An interface resolves nothing.')),
};

const EITHER: MediaKind = {
  resource: movie,
  noun: 'movie or series',
  genres: 'movie',
  imdbId: unresolved,
  title: unresolved,
  titleLanguage: unresolved,
  originalTitle: unresolved,
  released: 'First release of a movie, first episode of a series. Null when TMDB does not know it.',
  releaseDate: unresolved,
  releaseYear: unresolved,
  statuses: '`Released`, `In Production`, `Returning Series`, `Ended` and others',
  originCountries: unresolved,
  keywords: unresolved,
  alternativeTitles: unresolved,
  certification: unresolved,
};

Media.implement({
  description:
    'The fields that movies and series share. The `title` of a series is its name, and its `releaseDate` the day of its first episode.',
  interfaces: [NodeInterface],
  resolveType: ({ typename }) => typename,
  fields: (t) => mediaFields(t as unknown as MediaFieldBuilder, EITHER),
});

entityInterface(Media, [movie, tvSeries]);

import { collection } from '../src/tmdb/collection.ts';
import type { CollectionSummary } from '../src/tmdb/collection.ts';
import { knownText } from '../src/tmdb/known.ts';
import { builder } from './builder.ts';
import { Backdrop, imageAt, Poster } from './image.ts';
import { nodeOptions } from './node.ts';
import { fromPart, fromSummary } from './part.ts';
import type { Node } from './part.ts';

export const Collection = builder.objectRef<Node<CollectionSummary>>('Collection');

Collection.implement({
  description: 'Films that belong together: a film and its sequels.',
  ...nodeOptions(collection),
  fields: (t) => ({
    tmdbId: t.exposeInt('tmdbId', { nullable: false, description: 'TMDB’s number of the collection.' }),
    name: t.string({ description: 'In the language of the operation.', ...fromSummary(collection, (json) => knownText(json.name)) }),
    overview: t.string({
      description: 'What it is about. Null when nobody wrote it in this language.',
      ...fromPart(collection, 'details', (json) => knownText(json.overview)),
    }),
    poster: t.field({
      type: Poster,
      description: 'Null when there is none.',
      ...fromSummary(collection, (json) => imageAt(json.poster_path)),
    }),
    backdrop: t.field({
      type: Backdrop,
      description: 'Null when there is none.',
      ...fromSummary(collection, (json) => imageAt(json.backdrop_path)),
    }),
  }),
});

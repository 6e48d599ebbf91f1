import { knownText, number } from '../src/tmdb/known.ts';
import type { ListSummary } from '../src/tmdb/list.ts';
import { builder } from './builder.ts';
import { connectionType } from './connection.ts';
import { imageAt, Poster } from './image.ts';

export const List = builder.objectRef<ListSummary>('List');

List.implement({
  description: 'A list that a user of TMDB made.',
  fields: (t) => ({
    tmdbId: t.int({ description: 'TMDB’s number of the list.', resolve: ({ id }) => number(id) }),
    name: t.string({ description: 'What it is called.', resolve: ({ name }) => knownText(name) }),
    description: t.string({
      description: 'What its maker says of it. Null when nothing.',
      resolve: ({ description }) => knownText(description),
    }),
    favoriteCount: t.exposeInt('favorite_count', { description: 'How many users marked it.' }),
    itemCount: t.exposeInt('item_count', { description: 'How many things it holds.' }),
    language: t.string({ description: 'ISO 639-1 code of its language.', resolve: ({ iso_639_1 }) => knownText(iso_639_1) }),
    country: t.string({ description: 'ISO 3166-1 code of its country.', resolve: ({ iso_3166_1 }) => knownText(iso_3166_1) }),
    listType: t.string({ description: 'What it holds: `movie`.', resolve: ({ list_type }) => knownText(list_type) }),
    poster: t.field({ type: Poster, description: 'Null when there is none.', resolve: ({ poster_path }) => imageAt(poster_path) }),
  }),
});

export const ListConnection = connectionType('List', { of: 'lists', node: () => List, toNode: (row: ListSummary) => row });

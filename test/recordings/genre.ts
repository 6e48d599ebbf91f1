import { same } from './rules.ts';
import type { Family } from './prove.ts';

/** The genres of one kind. */
const genres = (kind: string, root: string): Family => ({
  family: `/3/genre/${kind}/list`,
  question: ({ body }) => ({
    documents: [
      {
        name: root,
        body,
        table: { 'genres[].id': same(`${root}[].tmdbId`), 'genres[].name': same(`${root}[].name`) },
      },
    ],
    arguments: {},
  }),
});

/** The lists of genres, and the old list of the movies of a genre. */
export const genreFamilies: readonly Family[] = [
  genres('movie', 'movieGenres'),
  genres('tv', 'tvGenres'),
  { family: '/3/genre/{id}/movies', question: ({ body }) => ({ documents: [{ name: 'genre.movies', body, table: {} }], arguments: {} }) },
];

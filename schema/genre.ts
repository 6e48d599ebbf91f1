import { globalId } from '../src/tmdb/id.ts';
import { knownText } from '../src/tmdb/known.ts';
import { movieGenres } from '../src/tmdb/movie.ts';
import { builder, holes } from './builder.ts';
import { localeOf } from './locale.ts';
import { wishFor } from './part.ts';

/** List items only have the number; its name is in the list of genres. */
export interface GenreNode {
  readonly tmdbId: number;
  readonly name?: string;
}

/** The one list of genres of a kind. */
const LIST = 'list';

export const Genre = builder.objectRef<GenreNode>('Genre');

Genre.implement({
  description: 'A genre of films.',
  fields: (t) => ({
    id: t.id({ nullable: false, description: 'The global id.', resolve: ({ tmdbId }) => globalId('Genre', tmdbId) }),
    tmdbId: t.exposeInt('tmdbId', { nullable: false, description: 'TMDB’s number of the genre.' }),
    name: t.string({
      description:
        'In the language of the operation, or in English where nobody translated it. On list items it costs one request for the list of genres, however many items there are.',
      async resolve({ tmdbId, name }, _args, context, info) {
        if (name !== undefined) return knownText(name.trim());
        const { genres } = await context.load(wishFor(movieGenres, 'details', LIST, {}, localeOf(context, info)));
        return knownText(genres?.find(({ id }) => id === tmdbId)?.name.trim());
      },
    }),
  }),
});

builder.queryField('movieGenres', (t) =>
  t.field({
    type: [Genre],
    nullable: holes,
    description: 'All genres that films have.',
    async resolve(_root, _args, context, info) {
      const { genres } = await context.load(wishFor(movieGenres, 'details', LIST, {}, localeOf(context, info)));
      return (genres ?? []).map(({ id, name }) => ({ tmdbId: id, name }));
    },
  }),
);

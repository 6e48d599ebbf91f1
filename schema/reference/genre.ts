import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import { genres } from '../../src/tmdb/api/reference/genre.ts';
import { NUMBER, parseId } from '../../src/tmdb/id.ts';
import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { freshAs } from '../core/cache-control.ts';
import { entity } from '../core/entity.ts';
import { operationLocale } from '../core/locale.ts';
import { nodeOptions } from '../core/node-interface.ts';
import type { Node } from '../core/node.ts';
import { wishFor } from '../core/parameters.ts';

interface GenreRow {
  readonly id: number;
  readonly name: string;
}

/** Movies and series have separate lists of genres, which share some ids. */
const KINDS = ['movie', 'tv'] as const;
type Kind = (typeof KINDS)[number];

/** A genre. List items have only its id: its name is in the list of genres. */
export type GenreNode = Node<GenreRow> & { readonly kind: Kind };

export const Genre = builder.objectRef<GenreNode>('Genre');

Genre.implement({
  description: 'A genre of movies or series.',
  ...nodeOptions(genres, findGenre),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the genre.', resolve: ({ id }) => Number(id) }),
    name: t.string({
      description:
        'Name of the genre in the language of the operation, or in English without a translation. On list items it costs one request for the list of genres, regardless of the number of items.',
      async resolve({ id, kind, summary }, _args, context, info) {
        const row = summary ?? (await genresOfKind(kind, context, info)).find((one) => String(one.id) === id);
        return knownText(row?.name)?.trim() ?? null;
      },
    }),
  }),
});

/** A node of a genre; null for a row without a usable id. */
const genreNode = (kind: Kind, id: number, summary?: GenreRow): GenreNode | null =>
  NUMBER.test(String(id)) ? { ref: String(id), id: String(id), kind, ...(summary && { summary }) } : null;

/** The genres of a movie or a series: with their names in details, by id in a list item. */
export function genresOf(kind: Kind, json: { genres?: readonly GenreRow[] } | { genre_ids?: readonly number[] }): (GenreNode | null)[] {
  if ('genres' in json && json.genres) return rowsOf(json.genres).map((row) => genreNode(kind, row.id, row));
  return 'genre_ids' in json && Array.isArray(json.genre_ids) ? json.genre_ids.map((id: number) => genreNode(kind, id)) : [];
}

async function genresOfKind(kind: Kind, context: Context, info: GraphQLResolveInfo): Promise<readonly GenreRow[]> {
  const list = (await context.load(wishFor(genres, 'details', kind, {}, operationLocale(context, info)))).genres;
  return rowsOf(list);
}

/** Whether movies, or series, have this genre: some genres are of one kind only. */
export async function isGenreOf(kind: Kind, genre: GenreNode, context: Context, info: GraphQLResolveInfo): Promise<boolean> {
  return genre.kind === kind || (await genresOfKind(kind, context, info)).some(({ id }) => String(id) === genre.id);
}

async function findGenre(raw: string, context: Context, info: GraphQLResolveInfo): Promise<GenreNode> {
  const id = parseId('Genre', raw);
  // Movies have most genres, so the other list is seldom needed.
  for (const kind of KINDS) {
    const rows = await genresOfKind(kind, context, info);
    const row = rows.find((one) => String(one.id) === id);
    const node = row && genreNode(kind, row.id, row);
    if (node) return node;
  }
  throw new GatewayError('NOT_FOUND', 'TMDB has no genre with this id.');
}

entity(Genre, genres, { lookUp: findGenre });

builder.queryField('genre', (t) =>
  t.field({
    type: Genre,
    description: 'One genre of movies or series.',
    args: { id: t.arg.id({ required: true, description: 'TMDB’s id of the genre, or its global id.' }) },
    resolve: (_root, { id }, context, info) => findGenre(id, context, info),
  }),
);

for (const [name, kind, noun] of [
  ['movieGenres', 'movie', 'movies'],
  ['tvGenres', 'tv', 'series'],
] as const) {
  builder.queryField(name, (t) =>
    t.field({
      type: [Genre],
      nullable: nullableItems,
      description: `All genres of ${noun}.`,
      ...freshAs(genres),
      resolve: async (_root, _args, context, info) => (await genresOfKind(kind, context, info)).map((row) => genreNode(kind, row.id, row)),
    }),
  );
}

import { handleMaybePromise } from '@whatwg-node/promise-helpers';
import type { GraphQLResolveInfo } from 'graphql';
import { GatewayError } from '../../src/tmdb/error.ts';
import { genres } from '../../src/tmdb/api/reference/genre.ts';
import { NUMBER, parseId } from '../../src/tmdb/id.ts';
import { knownId, rowsOf } from '../../src/tmdb/known.ts';
import { builder, nullableItems } from '../core/builder.ts';
import type { Context } from '../core/context.ts';
import { entity } from '../federation/entity.ts';
import { inAnotherLanguage } from '../core/text.ts';
import { detailsWish, fromDocument, fromSummary, inRounds, type DeclaredField } from '../core/fields.ts';
import { nodeOptions } from '../core/node-interface.ts';
import type { Node } from '../core/node.ts';

interface GenreRow {
  readonly id: number;
  readonly name: string;
}

/** Movies and series have separate lists of genres, which share some ids. */
const KINDS = ['movie', 'tv'] as const;
type Kind = (typeof KINDS)[number];

/** A genre, at the place of the list that names it. List items have only its id. */
export type GenreNode = Node<GenreRow> & { readonly ref: Kind };

/** A field that TMDB's list of one kind answers. */
const fromGenres = <Out>(kind: Kind, pick: (rows: readonly GenreRow[]) => Out): DeclaredField<object, object, Out> =>
  fromDocument(genres, kind, (json) => pick(rowsOf(json.genres)));

const ROWS = { movie: fromGenres('movie', (rows) => rows), tv: fromGenres('tv', (rows) => rows) };

const withId = (rows: readonly GenreRow[] | undefined, genreId: string): GenreRow | undefined =>
  rowsOf(rows).find(({ id }) => String(id) === genreId);

const sentName = fromSummary(genres, (json: { genres?: GenreRow[] } | GenreRow, _args: object, _context, { id }) => {
  const row = 'name' in json ? json : withId(json.genres, id);
  return knownId(row?.name);
});

export const Genre = builder.objectRef<GenreNode>('Genre');

Genre.implement({
  description: 'A genre of movies or series.',
  ...nodeOptions(genres, { find: findGenre, ref: 'movie' }),
  fields: (t) => ({
    tmdbId: t.int({ nullable: false, description: 'TMDB’s id of the genre.', resolve: ({ id }) => Number(id) }),
    name: t.string({
      description:
        'Name of the genre in the first of the operation’s languages that has one, or in English. On list items it costs one request for the list of genres, regardless of the number of items; another language costs one more.',
      ...sentName,
      resolve: (genre, args, context, info) =>
        handleMaybePromise(
          () => sentName.resolve(genre, args, context, info),
          // TMDB's lists have null without a translation.
          (name) => name ?? inAnotherLanguage(genres, genre.ref, context, info, (json) => knownId(withId(json.genres, genre.id)?.name)),
        ),
    }),
  }),
});

/** A node of a genre; null for a row without a usable id. */
const genreNode = (kind: Kind, id: number, summary?: GenreRow): GenreNode | null =>
  NUMBER.test(String(id)) ? { ref: kind, id: String(id), ...(summary && { summary }) } : null;

/** The genres of a movie or a series: with their names in details, by id in a list item. */
export function genresOf(kind: Kind, json: { genres?: readonly GenreRow[] } | { genre_ids?: readonly number[] }): (GenreNode | null)[] {
  if ('genres' in json && json.genres) return rowsOf(json.genres).map((row) => genreNode(kind, row.id, row));
  return 'genre_ids' in json && Array.isArray(json.genre_ids) ? json.genre_ids.map((id: number) => genreNode(kind, id)) : [];
}

/** Whether movies, or series, have this genre: some genres are of one kind only. */
export async function isGenreOf(kind: Kind, genre: GenreNode, context: Context, info: GraphQLResolveInfo): Promise<boolean> {
  return genre.ref === kind || withId(await ROWS[kind].resolve({}, {}, context, info), genre.id) !== undefined;
}

async function findGenre(raw: string, context: Context, info: GraphQLResolveInfo): Promise<GenreNode> {
  const id = parseId('Genre', raw);
  // Movies have most genres, so the other list is seldom needed.
  for (const kind of KINDS) {
    const row = withId(await ROWS[kind].resolve({}, {}, context, info), id);
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
    ...inRounds({ wishes: (_args: { id: string }, locale) => [detailsWish(genres, 'movie', locale)] }, (_root, { id }, context, info) =>
      findGenre(id, context, info),
    ),
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
      ...fromGenres(kind, (rows) => rows.map((row) => genreNode(kind, row.id, row))),
    }),
  );
}

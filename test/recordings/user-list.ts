import type { Table } from '../support/compare.ts';
import { isObject, type Json, type Recording } from '../support/recordings.ts';
import { USER } from './credentials.ts';
import type { Family } from './prove.ts';
import { movie, series } from './rows.ts';
import { image, number, oneOf, page, positive, same, text, under, union } from './rules.ts';
import { supplied } from './supplied.ts';

const item = union({ Movie: movie, TvSeries: series });

/** Fields that both versions of the API have. */
const alike: Table = {
  description: text('list.description'),
  id: number('list.tmdbId'), // A string until 2023.
  item_count: same('list.itemCount'),
  iso_639_1: same('list.language'),
  name: same('list.name'),
  poster_path: image('list.poster', 'poster'),
};

/** A list in version 3. */
export const userList: Table = {
  ...alike,
  created_by: text('list.createdBy.username'),
  favorite_count: same('list.favoriteCount'),
  ...under('items[].', 'list.items.nodes[].', item),
};

const ORDERS = ['original_order', 'primary_release_date', 'release_date', 'title', 'vote_average'];
const sorts = ORDERS.flatMap((order) => [`${order}.asc`, `${order}.desc`]).map((sort) => [sort, sort.replace('.', '_').toUpperCase()]);

/** Fields that only version 4 has. */
export const userListV4: Table = {
  average_rating: number('list.averageRating'),
  backdrop_path: image('list.backdrop', 'backdrop'),
  ...under('created_by.', 'list.createdBy.', {
    avatar_path: image('avatar', 'profile'),
    gravatar_hash: same('gravatarHash'),
    id: same('tmdbId'),
    name: text('name'),
    username: same('username'),
  }),
  iso_3166_1: same('list.country'),
  public: same('list.public'),
  revenue: positive('list.revenue'),
  runtime: positive('list.runtime'),
  sort_by: oneOf('list.sort', Object.fromEntries(sorts) as Record<string, string>),
  ...under('results[].', 'list.sortedItems.nodes[].', item),
  'results[].comment': text('list.sortedItems.edges[].comment'),
  ...page('list.sortedItems'),
};

const idIn = (path: string): string => path.split('/')[3] ?? '';
const byId = ({ path }: Recording): Record<string, string> => ({ list: `id: "${idIn(path)}"` });

/** Moves the comments, which TMDB keys by `movie:550` beside the rows, into their rows. */
function withComments(body: unknown): unknown {
  if (!isObject(body) || !isObject(body['comments']) || !Array.isArray(body['results'])) return body;
  const { comments, ...rest } = body;
  const rows = body['results'].filter(isObject);
  return {
    ...rest,
    results: rows.map((row) => ({ ...row, comment: (comments as Json)[`${String(row['media_type'])}:${String(row['id'])}`] })),
  };
}

/** The same list in version 3, which the gateway requests first. */
function inVersion3({ path, body }: Recording): Recording {
  const { created_by: creator, ...rest } = body as Json;
  const shared = Object.fromEntries(Object.entries(rest).filter(([key]) => key in alike));
  return supplied(`/3/list/${idIn(path)}`, { ...shared, created_by: isObject(creator) ? creator['username'] : null });
}

/** Stands for the movie of the recorded item status: the recording does not name it. */
const SOME_MOVIE = '634649';

/** Lists of users. */
export const userListFamilies: readonly Family[] = [
  {
    family: '/3/list/{id}',
    question: (recording) => ({
      documents: [{ name: 'list.details', body: recording.body, table: userList }],
      arguments: { ...byId(recording), 'list.items': 'page: 1' },
    }),
  },
  {
    family: '/3/list/{id}/item_status',
    question: (recording) => ({
      documents: [
        { name: 'list.item_status', body: recording.body, table: { id: number('list.tmdbId'), item_present: same('list.contains') } },
      ],
      arguments: { ...byId(recording), 'list.contains': `movie: ${SOME_MOVIE}` },
    }),
    besides: ({ path, body }) => [{ ...supplied(path, body), query: { movie_id: SOME_MOVIE } }],
  },
  {
    family: '/4/list/{list_id}/item_status',
    headers: USER,
    question: (recording) => ({
      documents: [
        {
          name: 'status',
          body: recording.body,
          table: { id: number('list.tmdbId'), status_code: { at: 'list.contains', expected: () => true } },
        },
      ],
      arguments: { ...byId(recording), 'list.contains': `tvSeries: ${recording.query['media_id']}` },
    }),
    // The gateway uses version 4 for series only, since version 3 has movies.
    besides: (recording) => [{ ...recording, query: { ...recording.query, media_type: 'tv' } }],
  },
  {
    family: '/4/list/{list_id}',
    question: (recording) => ({
      documents: [{ name: 'list.v4', body: withComments(recording.body), table: { ...alike, ...userListV4 } }],
      arguments: { ...byId(recording), 'list.sortedItems': `page: ${recording.query['page'] ?? 1}` },
    }),
    besides: (recording) => [inVersion3(recording)],
  },
];

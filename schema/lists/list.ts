import { LIST_ID } from '../../src/tmdb/id.ts';
import { knownInstant, knownNumber, knownText, number } from '../../src/tmdb/known.ts';
import { list, listV4, type ListDetails, type ListDetailsV4, type ListSummary } from '../../src/tmdb/api/account/list.ts';
import { builder } from '../core/builder.ts';
import { entity } from '../core/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType, fromPages, pageArgs } from '../core/connection.ts';
import { Backdrop, imageAt, Poster } from '../media/image.ts';
import { contains } from './list-contains.ts';
import { ListCreator } from './list-creator.ts';
import { knownSort, ListItemConnection, ListSort, withComments } from './list-item.ts';
import { byEitherVersion } from './list-versions.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary, type PartField } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

export const List = builder.objectRef<Node<ListSummary>>('List');

/** Null for a row without a usable id. */
export function listNode(row: ListSummary, own = false): Node<ListSummary> | null {
  const ref = String((row as ListSummary | null)?.id);
  return LIST_ID.test(ref) ? { ref, id: ref, summary: row, ...(own && { own }) } : null;
}

export const ListConnection = connectionType('List', { of: 'lists', node: () => List, toNode: (row: ListSummary) => listNode(row) });

/** Rows of a user's own lists by version 4 say more than others. */
const isV4 = (row: ListSummary): boolean => row.number_of_items !== undefined;

/** Version 4 writes some of its flags as 0 and 1. */
const flag = (value: boolean | number | null | undefined): boolean | null =>
  value === null || value === undefined ? null : Boolean(value);

const itemCount = (json: ListDetails | ListDetailsV4 | ListSummary): number | undefined =>
  'item_count' in json
    ? json.item_count
    : 'number_of_items' in json
      ? json.number_of_items
      : 'total_results' in json
        ? json.total_results
        : undefined;

/** What both versions say alike. */
const fromBoth = <Out>(pick: (json: ListDetails | ListDetailsV4 | ListSummary) => Out): PartField<ListSummary, object, Out> =>
  byEitherVersion(fromSummary(list, pick), fromSummary(listV4, pick));

/** What only version 4 says. */
const fromV4 = <Out>(pick: (json: ListDetailsV4 | ListSummary) => Out): PartField<ListSummary, object, Out> =>
  fromSummary<typeof listV4, ListSummary, Out, object>(listV4, pick, isV4);

const V4 = 'From version 4 of TMDB’s API: one request for all such fields.';

List.implement({
  description: 'A list that a user of TMDB made. Private ones are refused, but to their maker under `viewer`.',
  ...nodeOptions(list),
  fields: (t) => ({
    tmdbId: t.int({ description: 'TMDB’s number of the list. Null of lists from before 2014.', resolve: ({ id }) => number(id) }),
    name: t.string({ description: 'What it is called.', ...fromBoth((json) => knownText(json.name)) }),
    description: t.string({
      description: 'What its maker says of it. Null when nothing.',
      ...fromBoth((json) => knownText(json.description)),
    }),
    favoriteCount: t.int({ description: 'How many users marked it.', ...fromSummary(list, (json) => number(json.favorite_count)) }),
    itemCount: t.int({ description: 'How many things it holds.', ...fromBoth((json) => number(itemCount(json))) }),
    language: t.string({
      description: 'ISO 639-1 code of its language.',
      ...fromBoth((json) => knownText(json.iso_639_1)),
    }),
    country: t.string({
      description: `ISO 3166-1 code of its country. ${V4} Free where a film or series names the list, and in \`viewer.lists\`.`,
      ...fromSummary(listV4, (json: ListDetailsV4 | ListSummary) => knownText(json.iso_3166_1)),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: 'When it was made. Null outside `viewer.lists` with `TMDB-User-Token`.',
      resolve: ({ summary }) => knownInstant(summary?.created_at),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: 'When it was last changed. Null outside `viewer.lists` with `TMDB-User-Token`.',
      resolve: ({ summary }) => knownInstant(summary?.updated_at),
    }),
    featured: t.boolean({
      description: 'Whether TMDB features it. Null outside `viewer.lists` with `TMDB-User-Token`.',
      resolve: ({ summary }) => flag(summary?.featured),
    }),
    adult: t.boolean({
      description: 'Whether it holds pornography. Null outside `viewer.lists` with `TMDB-User-Token`.',
      resolve: ({ summary }) => flag(summary?.adult),
    }),
    listType: t.string({
      description: 'What it was made for: `movie`. Null where no film names the list.',
      resolve: ({ summary }) => knownText(summary?.list_type),
    }),
    poster: t.field({ type: Poster, description: 'Null when there is none.', ...fromBoth((json) => imageAt(json.poster_path)) }),
    createdBy: t.field({ type: ListCreator, description: 'Who made it.', resolve: ({ ref, id }) => ({ ref, id }) }),
    items: t.field({
      type: ListItemConnection,
      description: 'What it holds.',
      args: pageArgs,
      ...byEitherVersion(
        fromPages(list, 'details', (json) => ({ ...json, results: json.items ?? [] })),
        fromPages(listV4, 'details'),
      ),
    }),
    contains: t.boolean({
      description: 'Whether it holds a film, or a series: one request more.',
      args: {
        movie: t.arg.id({ description: 'TMDB’s number of the film, or its global id.' }),
        tvSeries: t.arg.id({
          description: 'TMDB’s number of the series, or its global id; in place of `movie`. Needs the header `TMDB-User-Token`.',
        }),
      },
      ...contains,
    }),
    sortedItems: t.field({
      type: ListItemConnection,
      description:
        'What it holds in the order that its maker chose, or another, with comments. From version 4 of TMDB’s API: the first page in the list’s own order comes with all such fields.',
      args: { sort: t.arg({ type: ListSort, description: 'Another order than the list’s own.' }), ...pageArgs },
      ...fromPages(listV4, 'details', withComments),
    }),
    sort: t.field({
      type: ListSort,
      description: `The order that its maker chose. ${V4}`,
      ...fromPart(listV4, 'details', (json) => knownSort(json.sort_by)),
    }),
    public: t.boolean({
      description: `Whether everybody may see it. ${V4}`,
      ...fromV4((json) => flag(json.public)),
    }),
    runtime: t.int({
      description: `Minutes, of all that it holds. Null when TMDB does not know. ${V4}`,
      ...fromV4((json) => knownNumber(json.runtime)),
    }),
    revenue: t.field({
      type: 'SafeInt',
      description: `US dollars, of all its films. Null when TMDB does not know. ${V4}`,
      ...fromV4((json) => knownNumber(json.revenue)),
    }),
    averageRating: t.float({
      description: `From 0 to 10: the votes of TMDB’s users, on average of all that it holds. ${V4}`,
      ...fromV4((json) => number(json.average_rating)),
    }),
    backdrop: t.field({
      type: Backdrop,
      description: `Null when there is none. ${V4}`,
      ...fromV4((json) => imageAt(json.backdrop_path)),
    }),
  }),
});

byId('list', list, List, 'list');
entity(List, list);

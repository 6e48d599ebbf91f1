import { LIST_ID } from '../../src/tmdb/id.ts';
import { knownInstant, knownNumber, knownText, number } from '../../src/tmdb/known.ts';
import { list, listV4, type ListDetails, type ListDetailsV4, type ListSummary } from '../../src/tmdb/api/account/list.ts';
import { builder } from '../core/builder.ts';
import { entity } from '../federation/entity.ts';
import { byId } from '../core/by-id.ts';
import { connectionType, fromPages, pageArgs } from '../core/connection.ts';
import { Backdrop, imageAt, Poster } from '../media/image.ts';
import { contains } from './list-contains.ts';
import { ListCreator } from './list-creator.ts';
import { knownSort, ListItemConnection, ListSort, withComments } from './list-item.ts';
import { byEitherVersion } from './list-versions.ts';
import { nodeOptions } from '../core/node-interface.ts';
import { fromPart, fromSummary, fromSummaryAlone, type PartField } from '../core/fields.ts';
import type { Node } from '../core/node.ts';

export const List = builder.objectRef<Node<ListSummary>>('List');

/** Null for a row without a usable id. */
export function listNode(row: ListSummary, own = false): Node<ListSummary> | null {
  const ref = String((row as ListSummary | null)?.id);
  return LIST_ID.test(ref) ? { ref, id: ref, summary: row, ...(own && { own }) } : null;
}

export const ListConnection = connectionType('List', { of: 'lists', node: () => List, toNode: (row: ListSummary) => listNode(row) });

/** Rows of a user's own lists by version 4 have more keys than others. */
const isV4 = (row: ListSummary): boolean => row.number_of_items !== undefined;

/** Version 4 sends some flags as 0 and 1, and some numbers as text. */
function flag(value: boolean | number | string | null | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  const parsed = number(value);
  return parsed === null ? null : parsed !== 0;
}

const itemCount = (json: ListDetails | ListDetailsV4 | ListSummary): number | undefined =>
  'item_count' in json
    ? json.item_count
    : 'number_of_items' in json
      ? json.number_of_items
      : 'total_results' in json
        ? json.total_results
        : undefined;

/** A field that both versions send alike. */
const fromBoth = <Out>(pick: (json: ListDetails | ListDetailsV4 | ListSummary) => Out): PartField<ListSummary, object, Out> =>
  byEitherVersion(fromSummary(list, pick), fromSummary(listV4, pick));

/** A field that only version 4 sends. */
const fromV4 = <Out>(pick: (json: ListDetailsV4 | ListSummary) => Out): PartField<ListSummary, object, Out> =>
  fromSummary<typeof listV4, ListSummary, Out, object>(listV4, pick, isV4);

/** A field that only some lists of lists have. */
const fromRow = <Out>(pick: (json: Partial<ListSummary>) => Out) => fromSummaryAlone<ListSummary, Out>(list, pick);

const V4 = 'From version 4 of TMDB’s API: one more request for all such fields together.';
const OWN = 'Null outside `viewer.lists` with `TMDB-User-Token`.';

List.implement({
  description: 'A list that a user of TMDB created. A private list is refused, except to its creator under `viewer`.',
  ...nodeOptions(list),
  fields: (t) => ({
    tmdbId: t.int({
      description: 'TMDB’s id of the list. Null for lists from before 2014, whose ids are not numbers.',
      resolve: ({ id }) => number(id),
    }),
    name: t.string({ description: 'Name of the list.', ...fromBoth((json) => knownText(json.name)) }),
    description: t.string({
      description: 'Description by the creator of the list. Null when it is empty.',
      ...fromBoth((json) => knownText(json.description)),
    }),
    favoriteCount: t.int({
      description: 'Number of users who marked the list as a favorite. Null in `viewer.lists` with `TMDB-User-Token`.',
      ...fromSummary(list, (json) => number(json.favorite_count)),
    }),
    itemCount: t.int({ description: 'Number of items in the list.', ...fromBoth((json) => number(itemCount(json))) }),
    language: t.string({
      description: 'Language of the list, as an ISO 639-1 code.',
      ...fromBoth((json) => knownText(json.iso_639_1)),
    }),
    country: t.string({
      description: `Country of the list, as an ISO 3166-1 code. ${V4} Free in the \`lists\` of a movie, of a series and of \`viewer\`, but null in those of \`viewer\` with \`TMDB-Session-Id\`.`,
      ...fromSummary(listV4, (json: ListDetailsV4 | ListSummary) => knownText(json.iso_3166_1)),
    }),
    createdAt: t.field({
      type: 'DateTime',
      description: `Time at which the list was created. ${OWN}`,
      ...fromRow((json) => knownInstant(json.created_at)),
    }),
    updatedAt: t.field({
      type: 'DateTime',
      description: `Time of the last change. ${OWN}`,
      ...fromRow((json) => knownInstant(json.updated_at)),
    }),
    featured: t.boolean({
      description: `Whether TMDB features the list. ${OWN}`,
      ...fromRow((json) => flag(json.featured)),
    }),
    adult: t.boolean({
      description: `Whether the list contains adult titles. ${OWN}`,
      ...fromRow((json) => flag(json.adult)),
    }),
    listType: t.string({
      description: 'Kind of list, such as `movie`. Null outside the `lists` of a movie.',
      ...fromRow((json) => knownText(json.list_type)),
    }),
    poster: t.field({
      type: Poster,
      description: 'Poster of the list. Null when there is none.',
      ...fromBoth((json) => imageAt(json.poster_path)),
    }),
    createdBy: t.field({ type: ListCreator, description: 'The user who created the list.', resolve: ({ ref, id }) => ({ ref, id }) }),
    items: t.field({
      type: ListItemConnection,
      description: 'Movies and series in the list.',
      args: pageArgs,
      ...byEitherVersion(
        fromPages(list, 'details', { toPage: (json) => ({ ...json, results: json.items ?? [] }) }),
        fromPages(listV4, 'details'),
      ),
    }),
    contains: t.boolean({
      description: 'Whether the list contains a movie or a series. Costs one more request.',
      args: {
        movie: t.arg.id({ description: 'TMDB’s id of the movie, or its global id.' }),
        tvSeries: t.arg.id({
          description: 'TMDB’s id of the series, or its global id. Used instead of `movie`. Needs the header `TMDB-User-Token`.',
        }),
      },
      ...contains,
    }),
    sortedItems: t.field({
      type: ListItemConnection,
      description:
        'Movies and series in the list with their comments, in the order that its creator chose or in another. From version 4 of TMDB’s API: the first page in the list’s own order comes with the other fields of version 4.',
      args: { sort: t.arg({ type: ListSort, description: 'Order of the items. Default: the list’s own.' }), ...pageArgs },
      ...fromPages(listV4, 'details', { toPage: withComments }),
    }),
    sort: t.field({
      type: ListSort,
      description: `Order that the creator of the list chose. ${V4}`,
      ...fromPart(listV4, 'details', (json) => knownSort(json.sort_by)),
    }),
    public: t.boolean({
      description: `Whether the list is public. ${V4}`,
      ...fromV4((json) => flag(json.public)),
    }),
    runtime: t.int({
      description: `Total runtime of the items, in minutes. Null when TMDB does not know it. ${V4}`,
      ...fromV4((json) => knownNumber(json.runtime)),
    }),
    revenue: t.field({
      type: 'SafeInt',
      description: `Total revenue of the movies in the list, in US dollars. Null when TMDB does not know it. ${V4}`,
      ...fromV4((json) => knownNumber(json.revenue)),
    }),
    averageRating: t.float({
      description: `Average rating of the items by TMDB’s users, from 0 to 10. ${V4}`,
      ...fromV4((json) => number(json.average_rating)),
    }),
    backdrop: t.field({
      type: Backdrop,
      description: `Backdrop of the list. Null when there is none. ${V4}`,
      ...fromV4((json) => imageAt(json.backdrop_path)),
    }),
  }),
});

byId('list', list, List, 'list');
entity(List, list);

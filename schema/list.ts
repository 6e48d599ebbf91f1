import { LIST_ID } from '../src/tmdb/id.ts';
import { knownNumber, knownText, number } from '../src/tmdb/known.ts';
import { list, listV4 } from '../src/tmdb/list.ts';
import type { ListSummary } from '../src/tmdb/list.ts';
import { builder } from './builder.ts';
import { entity } from './entity.ts';
import { byId } from './by-id.ts';
import { connectionType, fromPages, pageArgs } from './connection.ts';
import { Backdrop, imageAt, Poster } from './image.ts';
import { ListCreator } from './list-creator.ts';
import { knownSort, ListItemConnection, ListSort, withComments } from './list-item.ts';
import { nodeOptions } from './node.ts';
import { fromPart, fromSummary } from './part.ts';
import type { Node } from './part.ts';

export const List = builder.objectRef<Node<ListSummary>>('List');

/** Null for a row without a usable id. */
function listNode(row: ListSummary): Node<ListSummary> | null {
  const ref = String((row as ListSummary | null)?.id);
  return LIST_ID.test(ref) ? { ref, id: ref, summary: row } : null;
}

export const ListConnection = connectionType('List', { of: 'lists', node: () => List, toNode: listNode });

const V4 = 'From version 4 of TMDB’s API: one request for all such fields.';

List.implement({
  description: 'A public list that a user of TMDB made. Private lists are refused.',
  ...nodeOptions(list),
  fields: (t) => {
    const countryV4 = fromPart(listV4, 'details', (json) => knownText(json.iso_3166_1));
    return {
      tmdbId: t.int({ description: 'TMDB’s number of the list. Null of lists from before 2014.', resolve: ({ id }) => number(id) }),
      name: t.string({ description: 'What it is called.', ...fromSummary(list, (json) => knownText(json.name)) }),
      description: t.string({
        description: 'What its maker says of it. Null when nothing.',
        ...fromSummary(list, (json) => knownText(json.description)),
      }),
      favoriteCount: t.int({ description: 'How many users marked it.', ...fromSummary(list, (json) => number(json.favorite_count)) }),
      itemCount: t.int({ description: 'How many things it holds.', ...fromSummary(list, (json) => number(json.item_count)) }),
      language: t.string({
        description: 'ISO 639-1 code of its language.',
        ...fromSummary(list, (json) => knownText(json.iso_639_1)),
      }),
      country: t.string({
        description: `ISO 3166-1 code of its country. ${V4} Free where a film or series names the list.`,
        ...countryV4,
        resolve: (node, ...rest) => (node.summary ? knownText(node.summary.iso_3166_1) : countryV4.resolve(node, ...rest)),
      }),
      listType: t.string({
        description: 'What it was made for: `movie`. Null where no film names the list.',
        resolve: ({ summary }) => knownText(summary?.list_type),
      }),
      poster: t.field({ type: Poster, description: 'Null when there is none.', ...fromSummary(list, (json) => imageAt(json.poster_path)) }),
      createdBy: t.field({ type: ListCreator, description: 'Who made it.', resolve: ({ ref, id }) => ({ ref, id }) }),
      items: t.field({
        type: ListItemConnection,
        description: 'What it holds.',
        args: pageArgs,
        ...fromPages(list, 'details', (json) => ({ ...json, results: json.items ?? [] })),
      }),
      contains: t.boolean({
        description: 'Whether it holds a film: one request more.',
        args: { movie: t.arg.id({ required: true, description: 'TMDB’s number of the film, or its global id.' }) },
        ...fromPart(list, 'item_status', (json) => json.item_present ?? null),
      }),
      sortedItems: t.field({
        type: ListItemConnection,
        description:
          'What it holds in the order that its maker chose, or another, with comments. From version 4 of TMDB’s API: the first page in the list’s own order comes with all such fields.',
        args: { sort: t.arg({ type: ListSort, description: 'Another order than the list’s own.' }), ...pageArgs },
        ...fromPages(listV4, 'details', withComments),
      }),
      sortBy: t.field({
        type: ListSort,
        description: `The order that its maker chose. ${V4}`,
        ...fromPart(listV4, 'details', (json) => knownSort(json.sort_by)),
      }),
      public: t.boolean({
        description: `Whether everybody may see it. ${V4}`,
        ...fromPart(listV4, 'details', (json) => json.public ?? null),
      }),
      runtime: t.int({
        description: `Minutes, of all that it holds. Null when TMDB does not know. ${V4}`,
        ...fromPart(listV4, 'details', (json) => knownNumber(json.runtime)),
      }),
      revenue: t.field({
        type: 'SafeInt',
        description: `US dollars, of all its films. Null when TMDB does not know. ${V4}`,
        ...fromPart(listV4, 'details', (json) => knownNumber(json.revenue)),
      }),
      averageRating: t.float({
        description: `From 0 to 10: the votes of TMDB’s users, on average of all that it holds. ${V4}`,
        ...fromPart(listV4, 'details', (json) => number(json.average_rating)),
      }),
      backdrop: t.field({
        type: Backdrop,
        description: `Null when there is none. ${V4}`,
        ...fromPart(listV4, 'details', (json) => imageAt(json.backdrop_path)),
      }),
    };
  },
});

byId('list', list, List, 'list');
entity(List, list);

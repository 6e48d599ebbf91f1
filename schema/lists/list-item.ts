import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import { LIST_ORDERS, type ListDetailsV4 } from '../../src/tmdb/api/account/list.ts';
import type { Page } from '../../src/tmdb/api/page.ts';
import { builder } from '../core/builder.ts';
import { connectionType } from '../core/connection.ts';
import { knownForNode } from '../media/media-node.ts';
import { Movie } from '../movies/movie.ts';
import { TvSeries } from '../tv/tv-series.ts';
import type { MediaRow } from '../../src/tmdb/api/summary.ts';

export const ListItem = builder.unionType('ListItem', {
  description: 'An item of a list: a movie or a series.',
  types: () => [Movie, TvSeries],
  resolveType: ({ typename }) => typename,
});

/** A row, in version 4 with the comment of the list's creator. */
type ListItemRow = MediaRow & { comment?: string | null };

export const ListItemConnection = connectionType('ListItem', {
  of: 'list items',
  node: () => ListItem,
  toNode: (row: ListItemRow) => knownForNode(row),
  edgeFields: (t) => ({
    comment: t.string({
      description: 'Comment by the creator of the list. Null without a comment, and outside `sortedItems`.',
      resolve: ({ row }) => knownText(row.comment),
    }),
  }),
});

/** A page of version 4 with each comment in its row; TMDB sends the comments beside the rows. */
export const withComments = (json: ListDetailsV4): Page<ListItemRow> => ({
  ...json,
  results: rowsOf(json.results).map((row) => ({ ...row, comment: json.comments?.[`${row.media_type}:${row.id}`] ?? null })),
});

const DIRECTIONS = { asc: 'ascending', desc: 'descending' } as const;

/** `title.asc` → `TITLE_ASC`. */
const SORTS = Object.fromEntries(
  LIST_ORDERS.flatMap((order) =>
    Object.entries(DIRECTIONS).map(([direction, adverb]) => {
      const value = `${order}.${direction}`;
      return [value.replace('.', '_').toUpperCase(), { value, description: `By ${order.replaceAll('_', ' ')}, ${adverb}.` }];
    }),
  ),
);

export const ListSort = builder.enumType('ListSort', { description: 'Order of the items of a list.', values: SORTS });

/** TMDB's order when the enum has it, else null. */
export const knownSort = (sort: string | undefined): string | null =>
  Object.values(SORTS).find(({ value }) => value === sort)?.value ?? null;

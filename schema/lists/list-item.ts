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
  description: 'What a list can hold.',
  types: () => [Movie, TvSeries],
  resolveType: ({ typename }) => typename,
});

/** A row, with what the maker of the list says of it where version 4 was asked. */
type ListItemRow = MediaRow & { comment?: string | null };

export const ListItemConnection = connectionType('ListItem', {
  of: 'films and series of a list',
  node: () => ListItem,
  toNode: (row: ListItemRow) => knownForNode(row),
  edgeFields: (t) => ({
    comment: t.string({
      description: 'What the maker of the list says of it. Null when nothing, and outside `sortedItems`.',
      resolve: ({ row }) => knownText(row.comment),
    }),
  }),
});

/** A page of version 4, each row with its comment, which stands beside the rows there. */
export const withComments = (json: ListDetailsV4): Page<ListItemRow> => ({
  ...json,
  results: rowsOf(json.results).map((row) => ({ ...row, comment: json.comments?.[`${row.media_type}:${row.id}`] ?? null })),
});

const DIRECTIONS = { asc: 'from the start, the earliest or the lowest on', desc: 'from the end, the latest or the highest on' } as const;

/** `title.asc` → `TITLE_ASC`. */
const SORTS = Object.fromEntries(
  LIST_ORDERS.flatMap((order) =>
    Object.entries(DIRECTIONS).map(([direction, from]) => {
      const value = `${order}.${direction}`;
      return [value.replace('.', '_').toUpperCase(), { value, description: `By ${order.replaceAll('_', ' ')}, ${from}.` }];
    }),
  ),
);

export const ListSort = builder.enumType('ListSort', { description: 'How the items of a list are ordered.', values: SORTS });

/** An order that the enum has; null for any other. */
export const knownSort = (sort: string | undefined): string | null =>
  Object.values(SORTS).find(({ value }) => value === sort)?.value ?? null;

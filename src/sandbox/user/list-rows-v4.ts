import { pagedList, type Call } from '../http/call.ts';
import { inOrder, isOrder, numberOfOrder } from './list-orders.ts';
import { hex } from '../generated/random.ts';
import type { MediaItem } from './media-item.ts';
import { timeText } from '../http/time-text.ts';
import type { ListItem, UserList } from './user-list.ts';
import { creatorRow } from './users.ts';

const sum = (list: UserList, valueOf: (media: MediaItem) => number) =>
  [...list.items.values()].reduce((total, { media }) => total + valueOf(media), 0);
const averageOf = (list: UserList) => (list.items.size > 0 ? sum(list, ({ average }) => average) / list.items.size : 0);
const backdropOf = ({ items }: UserList) => [...items.values()].find(({ media }) => media.backdrop)?.media.backdrop ?? null;

/** One page of a list with its v4 details, in the list's own order unless the call names another. */
export function detailsV4(list: UserList, call: Call): object {
  const asked = call.query.get('sort_by');
  const page = pagedList(call, inOrder([...list.items.values()], isOrder(asked) ? asked : list.order), (item) => item);
  const byKey = <Value>(valueOf: (item: ListItem) => Value) =>
    Object.fromEntries(page.results.map((item) => [item.media.key, valueOf(item)]));
  return {
    average_rating: averageOf(list),
    backdrop_path: backdropOf(list),
    comments: byKey(({ comment }) => comment),
    created_by: creatorRow(list.owner),
    description: list.description,
    id: list.id,
    iso_3166_1: list.country,
    iso_639_1: list.language,
    item_count: list.items.size,
    name: list.name,
    object_ids: byKey(({ media }) => hex(24, 'object', media.key)),
    poster_path: null,
    public: list.isPublic,
    revenue: sum(list, ({ revenue }) => revenue),
    runtime: sum(list, ({ runtime }) => runtime),
    sort_by: list.order,
    ...page,
    results: page.results.map(({ media }) => media.show(call, true)),
  };
}

/** A list's v4 summary: the facts of its details, in other types. */
export const numericSummary = (list: UserList) => ({
  account_object_id: list.owner.objectId,
  adult: 0,
  average_rating: averageOf(list),
  backdrop_path: backdropOf(list),
  created_at: timeText(list.created),
  description: list.description,
  featured: 0,
  id: list.id,
  iso_3166_1: list.country,
  iso_639_1: list.language,
  name: list.name,
  number_of_items: list.items.size,
  poster_path: null,
  public: Number(list.isPublic),
  revenue: sum(list, ({ revenue }) => revenue),
  runtime: String(sum(list, ({ runtime }) => runtime)),
  sort_by: numberOfOrder(list.order),
  updated_at: timeText(list.updated),
});

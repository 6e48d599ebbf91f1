import { pagedList, type Call } from '../http/call.ts';
import { MOVIES, SERIES } from '../catalogue/catalogue.ts';
import { random } from '../generated/random.ts';
import { movieItem, seriesItem, type MediaItem } from './media-item.ts';
import { DEFAULT_ORDER, listSummary, type UserList } from './user-list.ts';
import { STRANGERS } from './users.ts';

/* Lists of other users that exist from the start. Ids decide which list contains what, so that lists and titles agree. */

const NAMES = ['Seen in the cinema', 'To watch', 'Rainy days', 'Best of the decade', 'With friends', 'On the shelf'];
const COMMENTS = ['Seen twice.', 'For a long evening.', 'Lent to a friend.'];
const CREATED = new Date('2024-05-06T07:08:09Z');

/** Ids are 1 to LAST; lists above LAST_PUBLIC are private. */
const LAST_PUBLIC = 600;
const LAST = 650;

/** One list in this many contains a given title. */
const ONE_OF = 12;
const contains = (list: number, { id }: { id: number }) => (id * 7 + list) % ONE_OF === 0;

const commentAt = (index: number) => (index % 3 === 0 ? random(index).pick(COMMENTS) : null);
const entry = (media: MediaItem, index: number) => [media.key, { media, comment: commentAt(index) }] as const;

/** The items of lists: those of list `id` are at `id % ONE_OF`. */
const ITEMS = Array.from({ length: ONE_OF }, (_, list) => {
  const movies = MOVIES.filter((movie) => contains(list, movie)).map(movieItem);
  const series = SERIES.filter((show) => contains(list, show)).map(seriesItem);
  return new Map([...movies.splice(0, 5), ...series, ...movies].map(entry));
});

const listAt = (id: number): UserList => ({
  id,
  owner: random(id * 31).pick(STRANGERS),
  created: CREATED,
  updated: CREATED,
  language: 'en',
  country: 'US',
  name: `${random(id).pick(NAMES)} ${id}`,
  description: '',
  isPublic: id <= LAST_PUBLIC,
  order: DEFAULT_ORDER,
  items: ITEMS[id % ONE_OF] ?? new Map(),
});

/** The generated list with this id, which no signed-in user may change; undefined when there is none. */
export const generatedList = (id: number): UserList | undefined => (id >= 1 && id <= LAST ? listAt(id) : undefined);

const PUBLIC = Array.from({ length: LAST_PUBLIC }, (_, index) => index + 1);

/** One page of the public lists that contain a title. Only those of movies tell `list_type`. */
export function listsWith(title: { id: number }, call: Call, extra: { list_type?: 'movie' } = {}) {
  const lists = PUBLIC.filter((list) => contains(list, title));
  return pagedList(call, lists, (id) => {
    const { list_type: _type, ...row } = listSummary(listAt(id));
    return { ...row, iso_3166_1: 'US', ...extra };
  });
}

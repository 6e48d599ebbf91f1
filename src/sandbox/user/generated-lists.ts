import { pagedList, type Call } from '../http/call.ts';
import { MOVIES, SERIES } from '../catalogue/catalogue.ts';
import { random } from '../generated/random.ts';
import { movieItem, seriesItem, type MediaItem } from './media-item.ts';
import { DEFAULT_ORDER, listSummary, type UserList } from './user-list.ts';
import { STRANGERS } from './users.ts';

/* Lists of others, there from the start: which are in which goes by their numbers, so that both sides say the same. */

const NAMES = ['Seen in the cinema', 'To watch', 'Rainy days', 'Best of the decade', 'With friends', 'On the shelf'];
const COMMENTS = ['Seen twice.', 'For a long evening.', 'Lent to a friend.'];
const CREATED = new Date('2024-05-06T07:08:09Z');

/** They have the numbers from 1 to here; those above the first of these are private. */
const LAST_PUBLIC = 600;
const LAST = 650;

/** Of so many lists, one holds a thing. */
const ONE_OF = 12;
const holds = (list: number, { id }: { id: number }) => (id * 7 + list) % ONE_OF === 0;

const commentAt = (index: number) => (index % 3 === 0 ? random(index).pick(COMMENTS) : null);
const entry = (media: MediaItem, index: number) => [media.key, { media, comment: commentAt(index) }] as const;

/** What the lists hold: those whose numbers are so many apart hold the same. */
const ITEMS = Array.from({ length: ONE_OF }, (_, list) => {
  const movies = MOVIES.filter((movie) => holds(list, movie)).map(movieItem);
  const series = SERIES.filter((one) => holds(list, one)).map(seriesItem);
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

/** The list of that number; undefined when it is none of these. Nobody who comes may change it. */
export const generatedList = (id: number): UserList | undefined => (id >= 1 && id <= LAST ? listAt(id) : undefined);

const PUBLIC = Array.from({ length: LAST_PUBLIC }, (_, index) => index + 1);

/** The public lists that hold a thing; of series they do not say what they were made for. */
export function listsWith(media: { id: number }, call: Call, extra: { list_type?: 'movie' } = {}) {
  const lists = PUBLIC.filter((list) => holds(list, media));
  return pagedList(call, lists, (id) => {
    const { list_type: _type, ...row } = listSummary(listAt(id));
    return { ...row, iso_3166_1: 'US', ...extra };
  });
}

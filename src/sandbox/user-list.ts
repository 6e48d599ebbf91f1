import { languageOf, numberOf, paged, pagedList, type Answer, type Call } from './call.ts';
import type { Film, Series } from './catalogue-rows.ts';
import { FILM_BY_ID, FILMS, SERIES } from './catalogue.ts';
import { failure } from './failure.ts';
import { filmRow, MOVIE } from './films.ts';
import { hex, random } from './random.ts';
import { seriesRow, TV } from './series.ts';

/* Lists that users made: which are in which goes by their numbers, so that both sides say the same. */

const NAMES = ['Seen in the cinema', 'To watch', 'Rainy days', 'Best of the decade', 'With friends', 'On the shelf'];
const USERS = ['anna', 'bertil', 'chiara', 'dmitri', 'elif', 'fatou'];
const COMMENTS = ['Seen twice.', 'For a long evening.', 'Lent to a friend.'];

/** Lists have the numbers from 1 to here; those above the first of these are private. */
const LAST_PUBLIC = 600;
const LAST = 650;

/** Of so many lists, one holds a thing. */
const ONE_OF = 12;
const holds = (list: number, { id }: { id: number }) => (id * 7 + list) % ONE_OF === 0;

type Item = ({ film: Film } | { series: Series }) & { key: string; title: string; date: string; average: number };

const filmItem = (film: Film): Item => ({ film, key: `movie:${film.id}`, title: film.title, date: film.date, average: film.average });
const seriesItem = (series: Series): Item => ({
  series,
  key: `tv:${series.id}`,
  title: series.name,
  date: series.date,
  average: series.average,
});
const show = (item: Item, language: string) =>
  'film' in item ? filmRow(item.film, language, MOVIE) : seriesRow(item.series, language, TV);

/** What the lists hold: those whose numbers are so many apart hold the same. */
const ITEMS = Array.from({ length: ONE_OF }, (_, list) => {
  const films = FILMS.filter((film) => holds(list, film)).map(filmItem);
  const series = SERIES.filter((one) => holds(list, one)).map(seriesItem);
  return [...films.splice(0, 5), ...series, ...films];
});
const itemsOf = (list: number): readonly Item[] => ITEMS[list % ONE_OF] ?? [];

/** @throws status 39 for a private list, 34 for none. */
function numberOfList({ params: [id] }: Call): number {
  const list = numberOf(id);
  if (list < 1 || list > LAST) throw failure(34);
  if (list > LAST_PUBLIC) throw failure(39);
  return list;
}

const nameOf = (list: number) => `${random(list).pick(NAMES)} ${list}`;

/** A list as films and series name it, and what version 3 says of it. */
const listRow = (list: number) => ({
  description: '',
  favorite_count: 0,
  id: list,
  item_count: itemsOf(list).length,
  iso_639_1: 'en',
  name: nameOf(list),
  poster_path: null,
});

const LISTS = Array.from({ length: LAST_PUBLIC }, (_, index) => index + 1);

/** The public lists that hold a thing; of series they do not say what they were made for. */
export const listsWith = (thing: { id: number }, call: Call, extra: { list_type?: 'movie' } = {}) =>
  pagedList(
    call,
    LISTS.filter((list) => holds(list, thing)),
    (list) => ({ ...listRow(list), iso_3166_1: 'US', ...extra }),
  );

const creatorOf = (list: number) => random(list * 31).pick(USERS);

function listDetails(call: Call) {
  const list = numberOfList(call);
  const { results, ...page } = pagedList(call, itemsOf(list), (item) => show(item, languageOf(call)));
  return { ...listRow(list), created_by: creatorOf(list), items: results, ...page };
}

function itemStatus(call: Call) {
  const list = numberOfList(call);
  const film = FILM_BY_ID.get(Number(call.query.get('movie_id')));
  return { id: list, item_present: film !== undefined && holds(list, film) };
}

const sum = (numbers: readonly (number | undefined)[]) => numbers.reduce<number>((total, number = 0) => total + number, 0);

const COMPARE: Readonly<Record<string, (a: Item, b: Item) => number>> = {
  title: (a, b) => a.title.localeCompare(b.title, 'en'),
  release_date: (a, b) => a.date.localeCompare(b.date),
  primary_release_date: (a, b) => a.date.localeCompare(b.date),
  vote_average: (a, b) => a.average - b.average,
};

function sorted(items: readonly Item[], sort: string): Item[] {
  const [order = '', direction] = sort.split('.');
  const ascending = items.toSorted(COMPARE[order] ?? (() => 0));
  return direction === 'desc' ? ascending.toReversed() : ascending;
}

const commentOf = ({ key }: Item, index: number): [string, string | null] => [key, index % 3 === 0 ? random(index).pick(COMMENTS) : null];

/** The same list by version 4, which has comments, orders and sums. */
function listDetailsV4(call: Call) {
  const list = numberOfList(call);
  const items = itemsOf(list);
  const inOrder = sorted(items, call.query.get('sort_by') ?? 'original_order.asc');
  const { results: onPage, ...page } = paged(call, inOrder.length, (index) => inOrder[index] as Item); // only asked for indexes inside
  const films = items.flatMap((item) => ('film' in item ? [item.film] : []));
  const { favorite_count: _count, ...row } = listRow(list);
  const username = creatorOf(list);
  return {
    ...row,
    ...page,
    average_rating: items.length > 0 ? sum(items.map(({ average }) => average)) / items.length : 0,
    backdrop_path: films[0]?.backdrop ?? null,
    comments: Object.fromEntries(onPage.map(commentOf)),
    created_by: {
      avatar_path: `/avatar-${username}.jpg`,
      gravatar_hash: hex(32, username),
      id: hex(24, 'account', username),
      name: '',
      username,
    },
    iso_3166_1: 'US',
    object_ids: Object.fromEntries(onPage.map(({ key }) => [key, hex(24, 'object', key)])),
    public: true,
    results: onPage.map((item) => show(item, languageOf(call))),
    revenue: sum(films.map(({ revenue }) => revenue)),
    runtime: sum(films.map(({ runtime }) => runtime)),
    sort_by: 'original_order.asc',
  };
}

export const USER_LISTS: Readonly<Record<string, Answer>> = {
  '/3/list/{list}': listDetails,
  '/3/list/{list}/item_status': itemStatus,
  '/4/list/{list}': listDetailsV4,
};

import { failure, unfit } from './failure.ts';
import { PUBLIC_LISTS } from './public-lists.ts';
import type { Thing } from './thing.ts';
import type { User } from './users.ts';

export interface ListItem {
  readonly thing: Thing;
  comment: string | null;
}

/** One user's list. What v3 makes is public. */
export interface UserList {
  readonly id: number;
  readonly owner: User;
  readonly created: Date;
  readonly language: string;
  readonly country: string;
  name: string;
  description: string;
  isPublic: boolean;
  order: string;
  updated: Date;
  /** By the thing's key, in the order in which they were added. */
  readonly items: Map<string, ListItem>;
}
type Given = Pick<UserList, 'owner' | 'name' | 'description' | 'language'> & Partial<Pick<UserList, 'country' | 'isPublic' | 'order'>>;

export interface UserLists {
  /** @throws status 6 for what is no number, 34 for a list that does not exist. */
  at(id: string | undefined): UserList;
  of(owner: User): UserList[];
  /** @throws status 18 for a list without a name, and for what looks like spam. */
  create(given: Given): UserList;
  delete(list: UserList): void;
}

/** Far above those of PUBLIC_LISTS. */
const FIRST_ID = 8_700_000;
/** More than that of one user is spam, as TMDB thinks of many in a row; so is a name with that word. */
const MOST_LISTS = 50;
const MOST_ITEMS = 1000;
export const DEFAULT_ORDER = 'original_order.asc';

/** @throws status 18. */
export function checkName(name: string): void {
  if (name.trim() === '') throw unfit('Name cannot be blank.');
  if (/\bspam\b/i.test(name)) throw unfit('This looks like spam.');
}

export function createUserLists(): UserLists {
  const lists = new Map<number, UserList>();
  let next = FIRST_ID;

  function add(id: number, given: Given, things: readonly Thing[] = []): UserList {
    const now = new Date();
    const list: UserList = {
      country: 'US',
      isPublic: true,
      order: DEFAULT_ORDER,
      ...given,
      id,
      created: now,
      updated: now,
      items: new Map(things.map((thing) => [thing.key, { thing, comment: null }])),
    };
    lists.set(id, list);
    return list;
  }
  for (const { id, things, ...given } of PUBLIC_LISTS) add(id, given, things);

  const of = (owner: User) => [...lists.values()].filter((list) => list.owner === owner);
  return {
    at(id = '') {
      const digits = /^\d+(?=$|-)/.exec(id)?.[0];
      if (digits === undefined) throw failure(6);
      const list = lists.get(Number(digits));
      if (!list) throw failure(34);
      return list;
    },
    of,
    create(given) {
      checkName(given.name);
      if (of(given.owner).length >= MOST_LISTS) throw unfit('This looks like spam.');
      return add(next++, given);
    },
    delete: ({ id }) => void lists.delete(id),
  };
}

/** @throws status 38 for anybody but the owner. */
export function checkEditor(list: UserList, user: User): UserList {
  if (list.owner !== user) throw failure(38);
  return list;
}

/** @throws status 39 for a private list, for anybody but its owner. */
export function checkReader(list: UserList, user: User | undefined): UserList {
  if (!list.isPublic && list.owner !== user) throw failure(39);
  return list;
}

/** @throws status 18 for a list that is full. */
export function addItem(list: UserList, thing: Thing): void {
  if (list.items.size >= MOST_ITEMS) throw unfit('The list is full.');
  list.items.set(thing.key, { thing, comment: null });
  touch(list);
}

/** Notes that a list was changed. */
export function touch(list: UserList): void {
  list.updated = new Date();
}

/** A list among others in v3. */
export const listSummary = (list: UserList) => ({
  description: list.description,
  favorite_count: 0,
  id: list.id,
  item_count: list.items.size,
  iso_639_1: list.language,
  list_type: 'movie',
  name: list.name,
  poster_path: null,
});

import { failure, unfit } from '../http/failure.ts';
import { generatedList } from './generated-lists.ts';
import { checkName, DEFAULT_ORDER, type UserList } from './user-list.ts';
import type { User } from './users.ts';

type Given = Pick<UserList, 'owner' | 'name' | 'description' | 'language'> & Partial<Pick<UserList, 'country' | 'isPublic' | 'order'>>;

export interface UserLists {
  /** @throws status 6 for what is no number, 34 for a list that does not exist. */
  at(id: string | undefined): UserList;
  of(owner: User): UserList[];
  /** @throws status 18 for a list without a name, and for what looks like spam. */
  create(given: Given): UserList;
  delete(list: UserList): void;
}

/** Far above those that are there from the start. */
const FIRST_ID = 8_700_000;
/** More than that of one user is spam, as TMDB thinks of many in a row; so is a name with that word (user-list.ts). */
const MOST_LISTS = 50;

export function createUserLists(): UserLists {
  const lists = new Map<number, UserList>();
  let next = FIRST_ID;

  const of = (owner: User) => [...lists.values()].filter((list) => list.owner === owner);
  return {
    at(id = '') {
      const digits = /^\d+(?=$|-)/.exec(id)?.[0];
      if (digits === undefined) throw failure(6);
      const list = lists.get(Number(digits)) ?? generatedList(Number(digits));
      if (!list) throw failure(34);
      return list;
    },
    of,
    create(given) {
      checkName(given.name);
      if (of(given.owner).length >= MOST_LISTS) throw unfit('This looks like spam.');
      const now = new Date();
      const list: UserList = {
        country: 'US',
        isPublic: true,
        order: DEFAULT_ORDER,
        ...given,
        id: next++,
        created: now,
        updated: now,
        items: new Map(),
      };
      lists.set(list.id, list);
      return list;
    },
    delete: ({ id }) => void lists.delete(id),
  };
}

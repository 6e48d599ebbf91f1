import { failure, unfit } from '../http/failure.ts';
import { generatedList } from './generated-lists.ts';
import { checkName, DEFAULT_ORDER, type UserList } from './user-list.ts';
import type { User } from './users.ts';

type Given = Pick<UserList, 'owner' | 'name' | 'description' | 'language'> & Partial<Pick<UserList, 'country' | 'isPublic' | 'order'>>;

export interface UserLists {
  /** @throws status 6 for an id that is not a number, 34 for an unknown list. */
  at(id: string | undefined): UserList;
  of(owner: User): UserList[];
  /** @throws status 18 for a blank name, or one that looks like spam, and for too many lists. */
  create(given: Given): UserList;
  delete(list: UserList): void;
}

/** Far above the ids of generated lists. */
const FIRST_ID = 8_700_000;
/** Most lists of a user: more look like spam, as many in a row do to TMDB. So does a name with that word (user-list.ts). */
const MAX_LISTS = 50;

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
      if (of(given.owner).length >= MAX_LISTS) throw unfit('This looks like spam.');
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

import { createSessions, type Sessions } from './sessions.ts';
import { createShelf, type Shelf } from './shelf.ts';
import { createUserLists, type UserLists } from './user-lists.ts';

/** All that people did in one sandbox since its start or its last reset. */
export interface People {
  readonly sessions: Sessions;
  readonly shelves: { readonly favorite: Shelf; readonly watchlist: Shelf; readonly rated: Shelf };
  readonly lists: UserLists;
}

export const createPeople = (): People => ({
  sessions: createSessions(),
  shelves: { favorite: createShelf(), watchlist: createShelf(), rated: createShelf() },
  lists: createUserLists(),
});

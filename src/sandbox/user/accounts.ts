import { createSessions, type Sessions } from './sessions.ts';
import { createUserItems, type UserItems } from './user-items.ts';
import { createUserLists, type UserLists } from './user-lists.ts';

/** Everything that users did in one sandbox since its start or its last reset. */
export interface Accounts {
  readonly sessions: Sessions;
  readonly items: { readonly favorite: UserItems; readonly watchlist: UserItems; readonly rated: UserItems };
  readonly lists: UserLists;
}

export const createAccounts = (): Accounts => ({
  sessions: createSessions(),
  items: { favorite: createUserItems(), watchlist: createUserItems(), rated: createUserItems() },
  lists: createUserLists(),
});

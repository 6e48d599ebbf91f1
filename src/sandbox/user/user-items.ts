import type { Guest } from './sessions.ts';
import type { MediaItem } from './media-item.ts';
import type { User } from './users.ts';

export type Owner = User | Guest;

/** One item with the time when it was added, and for a rating its value. */
export interface UserItem {
  readonly media: MediaItem;
  readonly at: Date;
  readonly value?: number;
}

/** The favorites, watchlists or ratings of all users, in the order in which they were first added. */
export interface UserItems {
  of(owner: Owner): ReadonlyMap<string, UserItem>;
  /** Adds an item. @returns Whether it was there before, in which case it keeps its place and time. */
  put(owner: Owner, media: MediaItem, value?: number): boolean;
  remove(owner: Owner, media: MediaItem): void;
}

/** Most items of one owner, as a sandbox that runs for days must not fill its memory. Then the oldest makes room. */
const MAX_ITEMS = 1000;

export function createUserItems(): UserItems {
  // Weak, so that the ratings of a forgotten guest are forgotten too.
  const byOwner = new WeakMap<Owner, Map<string, UserItem>>();
  const of = (owner: Owner): Map<string, UserItem> => {
    const items = byOwner.get(owner) ?? new Map<string, UserItem>();
    byOwner.set(owner, items);
    return items;
  };
  return {
    of,
    put(owner, media, value) {
      const items = of(owner);
      const before = items.get(media.key);
      items.set(media.key, { media, at: before?.at ?? new Date(), ...(value !== undefined && { value }) });
      const [oldest] = items.keys();
      if (items.size > MAX_ITEMS && oldest !== undefined) items.delete(oldest);
      return before !== undefined;
    },
    remove: (owner, media) => void of(owner).delete(media.key),
  };
}

import type { Guest } from './sessions.ts';
import type { MediaItem } from './media-item.ts';
import type { User } from './users.ts';

export type Owner = User | Guest;

/** One thing on a shelf, since when, and for a rating its value. */
export interface UserItem {
  readonly media: MediaItem;
  readonly at: Date;
  readonly value?: number;
}

/** What each person marked in one way: rated, as a favourite, to watch. In the order in which it was first marked. */
export interface UserItems {
  of(owner: Owner): ReadonlyMap<string, UserItem>;
  /** @returns Whether it was there before; then it keeps its place and time. */
  put(owner: Owner, media: MediaItem, value?: number): boolean;
  remove(owner: Owner, media: MediaItem): void;
}

/** On one shelf of one person: then the oldest makes room, as a sandbox that runs for days must not fill its memory. */
const MOST = 1000;

export function createUserItems(): UserItems {
  // Weak: what a forgotten guest rated is forgotten too.
  const shelves = new WeakMap<Owner, Map<string, UserItem>>();
  const of = (owner: Owner): Map<string, UserItem> => {
    const marks = shelves.get(owner) ?? new Map<string, UserItem>();
    shelves.set(owner, marks);
    return marks;
  };
  return {
    of,
    put(owner, media, value) {
      const marks = of(owner);
      const before = marks.get(media.key);
      marks.set(media.key, { media, at: before?.at ?? new Date(), ...(value !== undefined && { value }) });
      const [oldest] = marks.keys();
      if (marks.size > MOST && oldest !== undefined) marks.delete(oldest);
      return before !== undefined;
    },
    remove: (owner, media) => void of(owner).delete(media.key),
  };
}

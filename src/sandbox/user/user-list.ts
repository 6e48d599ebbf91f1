import { failure, unfit } from '../http/failure.ts';
import type { MediaItem } from './media-item.ts';
import type { User } from './users.ts';

export interface ListItem {
  readonly media: MediaItem;
  comment: string | null;
}

/** A user's list. Lists created by v3 are public. */
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
  /** By the key of the media item, in the order in which they were added. */
  readonly items: Map<string, ListItem>;
}
export const DEFAULT_ORDER = 'original_order.asc';
/** Most items of a list, as a sandbox that runs for days must not fill its memory. */
const MAX_ITEMS = 1000;

/** @throws status 18 for a blank name, or one that looks like spam. */
export function checkName(name: string): void {
  if (name.trim() === '') throw unfit('Name cannot be blank.');
  if (/\bspam\b/i.test(name)) throw unfit('This looks like spam.');
}

/** @throws status 38 for any user but the owner. */
export function checkEditor(list: UserList, user: User): UserList {
  if (list.owner !== user) throw failure(38);
  return list;
}

/** @throws status 39 for a private list, for any caller but its owner. */
export function checkReader(list: UserList, user: User | undefined): UserList {
  if (!list.isPublic && list.owner !== user) throw failure(39);
  return list;
}

/** @throws status 18 when the list is full. */
export function addItem(list: UserList, media: MediaItem): void {
  if (list.items.size >= MAX_ITEMS) throw unfit('The list is full.');
  list.items.set(media.key, { media, comment: null });
  touch(list);
}

/** Records the time of a change. */
export function touch(list: UserList): void {
  list.updated = new Date();
}

/** A list's v3 summary. */
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

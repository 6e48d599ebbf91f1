import { languageOf, pagedList } from '../http/call.ts';
import type { PersonalCall } from './personal-call.ts';
import type { UserItem, Owner, UserItems } from './user-items.ts';
import type { MediaItem } from './media-item.ts';

/** One page of what somebody marked: oldest first, unless the call says otherwise. */
export function userItemsPage(
  call: PersonalCall,
  shelf: UserItems,
  owner: Owner,
  kind: MediaItem['kind'],
  show: (mark: UserItem, language: string) => object,
) {
  const marks = [...shelf.of(owner).values()].filter(({ media }) => media.kind === kind);
  const ordered = call.query.get('sort_by') === 'created_at.desc' ? marks.toReversed() : marks;
  return pagedList(call, ordered, (mark) => show(mark, languageOf(call)));
}

/** As v3 shows it: a rating beside the rest. */
export const userItemRow = ({ media, value }: UserItem, language: string) => ({
  ...media.show(language),
  ...(value !== undefined && { rating: value }),
});

/** As v4 shows it: a rating with the time it was given. */
export const datedUserItemRow = ({ media, at, value }: UserItem, language: string) => ({
  ...media.show(language, true),
  ...(value !== undefined && { account_rating: { created_at: at.toISOString(), value } }),
});

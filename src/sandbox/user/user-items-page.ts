import { pagedList, type Call } from '../http/call.ts';
import type { PersonalCall } from './personal-call.ts';
import type { UserItem, Owner, UserItems } from './user-items.ts';
import type { MediaItem } from './media-item.ts';

/** One page of a user's items of one kind: oldest first, unless the call asks for the newest. */
export function userItemsPage(
  call: PersonalCall,
  items: UserItems,
  owner: Owner,
  kind: MediaItem['kind'],
  show: (item: UserItem, call: Call) => object,
) {
  const found = [...items.of(owner).values()].filter(({ media }) => media.kind === kind);
  const ordered = call.query.get('sort_by') === 'created_at.desc' ? found.toReversed() : found;
  return pagedList(call, ordered, (item) => show(item, call));
}

/** An item's row in v3: a rating beside the other fields. */
export const userItemRow = ({ media, value }: UserItem, call: Call) => ({
  ...media.show(call),
  ...(value !== undefined && { rating: value }),
});

/** An item's row in v4: a rating with its time. */
export const datedUserItemRow = ({ media, at, value }: UserItem, call: Call) => ({
  ...media.show(call, true),
  ...(value !== undefined && { account_rating: { created_at: at.toISOString(), value } }),
});

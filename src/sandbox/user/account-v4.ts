import { datedUserItemRow, userItemsPage } from './user-items-page.ts';
import { pagedList } from '../http/call.ts';
import { MOVIES, SERIES } from '../catalogue/catalogue.ts';
import { failure } from '../http/failure.ts';
import { numericSummary } from './list-rows-v4.ts';
import { bearerUser, ok, type PersonalHandlers, type PersonalCall } from './personal-call.ts';
import { random } from '../generated/random.ts';
import { movieItem, seriesItem, type MediaItem } from './media-item.ts';
import { USERS, type User } from './users.ts';

const ACCOUNT = '/4/account/{account}';
const RECOMMENDED = 45;

/** The user whose account the path names. @throws status 3 for the application's own token, 34 for an unknown account, 39 for that of another user. */
function ownerOf(call: PersonalCall): User {
  const user = bearerUser(call);
  const owner = USERS.find(({ objectId }) => objectId === call.params[0]);
  if (!user) throw failure(3);
  if (!owner) throw failure(34);
  if (owner !== user) throw failure(39);
  return user;
}

/** Items of a user, by the last segment of their path. */
const SECTIONS = { favorites: 'favorite', rated: 'rated', watchlist: 'watchlist' } as const;
const KINDS = {
  movie: (user: User) => random(user.id).some(MOVIES, RECOMMENDED).map(movieItem),
  tv: (user: User) => random(user.id).some(SERIES, RECOMMENDED).map(seriesItem),
} as const satisfies Partial<Record<MediaItem['kind'], (user: User) => MediaItem[]>>;

/** The pages of one kind of media. Recommendations follow no taste, but are the same for a user each time. */
function pagesOf(kind: keyof typeof KINDS): PersonalHandlers {
  const sections = Object.entries(SECTIONS).map(([segment, section]) => [
    `GET ${ACCOUNT}/${kind}/${segment}`,
    (call: PersonalCall) => ok(userItemsPage(call, call.accounts.items[section], ownerOf(call), kind, datedUserItemRow)),
  ]);
  return {
    ...Object.fromEntries(sections),
    [`GET ${ACCOUNT}/${kind}/recommendations`]: (call) =>
      ok(pagedList(call, KINDS[kind](ownerOf(call)), (media) => media.show(call, true))),
  };
}

export const ACCOUNTS_V4: PersonalHandlers = {
  [`GET ${ACCOUNT}/lists`]: (call) => ok(pagedList(call, call.accounts.lists.of(ownerOf(call)), numericSummary)),
  ...pagesOf('movie'),
  ...pagesOf('tv'),
};

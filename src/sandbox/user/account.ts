import { userItemsPage, userItemRow } from './user-items-page.ts';
import { pagedList } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import { created, done, ok, signedIn, type PersonalHandlers, type PersonalCall, type Reply } from './personal-call.ts';
import { itemNamed, type MediaItem } from './media-item.ts';
import { listSummary } from './user-list.ts';
import { accountRow } from './users.ts';

// TMDB ignores the id in the path: the account is that of the session.
const ACCOUNT = '/3/account/{account}';
const GUEST = '/3/guest_session/{guest}';

/** Kinds of media, by the last segments of their paths. */
const KINDS = { movies: 'movie', tv: 'tv' } as const satisfies Record<string, MediaItem['kind']>;
const RATED_KINDS = { ...KINDS, 'tv/episodes': 'episode' } as const satisfies Record<string, MediaItem['kind']>;

const pages = (section: 'favorite' | 'watchlist' | 'rated', kinds: Readonly<Record<string, MediaItem['kind']>>): PersonalHandlers =>
  Object.fromEntries(
    Object.entries(kinds).map(([segments, kind]) => [
      `GET ${ACCOUNT}/${section}/${segments}`,
      (call: PersonalCall) => ok(userItemsPage(call, call.accounts.items[section], signedIn(call), kind, userItemRow)),
    ]),
  );

/** @throws status 34 for an unknown guest. */
function guestPage(call: PersonalCall, kind: MediaItem['kind']): Reply {
  const guest = call.accounts.sessions.guest(call.params[0] ?? '');
  if (!guest) throw failure(34);
  return ok(userItemsPage(call, call.accounts.items.rated, guest, kind, userItemRow));
}
const guestPages: PersonalHandlers = Object.fromEntries(
  Object.entries(RATED_KINDS).map(([segments, kind]) => [`GET ${GUEST}/rated/${segments}`, (call: PersonalCall) => guestPage(call, kind)]),
);

/** Adds a movie or series to the favorites or the watchlist, or removes it, as the body says. */
const change =
  (section: 'favorite' | 'watchlist') =>
  (call: PersonalCall): Reply => {
    const { body, accounts } = call;
    const user = signedIn(call);
    const isWanted = body[section];
    if (typeof isWanted !== 'boolean') throw failure(5);
    const media = itemNamed(body['media_type'], body['media_id'], call);
    if (isWanted) return accounts.items[section].put(user, media) ? done(12) : created();
    accounts.items[section].remove(user, media);
    return done(13);
  };

const account = (call: PersonalCall): Reply => ok(accountRow(signedIn(call)));

export const ACCOUNTS_V3: PersonalHandlers = {
  'GET /3/account': account,
  [`GET ${ACCOUNT}`]: account,
  [`GET ${ACCOUNT}/lists`]: (call) => ok(pagedList(call, call.accounts.lists.of(signedIn(call)), listSummary)),
  ...pages('favorite', KINDS),
  ...pages('watchlist', KINDS),
  ...pages('rated', RATED_KINDS),
  ...guestPages,
  [`POST ${ACCOUNT}/favorite`]: change('favorite'),
  [`POST ${ACCOUNT}/watchlist`]: change('watchlist'),
};

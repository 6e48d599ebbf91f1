import { userItemsPage, userItemRow } from './user-items-page.ts';
import { pagedList } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import { created, done, ok, signedIn, type PersonalHandlers, type PersonalCall, type Reply } from './personal-call.ts';
import { itemNamed, type MediaItem } from './media-item.ts';
import { listSummary } from './user-list.ts';
import { accountRow } from './users.ts';

// Whatever id is in the path, the account is that of the session.
const ACCOUNT = '/3/account/{account}';
const GUEST = '/3/guest_session/{guest}';

/** The last words of the paths of marked things. */
const KINDS = { movies: 'movie', tv: 'tv' } as const satisfies Record<string, MediaItem['kind']>;
const RATED_KINDS = { ...KINDS, 'tv/episodes': 'episode' } as const satisfies Record<string, MediaItem['kind']>;

const pages = (shelf: 'favorite' | 'watchlist' | 'rated', kinds: Readonly<Record<string, MediaItem['kind']>>): PersonalHandlers =>
  Object.fromEntries(
    Object.entries(kinds).map(([words, kind]) => [
      `GET ${ACCOUNT}/${shelf}/${words}`,
      (call: PersonalCall) => ok(userItemsPage(call, call.accounts.items[shelf], signedIn(call), kind, userItemRow)),
    ]),
  );

/** @throws status 34 for a guest that is none. */
function guestPage(call: PersonalCall, kind: MediaItem['kind']): Reply {
  const guest = call.accounts.sessions.guest(call.params[0] ?? '');
  if (!guest) throw failure(34);
  return ok(userItemsPage(call, call.accounts.items.rated, guest, kind, userItemRow));
}
const guestPages: PersonalHandlers = Object.fromEntries(
  Object.entries(RATED_KINDS).map(([words, kind]) => [`GET ${GUEST}/rated/${words}`, (call: PersonalCall) => guestPage(call, kind)]),
);

/** Puts a thing on a shelf or takes it away, as the body's word for the shelf says. */
const mark =
  (shelf: 'favorite' | 'watchlist') =>
  (call: PersonalCall): Reply => {
    const { body, generated, accounts } = call;
    const user = signedIn(call);
    const isWanted = body[shelf];
    if (typeof isWanted !== 'boolean') throw failure(5);
    const media = itemNamed(body['media_type'], body['media_id'], generated);
    if (isWanted) return accounts.items[shelf].put(user, media) ? done(12) : created();
    accounts.items[shelf].remove(user, media);
    return done(13);
  };

const account = (call: PersonalCall): Reply => ok(accountRow(signedIn(call)));

export const ACCOUNTS: PersonalHandlers = {
  'GET /3/account': account,
  [`GET ${ACCOUNT}`]: account,
  [`GET ${ACCOUNT}/lists`]: (call) => ok(pagedList(call, call.accounts.lists.of(signedIn(call)), listSummary)),
  ...pages('favorite', KINDS),
  ...pages('watchlist', KINDS),
  ...pages('rated', RATED_KINDS),
  ...guestPages,
  [`POST ${ACCOUNT}/favorite`]: mark('favorite'),
  [`POST ${ACCOUNT}/watchlist`]: mark('watchlist'),
};

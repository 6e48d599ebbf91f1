import { marksPage, markRow } from './marks-page.ts';
import { pagedList } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import { created, done, ok, signedIn, type Handlers, type PersonalCall, type Reply } from './personal-call.ts';
import { thingNamed, type Thing } from './thing.ts';
import { listSummary } from './user-list.ts';
import { accountRow } from './users.ts';

// Whatever id is in the path, the account is that of the session.
const ACCOUNT = '/3/account/{account}';
const GUEST = '/3/guest_session/{guest}';

/** The last words of the paths of marked things. */
const KINDS = { movies: 'movie', tv: 'tv' } as const satisfies Record<string, Thing['kind']>;
const RATED_KINDS = { ...KINDS, 'tv/episodes': 'episode' } as const satisfies Record<string, Thing['kind']>;

const pages = (shelf: 'favorite' | 'watchlist' | 'rated', kinds: Readonly<Record<string, Thing['kind']>>): Handlers =>
  Object.fromEntries(
    Object.entries(kinds).map(([words, kind]) => [
      `GET ${ACCOUNT}/${shelf}/${words}`,
      (call: PersonalCall) => ok(marksPage(call, call.people.shelves[shelf], signedIn(call), kind, markRow)),
    ]),
  );

/** @throws status 34 for a guest that is none. */
function guestPage(call: PersonalCall, kind: Thing['kind']): Reply {
  const guest = call.people.sessions.guest(call.params[0] ?? '');
  if (!guest) throw failure(34);
  return ok(marksPage(call, call.people.shelves.rated, guest, kind, markRow));
}
const guestPages: Handlers = Object.fromEntries(
  Object.entries(RATED_KINDS).map(([words, kind]) => [`GET ${GUEST}/rated/${words}`, (call: PersonalCall) => guestPage(call, kind)]),
);

/** Puts a thing on a shelf or takes it away, as the body's word for the shelf says. */
const mark =
  (shelf: 'favorite' | 'watchlist') =>
  (call: PersonalCall): Reply => {
    const { body, generated, people } = call;
    const user = signedIn(call);
    const isWanted = body[shelf];
    if (typeof isWanted !== 'boolean') throw failure(5);
    const thing = thingNamed(body['media_type'], body['media_id'], generated);
    if (isWanted) return people.shelves[shelf].put(user, thing) ? done(12) : created();
    people.shelves[shelf].remove(user, thing);
    return done(13);
  };

const account = (call: PersonalCall): Reply => ok(accountRow(signedIn(call)));

export const ACCOUNTS: Handlers = {
  'GET /3/account': account,
  [`GET ${ACCOUNT}`]: account,
  [`GET ${ACCOUNT}/lists`]: (call) => ok(pagedList(call, call.people.lists.of(signedIn(call)), listSummary)),
  ...pages('favorite', KINDS),
  ...pages('watchlist', KINDS),
  ...pages('rated', RATED_KINDS),
  ...guestPages,
  [`POST ${ACCOUNT}/favorite`]: mark('favorite'),
  [`POST ${ACCOUNT}/watchlist`]: mark('watchlist'),
};

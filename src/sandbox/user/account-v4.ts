import { datedMarkRow, marksPage } from './marks-page.ts';
import { languageOf, pagedList } from '../http/call.ts';
import { FILMS, SERIES } from '../catalogue/catalogue.ts';
import { failure } from '../http/failure.ts';
import { numericSummary } from './list-rows-v4.ts';
import { bearerUser, ok, type Handlers, type PersonalCall } from './personal-call.ts';
import { random } from '../generated/random.ts';
import { filmThing, seriesThing, type Thing } from './thing.ts';
import { USERS, type User } from './users.ts';

const ACCOUNT = '/4/account/{account}';
const RECOMMENDED = 45;

/** The user whose account a path names. @throws status 3 for the application's own token, 39 for another's account, 34 for none. */
function ownerOf(call: PersonalCall): User {
  const user = bearerUser(call);
  const owner = USERS.find(({ objectId }) => objectId === call.params[0]);
  if (!user) throw failure(3);
  if (!owner) throw failure(34);
  if (owner !== user) throw failure(39);
  return user;
}

const SHELVES = { favorites: 'favorite', rated: 'rated', watchlist: 'watchlist' } as const;
const KINDS = {
  movie: (user: User) => random(user.id).some(FILMS, RECOMMENDED).map(filmThing),
  tv: (user: User) => random(user.id).some(SERIES, RECOMMENDED).map(seriesThing),
} as const satisfies Partial<Record<Thing['kind'], (user: User) => Thing[]>>;

/** The pages of one kind of things; what is recommended is of no taste, but the same for a user each time. */
function pagesOf(kind: keyof typeof KINDS): Handlers {
  const shelves = Object.entries(SHELVES).map(([word, shelf]) => [
    `GET ${ACCOUNT}/${kind}/${word}`,
    (call: PersonalCall) => ok(marksPage(call, call.people.shelves[shelf], ownerOf(call), kind, datedMarkRow)),
  ]);
  return {
    ...Object.fromEntries(shelves),
    [`GET ${ACCOUNT}/${kind}/recommendations`]: (call) =>
      ok(pagedList(call, KINDS[kind](ownerOf(call)), (thing) => thing.show(languageOf(call), true))),
  };
}

export const ACCOUNTS_V4: Handlers = {
  [`GET ${ACCOUNT}/lists`]: (call) => ok(pagedList(call, call.people.lists.of(ownerOf(call)), numericSummary)),
  ...pagesOf('movie'),
  ...pagesOf('tv'),
};

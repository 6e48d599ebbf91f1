import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../src/sandbox/server/faults.ts';
import type { ErrorCode } from '../src/tmdb/error-code.ts';
import { TMDB_STATUS, type TmdbStatus } from '../src/tmdb/status.ts';
import { startGateway, type Asked, type TestGateway } from './support/gateway.ts';
import { mutate, signIn, type User } from './support/accounts.ts';

/** Each status that TMDB has for accounts, by an operation that TMDB really answers with it. */

let gateway: TestGateway;
let ada: User;
let grace: User;
/** A private, empty list of Ada's. */
let list: number;
/** Tokens of version 3 and of version 4 that no user approved. */
let requestToken: string;
let userRequestToken: string;
/** A user token of Ada's, deleted since. */
let endedToken: string;

beforeAll(async () => {
  gateway = await startGateway();
  [ada, grace] = await Promise.all([signIn(gateway, 'ada'), signIn(gateway, 'grace')]);
  const made = await ada.askV4('mutation { createList(name: "Secret", public: false) { list { tmdbId } } }');
  list = (made.body.data as { createList: { list: { tmdbId: number } } }).createList.list.tmdbId;
  ({ requestToken } = await mutate<{ requestToken: string }>(gateway, 'mutation { createRequestToken { requestToken } }'));
  ({ requestToken: userRequestToken } = await mutate<{ requestToken: string }>(
    gateway,
    'mutation { createUserRequestToken { requestToken } }',
  ));
  const other = await signIn(gateway, 'ada');
  endedToken = other.token;
  await other.askV4('mutation { deleteUserToken { signedOut } }');
});
afterAll(() => gateway.close());

const withSession = { 'tmdb-session-id': 'f'.repeat(40) };
const withToken = (token: string) => ({ 'tmdb-user-token': token });

const approve = (username: string, password = username): Promise<Asked> =>
  gateway.ask(
    'mutation ($token: String!, $username: String!, $password: String!) { approveRequestToken(requestToken: $token, username: $username, password: $password) { requestToken } }',
    { token: requestToken, username, password },
  );

async function withFault(fault: Fault, ask: () => Promise<Asked>): Promise<Asked> {
  gateway.sandbox.program({ faults: [fault] });
  const asked = await ask();
  gateway.sandbox.program({ faults: [] });
  return asked;
}

interface Row {
  readonly status: TmdbStatus;
  readonly code: ErrorCode;
  readonly http: number;
  readonly when: string;
  readonly ask: () => Promise<Asked>;
}

const createSession = (token: string) => gateway.ask(`mutation { createSession(requestToken: "${token}") { sessionId } }`);

const REFUSED: readonly Row[] = [
  {
    status: 3,
    code: 'FORBIDDEN',
    http: 401,
    when: 'the session does not exist',
    ask: () => gateway.ask('{ viewer { username } }', {}, withSession),
  },
  {
    status: 14,
    code: 'UNAUTHENTICATED',
    http: 401,
    when: 'a deleted user token is exchanged for a session',
    ask: () => gateway.ask('mutation { createSessionFromUserToken { sessionId } }', {}, withToken(endedToken)),
  },
  {
    status: 17,
    code: 'UNAUTHENTICATED',
    http: 401,
    when: 'a request token was not approved',
    ask: () => createSession(requestToken),
  },
  {
    status: 18,
    code: 'BAD_USER_INPUT',
    http: 400,
    when: 'a new list looks like spam',
    ask: () => ada.askV4('mutation { createList(name: "Spam") { list { id } } }'),
  },
  {
    status: 21,
    code: 'NOT_FOUND',
    http: 200,
    when: 'an item to remove from a list is not in it',
    ask: () => ada.ask(`mutation { removeListItems(id: ${list}, items: [{ movie: 603 }]) { list { id } } }`),
  },
  { status: 26, code: 'BAD_USER_INPUT', http: 400, when: 'username and password are empty', ask: () => approve('', '') },
  {
    status: 29,
    code: 'BAD_USER_INPUT',
    http: 400,
    when: 'TMDB misses the confirmation, which the gateway always sends',
    ask: () =>
      withFault({ path: `/3/list/${list}/clear`, method: 'POST', answer: { tmdb: 29 } }, () =>
        ada.ask(`mutation { clearList(id: ${list}) { list { id } } }`),
      ),
  },
  { status: 30, code: 'UNAUTHENTICATED', http: 401, when: 'the password is wrong', ask: () => approve('ada', 'wrong') },
  { status: 31, code: 'UNAUTHENTICATED', http: 401, when: 'the account is disabled', ask: () => approve('disabled') },
  { status: 32, code: 'UNAUTHENTICATED', http: 401, when: 'the email address was not verified', ask: () => approve('unverified') },
  { status: 33, code: 'UNAUTHENTICATED', http: 401, when: 'the request token does not exist', ask: () => createSession('none') },
  {
    status: 35,
    code: 'UNAUTHENTICATED',
    http: 401,
    when: 'the user token was deleted',
    ask: () => gateway.ask('{ viewer { favoriteMovies { totalCount } } }', {}, withToken(endedToken)),
  },
  {
    status: 36,
    code: 'FORBIDDEN',
    http: 401,
    when: 'the token is an application’s, not a user’s',
    ask: () => gateway.ask('mutation { createList(name: "Mine") { list { id } } }', {}, withToken('an.application.token')),
  },
  {
    status: 37,
    code: 'UNAUTHENTICATED',
    http: 404,
    when: 'the session to end does not exist',
    ask: () => gateway.ask('mutation { deleteSession { signedOut } }', {}, withSession),
  },
  {
    status: 38,
    code: 'FORBIDDEN',
    http: 401,
    when: 'the list belongs to another user',
    ask: () => grace.askV4(`mutation { deleteList(id: ${list}) { tmdbId } }`),
  },
  {
    status: 39,
    code: 'FORBIDDEN',
    http: 401,
    when: 'the list is private and belongs to another user',
    ask: () => grace.askV4(`{ viewer { list(id: ${list}) { name } } }`),
  },
  {
    status: 40,
    code: 'BAD_USER_INPUT',
    http: 200,
    when: 'the user has a list of that name already',
    ask: () => ada.askV4(`mutation { updateList(id: ${list}, name: "Secret") { list { id } } }`),
  },
  {
    status: 41,
    code: 'UNAUTHENTICATED',
    http: 422,
    when: 'a request token of version 4 was not approved',
    ask: () =>
      gateway.ask('mutation ($token: String!) { createUserToken(requestToken: $token) { userToken } }', { token: userRequestToken }),
  },
  { status: 45, code: 'FORBIDDEN', http: 403, when: 'the user is suspended', ask: () => approve('suspended') },
];

describe('a refusal of TMDB', () => {
  it.each(REFUSED)('reports status $status as $code when $when', async ({ status, code, http, ask }) => {
    const before = gateway.sandbox.requests.length;
    const { body } = await ask();
    expect(body.errors).toHaveLength(1);
    expect(body.errors?.[0]).toMatchObject({ message: TMDB_STATUS[status].means });
    expect(body.errors?.[0]?.extensions).toEqual({
      code,
      retryAfter: null,
      tmdb: { status, name: TMDB_STATUS[status].name, http, fault: 'CALLER', retryable: false },
    });
    expect(gateway.sandbox.requests.slice(before)).toMatchObject([{ status: http }]);
  });
});

describe('a success of TMDB', () => {
  it.each([
    { status: 1, http: 201, when: 'a movie is rated', mutation: 'rateMovie(id: 550, rating: 8) { movie { tmdbId } }' },
    { status: 12, http: 201, when: 'a rating is changed', mutation: 'rateMovie(id: 550, rating: 9) { movie { tmdbId } }' },
    { status: 13, http: 200, when: 'a rating is removed', mutation: 'unrateMovie(id: 550) { movie { tmdbId } }' },
  ])('accepts status $status, HTTP $http, as a success when $when', async ({ http, mutation }) => {
    const { body } = await ada.ask(`mutation { done: ${mutation} }`);
    expect(body).toEqual({ data: { done: { movie: { tmdbId: 550 } } } });
    expect(gateway.sandbox.requests.at(-1)).toMatchObject({ status: http });
  });
});

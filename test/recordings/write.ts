import type { Check, Table } from '../support/compare.ts';
import { SESSION, USER } from './credentials.ts';
import type { Family } from './prove.ts';
import { instant, number, oneOf, same } from './rules.ts';
import { ownAccount } from './viewer.ts';

/** A payload with this value proves the success, whatever its status. */
const done = (at: string, value: unknown): Table => ({ status_code: { at, expected: () => value } satisfies Check });

interface Write {
  readonly method: string;
  readonly family: string;
  readonly mutation: string;
  readonly args?: string;
  readonly table: Table;
  readonly headers?: Readonly<Record<string, string>>;
}

const writeFamily = ({ method, family, mutation, args = '', table, headers = {} }: Write): Family => ({
  family,
  method,
  headers,
  isMutation: true,
  question: ({ body }) => ({ documents: [{ name: 'status', body, table }], arguments: { [mutation]: args } }),
});

const EPISODE = 'series: 1399, season: 1, number: 1';

/** The rated resources: family, end of the mutations' names, arguments, and a number at a path of the payload. */
const RATED = [
  ['/3/movie/{id}', 'Movie', 'id: 550', 'movie.tmdbId', 550],
  ['/3/tv/{id}', 'TvSeries', 'id: 1399', 'tvSeries.tmdbId', 1399],
  ['/3/tv/{id}/season/{n}/episode/{n}', 'TvEpisode', EPISODE, 'tvEpisode.episodeNumber', 1],
] as const;

const ratings = RATED.flatMap(([family, name, args, at, value]): Write[] => [
  {
    method: 'POST',
    family: `${family}/rating`,
    mutation: `rate${name}`,
    args: `${args}, rating: 9`,
    table: done(`rate${name}.${at}`, value),
  },
  { method: 'DELETE', family: `${family}/rating`, mutation: `unrate${name}`, args, table: done(`unrate${name}.${at}`, value) },
]);

const marks = ['Favorite', 'Watchlist'].map((name): Write => {
  const word = name.toLowerCase();
  return {
    method: 'POST',
    family: `/3/account/{account_id}/${word}`,
    mutation: `setMovie${name}`,
    args: `id: 550, ${word}: true`,
    table: done(`setMovie${name}.movie.tmdbId`, 550),
  };
});

const listsV3: readonly Write[] = [
  {
    method: 'POST',
    family: '/3/list',
    mutation: 'createList',
    args: 'name: "Mine"',
    table: { ...done('createList.list.__typename', 'List'), list_id: number('createList.list.tmdbId') },
  },
  { method: 'DELETE', family: '/3/list/{id}', mutation: 'deleteList', args: 'id: 1', table: done('deleteList.tmdbId', '1') },
  { method: 'POST', family: '/3/list/{id}/clear', mutation: 'clearList', args: 'id: 1', table: done('clearList.list.tmdbId', 1) },
  ...['add', 'remove'].map((what): Write => {
    const mutation = `${what}ListItems`;
    return {
      method: 'POST',
      family: `/3/list/{id}/${what}_item`,
      mutation,
      args: 'id: 1, items: [{ movie: 550 }]',
      table: done(`${mutation}.results[].success`, true),
    };
  }),
];

const listsV4: readonly Write[] = [
  {
    method: 'POST',
    family: '/4/list',
    mutation: 'createList',
    args: 'name: "Mine"',
    table: { ...done('createList.list.__typename', 'List'), id: same('createList.list.tmdbId') },
  },
  {
    method: 'POST',
    family: '/4/list/{list_id}/items',
    mutation: 'addListItems',
    args: 'id: 8678999, items: [{ movie: 550 }, { tvSeries: 1399 }]',
    table: {
      ...done('addListItems.list.tmdbId', 8_678_999),
      'results[].media_id': [same('addListItems.results[].item.<Movie>.tmdbId'), same('addListItems.results[].item.<TvSeries>.tmdbId')],
      'results[].media_type': oneOf('addListItems.results[].item.__typename', { movie: 'Movie', tv: 'TvSeries' }),
      'results[].success': same('addListItems.results[].success'),
    },
  },
];

const AUTHENTICATION = '/3/authentication';
const LOGIN: Write = {
  method: 'POST',
  family: `${AUTHENTICATION}/token/validate_with_login`,
  mutation: 'approveRequestToken',
  args: 'requestToken: "a", username: "b", password: "c"',
  table: {
    request_token: same('approveRequestToken.requestToken'),
    expires_at: instant('approveRequestToken.expiresAt'),
    // The recorded refusal has no other key.
    status_code: same('approveRequestToken.requestToken'),
  },
};

const signIn: readonly Write[] = [
  {
    method: 'GET',
    family: `${AUTHENTICATION}/token/new`,
    mutation: 'createRequestToken',
    table: { request_token: same('createRequestToken.requestToken'), expires_at: instant('createRequestToken.expiresAt') },
  },
  LOGIN,
  { ...LOGIN, method: 'GET' },
  {
    method: 'POST',
    family: `${AUTHENTICATION}/session/new`,
    mutation: 'createSession',
    args: 'requestToken: "a"',
    table: { session_id: same('createSession.sessionId') },
  },
  {
    method: 'POST',
    family: `${AUTHENTICATION}/session/convert/4`,
    mutation: 'createSessionFromUserToken',
    table: { session_id: same('createSessionFromUserToken.sessionId') },
    headers: USER,
  },
  {
    method: 'GET',
    family: `${AUTHENTICATION}/guest_session/new`,
    mutation: 'createGuestSession',
    table: { guest_session_id: same('createGuestSession.guestSessionId'), expires_at: instant('createGuestSession.expiresAt') },
  },
  {
    method: 'DELETE',
    family: `${AUTHENTICATION}/session`,
    mutation: 'deleteSession',
    table: { success: same('deleteSession.signedOut') },
    headers: SESSION,
  },
  {
    method: 'POST',
    family: '/4/auth/request_token',
    mutation: 'createUserRequestToken',
    table: {
      ...done('createUserRequestToken.expiresAt', null),
      request_token: same('createUserRequestToken.requestToken'),
    },
  },
];

/** Writes of an account, and its sign-in. */
export const writeFamilies: readonly Family[] = [
  ...signIn.map(writeFamily),
  ...[...ratings, ...listsV3].map((write) => writeFamily({ ...write, headers: SESSION })),
  // The gateway first requests the account of the session for its number.
  ...marks.map((write) => ({ ...writeFamily({ ...write, headers: SESSION }), besides: ownAccount })),
  ...listsV4.map((write) => writeFamily({ ...write, headers: USER })),
];

import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Fault } from '../src/sandbox/server/faults.ts';
import { signIn, type User } from './support/accounts.ts';
import { fieldOf, startGateway, type TestGateway } from './support/gateway.ts';

// TMDB answers some writes with HTTP 500 and status 11 though it did them. One read may confirm that, through the whole path.

interface World extends AsyncDisposable {
  readonly gateway: TestGateway;
  readonly ada: User;
  /** Number of a list of Ada's that holds the movies 550 and 603. */
  readonly list: number;
  /** Method, path and HTTP status of each TMDB request since the last call, without the credential. */
  asked(): string[];
}

async function startAda(env: Record<string, string> = {}): Promise<World> {
  const gateway = await startGateway({ env });
  const ada = await signIn(gateway, 'ada');
  const made = await ada.askV4('mutation { createList(name: "Mine") { list { tmdbId } } }');
  const { list } = fieldOf<{ list: { tmdbId: number } }>(made, 'createList');
  await ada.askV4(`mutation { addListItems(id: ${list.tmdbId}, items: [{ movie: 550 }, { movie: 603 }]) { results { success } } }`);
  const { requests } = gateway.sandbox;
  let seen = requests.length;
  return {
    gateway,
    ada,
    list: list.tmdbId,
    asked() {
      const fresh = requests.slice(seen);
      seen = requests.length;
      return fresh.map(({ method, url, status }) => `${method} ${url.replace(/[?&](guest_)?session_id=\w+/, '')} ${status}`);
    },
    [Symbol.asyncDispose]: () => gateway.close(),
  };
}

const UNKNOWN = {
  message: 'The write was sent to TMDB, but no response says whether it was done. Check before you repeat it.',
  extensions: { code: 'OUTCOME_UNKNOWN', retryAfter: null, tmdb: { status: 11, http: 500, fault: 'TMDB', retryable: false } },
};

interface Case {
  /** The version of TMDB's API, and with it the credential. */
  readonly version: 3 | 4;
  /** A mutation that changes something, and selects nothing that needs another request; LIST stands for the list. */
  readonly mutation: string;
  /** A mutation without which it would change nothing. */
  readonly before?: string;
  readonly write: string;
  readonly read: string;
  /** The HTTP status of the read when the write was done, and when it was not. */
  readonly done?: number;
  readonly undone?: number;
}

const MOVIE = '{ movie { tmdbId } }';
const RATE = `rateMovie(id: 550, rating: 8.5) ${MOVIE}`;
const RATING = 'POST /3/movie/550/rating';
const STATES = 'GET /3/movie/550/account_states';
const SERIES = '{ tvSeries { tmdbId } }';
const RESULTS = '{ list { tmdbId } results { success item { __typename ... on Movie { tmdbId } } } }';

const CASES: readonly Case[] = [
  {
    version: 3,
    mutation: RATE,
    write: RATING,
    read: STATES,
  },
  {
    version: 3,
    mutation: `unrateMovie(id: 550) ${MOVIE}`,
    before: `rateMovie(id: 550, rating: 8) ${MOVIE}`,
    write: 'DELETE /3/movie/550/rating',
    read: STATES,
  },
  {
    version: 3,
    mutation: `rateTvSeries(id: 1399, rating: 0.5) ${SERIES}`,
    write: 'POST /3/tv/1399/rating',
    read: 'GET /3/tv/1399/account_states',
  },
  {
    version: 3,
    mutation: 'rateTvEpisode(series: 1399, season: 1, number: 2, rating: 9) { tvEpisode { __typename } }',
    write: 'POST /3/tv/1399/season/1/episode/2/rating',
    read: 'GET /3/tv/1399/season/1/episode/2/account_states',
  },
  {
    version: 3,
    mutation: `setMovieFavorite(id: 550, favorite: true) ${MOVIE}`,
    write: 'POST /3/account/*/favorite',
    read: STATES,
  },
  {
    version: 3,
    mutation: `setMovieFavorite(id: 550, favorite: false) ${MOVIE}`,
    before: `setMovieFavorite(id: 550, favorite: true) ${MOVIE}`,
    write: 'POST /3/account/*/favorite',
    read: STATES,
  },
  {
    version: 3,
    mutation: `setTvSeriesWatchlist(id: 1399, watchlist: true) ${SERIES}`,
    write: 'POST /3/account/*/watchlist',
    read: 'GET /3/tv/1399/account_states',
  },
  {
    version: 3,
    mutation: 'deleteList(id: LIST) { tmdbId }',
    write: 'DELETE /3/list/LIST',
    read: 'GET /3/list/LIST',
    done: 404,
  },
  {
    version: 3,
    mutation: 'clearList(id: LIST) { list { tmdbId } }',
    write: 'POST /3/list/LIST/clear?confirm=true',
    read: 'GET /3/list/LIST',
  },
  {
    version: 3,
    mutation: `addListItems(id: LIST, items: [{ movie: 27205 }]) ${RESULTS}`,
    write: 'POST /3/list/LIST/add_item',
    read: 'GET /3/list/LIST/item_status?movie_id=27205',
  },
  {
    version: 3,
    mutation: `removeListItems(id: LIST, items: [{ movie: 550 }]) ${RESULTS}`,
    write: 'POST /3/list/LIST/remove_item',
    read: 'GET /3/list/LIST/item_status?movie_id=550',
  },
  {
    version: 4,
    mutation: 'updateList(id: LIST, name: "Yours", description: "Of movies", public: false, sort: TITLE_DESC) { list { tmdbId } }',
    write: 'PUT /4/list/LIST',
    read: 'GET /4/list/LIST',
  },
  { version: 4, mutation: 'deleteList(id: LIST) { tmdbId }', write: 'DELETE /4/list/LIST', read: 'GET /4/list/LIST', done: 404 },
  { version: 4, mutation: 'clearList(id: LIST) { list { tmdbId } }', write: 'GET /4/list/LIST/clear', read: 'GET /4/list/LIST' },
  {
    version: 4,
    mutation: `addListItems(id: LIST, items: [{ tvSeries: 1399 }]) ${RESULTS}`,
    write: 'POST /4/list/LIST/items',
    read: 'GET /4/list/LIST/item_status?media_id=1399&media_type=tv',
    undone: 404,
  },
  {
    version: 4,
    mutation: `removeListItems(id: LIST, items: [{ movie: 603 }]) ${RESULTS}`,
    write: 'DELETE /4/list/LIST/items',
    read: 'GET /4/list/LIST/item_status?media_id=603&media_type=movie',
    done: 404,
  },
  {
    version: 4,
    mutation: `updateListItems(id: LIST, items: [{ movie: 603, comment: "Whoa" }, { movie: 550 }]) ${RESULTS}`,
    write: 'PUT /4/list/LIST/items',
    read: 'GET /4/list/LIST',
  },
];

/** Runs a case in which TMDB answers the write with a fault, if any. */
async function run({ version, mutation, before, write, read }: Case, answer: Fault['answer'] | undefined) {
  const world = await startAda();
  const { gateway, ada, list, asked } = world;
  const named = (text: string) => text.replaceAll('LIST', String(list));
  const ask = (text: string) => (version === 4 ? ada.askV4 : ada.ask)(`mutation { changed: ${named(text)} }`);
  expect((await ask(before ?? '__typename')).body.errors).toBeUndefined();
  // The number of the account, which favorites and watchlists read first, is no part of this.
  const faultPath = named(write).split(' ')[1]?.split('?')[0]?.replace(/\*.*/, '*') ?? '';
  const method = write.split(' ')[0] ?? '';
  if (answer) gateway.sandbox.program({ faults: [{ path: faultPath, method, times: 1, answer }] });
  asked();
  const { body } = await ask(mutation);
  const requests = asked()
    .filter((request) => !/^GET \/3\/account(\?.*)? /.test(request))
    .map((request) => request.replace(/account\/\w+/, 'account/*'));
  return { world, body, requests, sent: (status: number) => [`${named(write)} 500`, `${named(read)} ${status}`] };
}

describe.concurrent('a write that TMDB did, and answers with status 11', () => {
  it.each(CASES)('confirms a write with status 11 that was done by one read, and sends it once: v$version $mutation', async (tried) => {
    const { world, body, requests, sent } = await run(tried, { tmdbAfter: 11 });
    await using _ = world;
    expect(requests).toEqual(sent(tried.done ?? 200));
    expect(body.errors).toBeUndefined();
    // The answer is that of a write that TMDB answers with a success.
    const { world: other, body: plain } = await run(tried, undefined);
    await using __ = other;
    expect(body).toEqual(plain);
  });

  it('reads the payload after a confirmed write, and again what it changed for everyone', async () => {
    await using world = await startAda();
    const { gateway, ada, list, asked } = world;
    const publicly = () => gateway.ask(`{ list(id: ${list}) { itemCount } }`);
    expect((await publicly()).body.data).toEqual({ list: { itemCount: 2 } });
    gateway.sandbox.program({ faults: [{ path: `/3/list/${list}/remove_item`, times: 1, answer: { tmdbAfter: 11 } }] });
    const { body } = await ada.ask(`mutation { removeListItems(id: ${list}, items: [{ movie: 550 }]) { list { itemCount } } }`);
    expect(body).toEqual({ data: { removeListItems: { list: { itemCount: 1 } } } });
    asked();
    expect((await publicly()).body.data).toEqual({ list: { itemCount: 1 } });
    expect(asked()).toHaveLength(1);
  });

  it('confirms the rating of a guest with the guest session', async () => {
    await using world = await startAda();
    const { gateway, asked } = world;
    const made = await gateway.ask('mutation { createGuestSession { guestSessionId } }');
    const { guestSessionId } = fieldOf<{ guestSessionId: string }>(made, 'createGuestSession');
    gateway.sandbox.program({ faults: [{ path: '/3/movie/550/rating', times: 1, answer: { tmdbAfter: 11 } }] });
    asked();
    const { body } = await gateway.ask(`mutation { ${RATE} }`, {}, { 'tmdb-guest-session-id': guestSessionId });
    expect(body).toEqual({ data: { rateMovie: { movie: { tmdbId: 550 } } } });
    expect(asked()).toEqual([`${RATING} 500`, `${STATES} 200`]);
  });

  it('counts the confirming read as a request of its operation', async () => {
    await using world = await startAda();
    const { gateway, ada } = world;
    gateway.sandbox.program({ faults: [{ path: '/3/movie/550/rating', times: 1, answer: { tmdbAfter: 11 } }] });
    const { body } = await gateway.ask(`mutation { ${RATE} }`, {}, { 'tmdb-session-id': ada.session, 'tmdb-explain': '1' });
    expect(body.extensions).toMatchObject({ tmdb: { requests: 2, retries: 0, byPath: [{ path: 'rateMovie', requests: 2 }] } });
  });

  it('confirms each write of an operation by a read of its own', async () => {
    await using world = await startAda();
    const { gateway, ada, asked } = world;
    gateway.sandbox.program({ faults: [{ path: '/3/movie/550/rating', times: 2, answer: { tmdbAfter: 11 } }] });
    const { body } = await ada.ask(`mutation { a: rateMovie(id: 550, rating: 8) ${MOVIE} b: unrateMovie(id: 550) ${MOVIE} }`);
    expect(body).toEqual({ data: { a: { movie: { tmdbId: 550 } }, b: { movie: { tmdbId: 550 } } } });
    expect(asked()).toEqual([`${RATING} 500`, `${STATES} 200`, 'DELETE /3/movie/550/rating 500', `${STATES} 200`]);
  });

  it('confirms the write of one user and not that of another at the same time', async () => {
    await using world = await startAda();
    const { gateway, ada } = world;
    const users = [ada, await signIn(gateway, 'grace')];
    const faults: Fault[] = [
      { path: '/3/movie/550/rating', times: 1, answer: { tmdbAfter: 11 } },
      { path: '/3/movie/550/rating', times: 1, answer: { tmdb: 11 } },
    ];
    for (let round = 0; round < 5; round += 1) {
      const rating = 1 + round;
      gateway.sandbox.program({ faults });
      const bodies = await Promise.all(
        users.map(async ({ ask }) => (await ask(`mutation { rateMovie(id: 550, rating: ${rating}) ${MOVIE} }`)).body),
      );
      const states = await Promise.all(
        users.map(async ({ ask }) => (await ask('{ movie(id: 550) { accountStates { rating } } }')).body.data),
      );
      const isDone = states.map((data) => JSON.stringify(data).includes(`"rating":${rating}`));
      expect(isDone.filter(Boolean)).toHaveLength(1);
      expect(bodies.map(({ errors }) => errors === undefined)).toEqual(isDone);
    }
  });
});

describe.concurrent('a write that TMDB did not do, and answers with status 11', () => {
  it.each(CASES)('reports OUTCOME_UNKNOWN when one read does not show the write, and sends it once: v$version $mutation', async (tried) => {
    const { world, body, requests, sent } = await run(tried, { tmdb: 11 });
    await using _ = world;
    expect(requests).toEqual(sent(tried.undone ?? 200));
    expect(body).toMatchObject({ data: { changed: null }, errors: [{ ...UNKNOWN, path: ['changed'] }] });
    expect(body.errors).toHaveLength(1);
  });

  it('does not take an earlier rating for the one that it sent', async () => {
    await using world = await startAda();
    const { gateway, ada } = world;
    await ada.ask(`mutation { rateMovie(id: 550, rating: 8) ${MOVIE} }`);
    gateway.sandbox.program({ faults: [{ path: '/3/movie/550/rating', times: 1, answer: { tmdb: 11 } }] });
    expect((await ada.ask(`mutation { ${RATE} }`)).body.errors).toMatchObject([UNKNOWN]);
  });
});

/** Ways for the confirming read to fail. */
const FAILURES: readonly { readonly how: string; readonly answer: Fault['answer']; readonly status: number }[] = [
  { how: 'fails with status 11', answer: { tmdb: 11 }, status: 500 },
  { how: 'fails with status 15', answer: { tmdb: 15 }, status: 500 },
  { how: 'fails with status 46', answer: { tmdb: 46 }, status: 503 },
  { how: 'is rejected with a 429', answer: { tmdb: 25, retryAfter: '1' }, status: 429 },
  { how: 'is refused with status 3', answer: { tmdb: 3 }, status: 401 },
  { how: 'breaks its connection', answer: { reset: true }, status: 0 },
  { how: 'is answered past the deadline', answer: { stall: true }, status: 0 },
  { how: 'gets a 404 of a proxy', answer: { http: 404, body: '<html>', type: 'text/html' }, status: 404 },
  { how: 'gets a 404 with another status', answer: { http: 404, body: '{"status_code":37,"success":false}' }, status: 404 },
  { how: 'gets a missing status under HTTP 200', answer: { http: 200, body: '{"status_code":34,"success":false}' }, status: 200 },
  { how: 'gets an empty document', answer: { http: 200, body: '{}' }, status: 200 },
  { how: 'gets a list', answer: { http: 200, body: '[]' }, status: 200 },
  { how: 'gets no JSON', answer: { http: 200, body: 'OK' }, status: 200 },
];

describe.concurrent('a confirming read that fails', () => {
  it.each(FAILURES)('reports OUTCOME_UNKNOWN and reads once when the read of a rating $how', async ({ answer, status }) => {
    await using world = await startAda({ OPERATION_DEADLINE_MS: '1500' });
    const { gateway, ada, asked } = world;
    gateway.sandbox.program({
      faults: [
        { path: '/3/movie/550/rating', answer: { tmdbAfter: 11 } },
        { path: '/3/movie/550/account_states', answer },
      ],
    });
    const { body } = await ada.ask(`mutation { ${RATE} }`);
    expect(body.errors).toMatchObject([UNKNOWN]);
    await sleep(1200); // A retry would have come.
    expect(asked()).toEqual([`${RATING} 500`, `${STATES} ${status}`]);
  });

  it.each(FAILURES)('reports OUTCOME_UNKNOWN and reads once when the read of a deleted list $how', async ({ answer, status }) => {
    await using world = await startAda({ OPERATION_DEADLINE_MS: '1500' });
    const { gateway, ada, list, asked } = world;
    gateway.sandbox.program({
      faults: [
        { path: `/3/list/${list}`, method: 'DELETE', answer: { tmdbAfter: 11 } },
        { path: `/3/list/${list}`, method: 'GET', answer },
      ],
    });
    const { body } = await ada.ask(`mutation { deleteList(id: ${list}) { tmdbId } }`);
    expect(body.errors).toMatchObject([UNKNOWN]);
    await sleep(1200);
    expect(asked()).toEqual([`DELETE /3/list/${list} 500`, `GET /3/list/${list} ${status}`]);
  });

  it.each([
    { what: 'names another movie', body: { id: 603, rated: { value: 8.5 } }, headers: {} },
    { what: 'was kept by a cache', body: { id: 550, rated: { value: 8.5 } }, headers: { Age: '7' } },
    { what: 'has a rating of another form', body: { id: 550, rated: '8.5' }, headers: {} },
    { what: 'has no rating but null', body: { id: 550, rated: null }, headers: {} },
  ])('reports OUTCOME_UNKNOWN when the response of the confirming read $what', async ({ body: states, headers }) => {
    await using world = await startAda();
    const { gateway, ada } = world;
    gateway.sandbox.program({
      faults: [
        { path: '/3/movie/550/rating', answer: { tmdb: 11 } },
        { path: '/3/movie/550/account_states', answer: { http: 200, body: JSON.stringify(states), headers } },
      ],
    });
    expect((await ada.ask(`mutation { ${RATE} }`)).body.errors).toMatchObject([UNKNOWN]);
  });

  it('reports OUTCOME_UNKNOWN when a cache had kept the 404 of the confirming read', async () => {
    await using world = await startAda();
    const { gateway, ada, list } = world;
    const body = '{"success":false,"status_code":34}';
    gateway.sandbox.program({
      faults: [
        { path: `/3/list/${list}`, method: 'DELETE', answer: { tmdb: 11 } },
        { path: `/3/list/${list}`, method: 'GET', answer: { http: 404, body, headers: { Age: '7' } } },
      ],
    });
    expect((await ada.ask(`mutation { deleteList(id: ${list}) { tmdbId } }`)).body.errors).toMatchObject([UNKNOWN]);
  });

  it('sends no confirming read beyond the cap of the operation', async () => {
    await using world = await startAda({ OPERATION_MAX_REQUESTS: '1' });
    const { gateway, ada, asked } = world;
    gateway.sandbox.program({ faults: [{ path: '/3/movie/550/rating', answer: { tmdbAfter: 11 } }] });
    expect((await ada.ask(`mutation { ${RATE} }`)).body.errors).toMatchObject([UNKNOWN]);
    expect(asked()).toEqual([`${RATING} 500`]);
  });
});

describe.concurrent('a write that no read can prove', () => {
  it.each([
    { version: 3, mutation: 'createList(name: "New") { list { tmdbId } }', write: 'POST /3/list' },
    { version: 4, mutation: 'createList(name: "New") { list { tmdbId } }', write: 'POST /4/list' },
    { version: 3, mutation: 'createRequestToken { requestToken }', write: 'GET /3/authentication/token/new' },
    { version: 3, mutation: 'createGuestSession { guestSessionId }', write: 'GET /3/authentication/guest_session/new' },
    { version: 4, mutation: 'createSessionFromUserToken { sessionId }', write: 'POST /3/authentication/session/convert/4' },
    { version: 3, mutation: 'deleteSession { signedOut }', write: 'DELETE /3/authentication/session' },
    { version: 4, mutation: 'deleteUserToken { signedOut }', write: 'DELETE /4/auth/access_token' },
    {
      version: 4,
      mutation: `addListItems(id: LIST, items: [{ movie: 13 }, { movie: 27205 }]) ${RESULTS}`,
      write: 'POST /4/list/LIST/items',
    },
    {
      version: 4,
      mutation: `removeListItems(id: LIST, items: [{ movie: 550 }, { movie: 603 }]) ${RESULTS}`,
      write: 'DELETE /4/list/LIST/items',
    },
  ] as const)('reports OUTCOME_UNKNOWN without a read when no read proves the write: v$version $mutation', async (tried) => {
    const { world, body, requests, sent } = await run({ ...tried, read: '' }, { tmdbAfter: 11 });
    await using _ = world;
    expect(requests).toEqual(sent(0).slice(0, 1));
    expect(body.errors).toMatchObject([UNKNOWN]);
  });
});

import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { random } from '../src/sandbox/generated/random.ts';
import { startGateway, type Asked, type TestGateway } from './support/gateway.ts';
import { approve, mutate, signIn, type User } from './support/accounts.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** The writes that TMDB received: method, path and body. */
const writes = (): string[] =>
  gateway.sandbox.requests
    .filter(({ method, url }) => method !== 'GET' || /\/(clear|new)\b/.test(url))
    .map(({ method, url, body }) => [method, url.replace(/[?&](session_id|guest_session_id)=\w+/, ''), body].filter(Boolean).join(' '));

const codesOf = ({ body }: Asked): unknown[] => (body.errors ?? []).map(({ extensions: { code, tmdb } }) => [code, tmdb?.status]);
const clearRequests = (): void => void (gateway.sandbox.requests as unknown[]).splice(0);

describe('signing in', () => {
  it('signs in and out with a version 3 request token that the user approved', async () => {
    const { requestToken, expiresAt, approvalUrl } = await mutate<Record<string, string>>(
      gateway,
      'mutation { createRequestToken(redirectTo: "https://example.org/done") { requestToken expiresAt approvalUrl } }',
    );
    expect(approvalUrl).toBe(`https://www.themoviedb.org/authenticate/${requestToken}?redirect_to=https%3A%2F%2Fexample.org%2Fdone`);
    expect(Date.parse(expiresAt ?? '')).toBeGreaterThan(Date.now());

    const create = 'mutation ($token: String!) { createSession(requestToken: $token) { sessionId } }';
    expect(codesOf(await gateway.ask(create, { token: requestToken }))).toEqual([['UNAUTHENTICATED', 17]]);
    await approve(`${gateway.sandbox.origin}/sandbox/approve?request_token=${requestToken}`, 'ada');
    const { sessionId } = await mutate<{ sessionId: string }>(gateway, create, { variables: { token: requestToken } });
    const headers = { 'tmdb-session-id': sessionId };
    const { body } = await gateway.ask('{ viewer { username tmdbId } }', {}, headers);
    expect(body).toMatchObject({ data: { viewer: { username: 'ada', tmdbId: expect.any(Number) } } });

    expect(await mutate(gateway, 'mutation { deleteSession { signedOut } }', { headers })).toEqual({ signedOut: true });
    expect(codesOf(await gateway.ask('{ viewer { username } }', {}, headers))).toEqual([['FORBIDDEN', 3]]);
    expect(codesOf(await gateway.ask('mutation { deleteSession { signedOut } }', {}, headers))).toEqual([['UNAUTHENTICATED', 37]]);
    expect(codesOf(await gateway.ask(create, { token: 'unknown' }))).toEqual([['UNAUTHENTICATED', 33]]);
  });

  it.each([
    ['', '', 26, 'BAD_USER_INPUT'],
    ['ada', 'wrong', 30, 'UNAUTHENTICATED'],
    ['disabled', 'disabled', 31, 'UNAUTHENTICATED'],
    ['unverified', 'unverified', 32, 'UNAUTHENTICATED'],
    ['suspended', 'suspended', 45, 'FORBIDDEN'],
  ])('refuses to sign in with username %j and password %j, with status %i', async (username, password, status, code) => {
    const { requestToken } = await mutate<{ requestToken: string }>(gateway, 'mutation { createRequestToken { requestToken } }');
    const approveBy = `mutation ($token: String!, $username: String!, $password: String!) {
      approveRequestToken(requestToken: $token, username: $username, password: $password) { requestToken approvalUrl } }`;
    expect(codesOf(await gateway.ask(approveBy, { token: requestToken, username, password }))).toEqual([[code, status]]);
    const variables = { token: requestToken, username: 'ada', password: 'ada' };
    expect(await mutate(gateway, approveBy, { variables })).toEqual({ requestToken, approvalUrl: null });
    const create = 'mutation ($token: String!) { createSession(requestToken: $token) { sessionId } }';
    await mutate(gateway, create, { variables: { token: requestToken } });
  });

  it('signs in by version 4, and exchanges the user token for a version 3 session', async () => {
    const request = await mutate<Record<string, string>>(gateway, 'mutation { createUserRequestToken { requestToken approvalUrl } }');
    expect(request['approvalUrl']).toBe(`https://www.themoviedb.org/auth/access?request_token=${request['requestToken']}`);
    const create = 'mutation ($token: String!) { createUserToken(requestToken: $token) { userToken accountId } }';
    const variables = { token: request['requestToken'] };
    expect(codesOf(await gateway.ask(create, variables))).toEqual([['UNAUTHENTICATED', 41]]);
    await approve(`${gateway.sandbox.origin}/sandbox/approve?request_token=${request['requestToken']}`, 'grace');
    const { userToken, accountId } = await mutate<{ userToken: string; accountId: string }>(gateway, create, { variables });
    const headers = { 'tmdb-user-token': userToken };
    expect((await gateway.ask('{ viewer { accountId } }', {}, headers)).body).toEqual({ data: { viewer: { accountId } } });

    const { sessionId } = await mutate<{ sessionId: string }>(gateway, 'mutation { createSessionFromUserToken { sessionId } }', {
      headers,
    });
    expect((await gateway.ask('{ viewer { username } }', {}, { 'tmdb-session-id': sessionId })).body).toEqual({
      data: { viewer: { username: 'grace' } },
    });
    expect(await mutate(gateway, 'mutation { deleteUserToken { signedOut } }', { headers })).toEqual({ signedOut: true });
    expect(codesOf(await gateway.ask('mutation { deleteUserToken { signedOut } }', {}, headers))).toEqual([['UNAUTHENTICATED', 35]]);
    expect(codesOf(await gateway.ask('mutation { createSessionFromUserToken { sessionId } }', {}, headers))).toEqual([
      ['UNAUTHENTICATED', 14],
    ]);
  });

  it('lets a guest rate without signing in, and shows guests their ratings', async () => {
    const { guestSessionId } = await mutate<{ guestSessionId: string }>(
      gateway,
      'mutation { createGuestSession { guestSessionId expiresAt } }',
    );
    const guest = { 'tmdb-guest-session-id': guestSessionId };
    await mutate(gateway, 'mutation { rateMovie(id: 603, rating: 7.5) { movie { id } } }', { headers: guest });
    const { body } = await gateway.ask(
      '{ viewer { ratedMovies { edges { rating node { title accountStates { rating favorite } } } } ratedTvSeries { totalCount } ratedTvEpisodes { totalCount } } }',
      {},
      guest,
    );
    expect(body).toMatchObject({
      data: {
        viewer: {
          ratedMovies: { edges: [{ rating: 7.5, node: { title: 'The Matrix', accountStates: { rating: 7.5 } } }] },
          ratedTvSeries: { totalCount: 0 },
        },
      },
    });
    expect(codesOf(await gateway.ask('{ viewer { favoriteMovies { totalCount } } }', {}, guest))).toEqual([['UNAUTHENTICATED', undefined]]);
  });

  it('answers viewer with null and UNAUTHENTICATED without a credential', async () => {
    const { body } = await gateway.ask('{ viewer { username } }', {}, { authorization: 'Bearer of-a-router' });
    expect(body).toMatchObject({ data: { viewer: null }, errors: [{ path: ['viewer'], extensions: { code: 'UNAUTHENTICATED' } }] });
    expect(gateway.asked()).toEqual([]);
  });
});

/** The movies that a user rated and marked, in a sort order. */
const markedIn = (sort: string): string =>
  `{ viewer { ratedMovies(sort: ${sort}) { edges { rating node { tmdbId } } } favoriteMovies(sort: ${sort}) { nodes { tmdbId } } watchlistMovies { totalCount } } }`;

describe('ratings and marks', () => {
  let ada: User;
  beforeEach(async () => {
    ada = await signIn(gateway, 'ada');
    clearRequests();
  });

  it('reads ratings and marks of a movie back in the same operation, only as far as selected', async () => {
    const rated = 'accountStates { rating favorite watchlist }';
    const { body } = await ada.ask(`mutation {
      a: rateMovie(id: 603, rating: 8) { movie { tmdbId ${rated} } }
      b: setMovieFavorite(id: 603, favorite: true) { movie { ${rated} } }
      c: setMovieWatchlist(id: 603, watchlist: true) { movie { ${rated} } }
      d: rateMovie(id: 603, rating: 0.5) { movie { ${rated} } }
      e: unrateMovie(id: 603) { movie { ${rated} title } } }`);
    expect(body).toEqual({
      data: {
        a: { movie: { tmdbId: 603, accountStates: { rating: 8, favorite: false, watchlist: false } } },
        b: { movie: { accountStates: { rating: 8, favorite: true, watchlist: false } } },
        c: { movie: { accountStates: { rating: 8, favorite: true, watchlist: true } } },
        d: { movie: { accountStates: { rating: 0.5, favorite: true, watchlist: true } } },
        e: { movie: { title: 'The Matrix', accountStates: { rating: null, favorite: true, watchlist: true } } },
      },
    });
    const account = /\/account\/(\d+)\//.exec(writes()[1] ?? '')?.[1];
    expect(writes()).toEqual([
      'POST /3/movie/603/rating {"value":8}',
      `POST /3/account/${account}/favorite {"media_type":"movie","media_id":603,"favorite":true}`,
      `POST /3/account/${account}/watchlist {"media_type":"movie","media_id":603,"watchlist":true}`,
      'POST /3/movie/603/rating {"value":0.5}',
      'DELETE /3/movie/603/rating',
    ]);
    clearRequests();
    await ada.ask('mutation { rateMovie(id: 603, rating: 5) { movie { id tmdbId } } }');
    expect(gateway.sandbox.requests).toHaveLength(1);
  });

  it('reads ratings and marks of series and episodes back', async () => {
    const { body } = await ada.ask(`mutation {
      rateTvSeries(id: 1396, rating: 9.5) { tvSeries { accountStates { rating } } }
      setTvSeriesFavorite(id: 1396, favorite: true) { tvSeries { id } }
      setTvSeriesWatchlist(id: 1396, watchlist: true) { tvSeries { accountStates { favorite watchlist } } }
      rateTvEpisode(series: 1396, season: 1, number: 2, rating: 3) { tvEpisode { accountStates { rating favorite } } } }`);
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({
      rateTvSeries: { tvSeries: { accountStates: { rating: 9.5 } } },
      setTvSeriesWatchlist: { tvSeries: { accountStates: { favorite: true, watchlist: true } } },
      rateTvEpisode: { tvEpisode: { accountStates: { rating: 3, favorite: null } } },
    });
    const seen = await ada.ask(`{
      tvSeason(series: 1396, number: 1) { episodeRatings { episodeNumber rating } }
      viewer { ratedTvSeries { edges { rating node { name } } } ratedTvEpisodes { edges { rating node { episodeNumber } } }
        favoriteTvSeries { nodes { tmdbId } } watchlistTvSeries { nodes { tmdbId } } } }`);
    expect(seen.body.errors).toBeUndefined();
    expect(seen.body.data).toMatchObject({
      tvSeason: {
        episodeRatings: expect.arrayContaining([
          { episodeNumber: 2, rating: 3 },
          { episodeNumber: 1, rating: null },
        ]),
      },
      viewer: {
        ratedTvSeries: { edges: [{ rating: 9.5 }] },
        ratedTvEpisodes: { edges: [{ rating: 3, node: { episodeNumber: 2 } }] },
        favoriteTvSeries: { nodes: [{ tmdbId: 1396 }] },
        watchlistTvSeries: { nodes: [{ tmdbId: 1396 }] },
      },
    });
    await ada.ask(
      'mutation { unrateTvSeries(id: 1396) { tvSeries { id } } unrateTvEpisode(series: 1396, season: 1, number: 2) { tvEpisode { id } } }',
    );
    expect((await ada.ask('{ viewer { ratedTvSeries { totalCount } } }')).body).toEqual({
      data: { viewer: { ratedTvSeries: { totalCount: 0 } } },
    });
  });

  it('lists rated and favorite movies in the requested order, by either version', async () => {
    for (const id of [603, 550, 680])
      await ada.ask(
        `mutation { rateMovie(id: ${id}, rating: 6) { movie { id } } setMovieFavorite(id: ${id}, favorite: true) { movie { id } } }`,
      );
    const answers = await Promise.all([
      ada.ask(markedIn('CREATED_AT_DESC')),
      ada.askV4(markedIn('CREATED_AT_DESC')),
      ada.ask(markedIn('CREATED_AT_ASC')),
    ]);
    const ids = answers.map(({ body }) => {
      expect(body.errors).toBeUndefined();
      const { viewer } = body.data as {
        viewer: { favoriteMovies: { nodes: { tmdbId: number }[] }; ratedMovies: { edges: { rating: number; node: { tmdbId: number } }[] } };
      };
      expect(viewer.ratedMovies.edges.map(({ rating }) => rating)).toEqual([6, 6, 6]);
      expect(viewer.ratedMovies.edges.map(({ node }) => node.tmdbId)).toEqual(viewer.favoriteMovies.nodes.map(({ tmdbId }) => tmdbId));
      return viewer.favoriteMovies.nodes.map(({ tmdbId }) => tmdbId);
    });
    expect(ids).toEqual([
      [680, 550, 603],
      [680, 550, 603],
      [603, 550, 680],
    ]);
    const { body } = await ada.askV4(
      '{ viewer { recommendedMovies(first: 2) { nodes { title } } recommendedTvSeries(first: 2) { nodes { name } } } }',
    );
    expect(body.errors).toBeUndefined();
  });

  it('spends 2 requests on a movie with account states, then 1', async () => {
    const query = '{ movie(id: 603) { title directors { name } accountStates { rating } } }';
    await ada.ask(query);
    expect(gateway.sandbox.requests).toHaveLength(2);
    clearRequests();
    await ada.ask(query);
    expect(gateway.sandbox.requests.map(({ url }) => url.replace(/=\w+/, ''))).toEqual(['/3/movie/603/account_states?session_id']);
  });
});

const cacheControl = ({ headers }: Asked): string | null => headers.get('cache-control');

it('keeps personal answers out of every cache, even those of refusals and mutations', async () => {
  const ada = await signIn(gateway, 'ada');
  expect(cacheControl(await gateway.ask('{ movie(id: 603) { title } }'))).toMatch(/^public, max-age=\d+$/);
  expect(cacheControl(await ada.ask('{ movie(id: 603) { title } }'))).toMatch(/^public, max-age=\d+$/);
  for (const query of [
    '{ movie(id: 603) { title accountStates { rating } } }',
    '{ viewer { username } }',
    '{ viewer { accountId } }',
    'mutation { rateMovie(id: 603, rating: 1) { movie { title } } }',
    'mutation { createGuestSession { guestSessionId } }',
  ])
    expect(cacheControl(await ada.ask(query)), query).toBe('private, no-store');
  expect(cacheControl(await ada.askV4('{ viewer { recommendedMovies(first: 1) { totalCount } } }'))).toBe('private, no-store');
});

describe('lists', () => {
  let ada: User;
  beforeEach(async () => {
    ada = await signIn(gateway, 'ada');
    clearRequests();
  });
  const LIST = 'list { tmdbId name itemCount items { nodes { __typename ... on Movie { tmdbId } } } }';

  it.each([null, 'x', 99_999_999_999, -5, 0])('names no item that TMDB gives the id %j', async (media_id) => {
    const made = (await ada.askV4('mutation { createList(name: "Odd", language: "de") { list { tmdbId } } }')).body.data as {
      createList: { list: { tmdbId: number } };
    };
    const id = made.createList.list.tmdbId;
    const body = JSON.stringify({ success: true, status_code: 1, results: [{ media_type: 'movie', media_id, success: true }] });
    gateway.sandbox.program({
      faults: [{ path: `/4/list/${id}/items`, method: 'POST', answer: { http: 200, type: 'application/json', body } }],
    });
    const added = await ada.askV4(
      `mutation { addListItems(id: ${id}, items: [{ movie: 603 }]) { results { success item { __typename } } } }`,
    );
    expect(added.body).toEqual({ data: { addListItems: { results: [{ success: true, item: null }] } } });
  });

  it('creates, fills, checks, empties and deletes a list by version 3', async () => {
    const { createList } = (await ada.ask(`mutation { createList(name: "Mine", description: "of movies", language: "de") { ${LIST} } }`))
      .body.data as {
      createList: { list: { tmdbId: number } };
    };
    const id = createList.list.tmdbId;
    expect(createList).toMatchObject({ list: { name: 'Mine', itemCount: 0 } });
    const added = await ada.ask(
      `mutation { addListItems(id: ${id}, items: [{ movie: 603 }]) { ${LIST} results { success item { ... on Movie { title } } } } }`,
    );
    expect(added.body).toMatchObject({
      data: {
        addListItems: {
          list: { itemCount: 1, items: { nodes: [{ tmdbId: 603 }] } },
          results: [{ success: true, item: { title: 'The Matrix' } }],
        },
      },
    });
    expect(codesOf(await ada.ask(`mutation { addListItems(id: ${id}, items: [{ movie: 603 }]) { list { tmdbId } } }`))).toEqual([
      ['CONFLICT', 8],
    ]);
    expect((await ada.ask(`{ list(id: ${id}) { in: contains(movie: 603) out: contains(movie: 550) } }`)).body).toMatchObject({
      data: { list: { in: true, out: false } },
    });
    expect(codesOf(await ada.ask(`mutation { removeListItems(id: ${id}, items: [{ movie: 550 }]) { list { tmdbId } } }`))).toEqual([
      ['NOT_FOUND', 21],
    ]);
    expect((await ada.ask(`mutation { removeListItems(id: ${id}, items: [{ movie: 603 }]) { ${LIST} } }`)).body).toMatchObject({
      data: { removeListItems: { list: { itemCount: 0 } } },
    });
    expect((await ada.ask(`mutation { clearList(id: ${id}) { ${LIST} } }`)).body).toMatchObject({
      data: { clearList: { list: { itemCount: 0 } } },
    });
    expect((await ada.ask('{ viewer { lists { nodes { tmdbId name } } } }')).body).toMatchObject({
      data: { viewer: { lists: { nodes: [{ tmdbId: id, name: 'Mine' }] } } },
    });

    const grace = await signIn(gateway, 'grace');
    expect(codesOf(await grace.ask(`mutation { deleteList(id: ${id}) { tmdbId } }`))).toEqual([['FORBIDDEN', 38]]);
    expect((await ada.ask(`mutation { deleteList(id: ${id}) { tmdbId } }`)).body).toEqual({ data: { deleteList: { tmdbId: String(id) } } });
    expect(writes().filter((write) => write.includes('/list'))).toEqual([
      'POST /3/list {"name":"Mine","description":"of movies","language":"de"}',
      `POST /3/list/${id}/add_item {"media_id":603}`,
      `POST /3/list/${id}/add_item {"media_id":603}`,
      `POST /3/list/${id}/remove_item {"media_id":550}`,
      `POST /3/list/${id}/remove_item {"media_id":603}`,
      `POST /3/list/${id}/clear?confirm=true`,
      `DELETE /3/list/${id}`,
      `DELETE /3/list/${id}`,
    ]);
  });

  it('creates a private list of movies and series by version 4, and reports the result of each item', async () => {
    const made = await ada.askV4(
      `mutation { createList(name: "Secret", public: false, sort: TITLE_ASC, language: "pt-BR") { list { tmdbId name public sort } } }`,
    );
    expect(made.body.errors).toBeUndefined();
    const { createList } = made.body.data as { createList: { list: { tmdbId: number } } };
    const id = createList.list.tmdbId;
    expect(createList).toMatchObject({ list: { name: 'Secret', public: false, sort: 'TITLE_ASC' } });

    const items = '[{ movie: 603 }, { tvSeries: 1396 }, { movie: 603 }]';
    const added = await ada.askV4(
      `mutation { addListItems(id: ${id}, items: ${items}) { list { itemCount sortedItems { nodes { __typename } } } results { success item { __typename } } } }`,
    );
    expect(added.body).toMatchObject({
      data: {
        addListItems: {
          list: { sortedItems: { nodes: [{}, {}] } },
          results: [
            { success: true, item: { __typename: 'Movie' } },
            { success: true, item: { __typename: 'TvSeries' } },
            { success: false },
          ],
        },
      },
    });
    const commented = await ada.askV4(
      `mutation { updateListItems(id: ${id}, items: [{ movie: 603, comment: "again" }]) { list { sortedItems { edges { comment } } } results { success } } }`,
    );
    expect(commented.body).toMatchObject({
      data: { updateListItems: { list: { sortedItems: { edges: expect.arrayContaining([{ comment: 'again' }]) } } } },
    });
    const updated = await ada.askV4(`mutation { updateList(id: ${id}, name: "Still secret") { list { name } } }`);
    expect(updated.body).toEqual({ data: { updateList: { list: { name: 'Still secret' } } } });

    // Version 3 knows only movies and public lists; this request carries the user's own token.
    const statuses = (): string[] => gateway.sandbox.requests.map(({ url }) => url).filter((url) => url.includes('item_status'));
    const holds = await ada.askV4(
      `{ viewer { list(id: ${id}) { a: contains(movie: 603) b: contains(tvSeries: 1396) c: contains(movie: 550) d: contains(tvSeries: 603) } } }`,
    );
    expect(holds.body).toEqual({ data: { viewer: { list: { a: true, b: true, c: false, d: false } } } });
    expect(statuses().toSorted()).toEqual(
      ['550&media_type=movie', '603&media_type=movie', '1396&media_type=tv', '603&media_type=tv']
        .map((of) => `/4/list/${id}/item_status?media_id=${of}`)
        .toSorted(),
    );
    expect(codesOf(await ada.ask('{ list(id: 1) { contains(tvSeries: 1396) } }'))).toEqual([['UNAUTHENTICATED', undefined]]);
    expect((await ada.askV4('{ list(id: 1) { contains(movie: 603) } }')).body.errors).toBeUndefined();
    expect(statuses()).toContain('/3/list/1/item_status?movie_id=603');

    // No other caller sees it, and no public entry is left behind.
    expect(codesOf(await gateway.ask(`{ list(id: ${id}) { public } }`))).toEqual([['FORBIDDEN', 39]]);
    const grace = await signIn(gateway, 'grace');
    expect(codesOf(await grace.askV4(`{ viewer { list(id: ${id}) { name public } } }`))).toContainEqual(['FORBIDDEN', 39]);
    const own = `{ viewer { list(id: ${id}) { name public sortedItems { totalCount } items { nodes { __typename ... on Node { id } } } } } }`;
    const asked = gateway.sandbox.requests.length;
    expect((await ada.askV4(own)).body).toMatchObject({
      data: { viewer: { list: { name: 'Still secret', public: false, sortedItems: { totalCount: 2 }, items: { nodes: [{}, {}] } } } },
    });
    expect(gateway.sandbox.requests.length - asked).toBe(1);

    const removed = await ada.askV4(
      `mutation { removeListItems(id: ${id}, items: [{ tvSeries: 1396 }, { movie: 550 }]) { results { success } } clearList(id: ${id}) { list { sortedItems { totalCount } } } }`,
    );
    expect(removed.body).toMatchObject({
      data: {
        removeListItems: { results: [{ success: true }, { success: false }] },
        clearList: { list: { sortedItems: { totalCount: 0 } } },
      },
    });
    const before = gateway.sandbox.requests.length;
    const rows = await ada.askV4('{ viewer { lists { nodes { name itemCount country public revenue runtime createdAt } } } }');
    expect(gateway.sandbox.requests.length - before, 'the rows have all fields').toBe(1);
    expect(rows.body).toMatchObject({
      data: { viewer: { lists: { nodes: [{ name: 'Still secret', itemCount: 0, country: 'BR', public: false }] } } },
    });
    expect((await ada.askV4(`mutation { deleteList(id: ${id}) { tmdbId } }`)).body.errors).toBeUndefined();
    expect(writes().filter((write) => write.includes('/4/list'))).toEqual([
      'POST /4/list {"public":0,"sort_by":"title.asc","name":"Secret","iso_639_1":"pt","iso_3166_1":"BR"}',
      `POST /4/list/${id}/items {"items":[{"media_type":"movie","media_id":603},{"media_type":"tv","media_id":1396},{"media_type":"movie","media_id":603}]}`,
      `PUT /4/list/${id}/items {"items":[{"media_type":"movie","media_id":603,"comment":"again"}]}`,
      `PUT /4/list/${id} {"name":"Still secret"}`,
      `DELETE /4/list/${id}/items {"items":[{"media_type":"tv","media_id":1396},{"media_type":"movie","media_id":550}]}`,
      `GET /4/list/${id}/clear`,
      `DELETE /4/list/${id}`,
    ]);
  });

  it('requires a user token for list mutations beyond version 3, and sends nothing without one', async () => {
    for (const mutation of [
      'updateList(id: 5, name: "x") { list { tmdbId } }',
      'updateListItems(id: 5, items: [{ movie: 1 }]) { results { success } }',
    ])
      expect(codesOf(await ada.ask(`mutation { ${mutation} }`))).toEqual([['UNAUTHENTICATED', undefined]]);
    for (const mutation of [
      'createList(name: "x", public: false) { list { tmdbId } }',
      'addListItems(id: 5, items: [{ tvSeries: 1 }]) { results { success } }',
      'addListItems(id: 5, items: [{ movie: 1 }, { movie: 2 }]) { results { success } }',
    ])
      expect(codesOf(await ada.ask(`mutation { ${mutation} }`))).toEqual([['BAD_USER_INPUT', undefined]]);
    expect(gateway.sandbox.requests).toEqual([]);
  });
});

describe('bad input', () => {
  it.each([
    'rateMovie(id: 603, rating: 0.25) { movie { id } }',
    'rateMovie(id: 603, rating: 11) { movie { id } }',
    'rateMovie(id: 603, rating: 0) { movie { id } }',
    'rateMovie(id: "603/rating", rating: 5) { movie { id } }',
    'rateTvEpisode(series: 1396, season: -1, number: 1, rating: 5) { tvEpisode { id } }',
    'setMovieFavorite(id: "popular", favorite: true) { movie { id } }',
    'createList(name: "") { list { tmdbId } }',
    'createList(name: "   ") { list { tmdbId } }',
    `createList(name: "${'x'.repeat(201)}") { list { tmdbId } }`,
    'clearList(id: "5/clear") { list { tmdbId } }',
    'clearList(id: "5?confirm=true") { list { tmdbId } }',
    'clearList(id: "5%2f6") { list { tmdbId } }',
    'clearList(id: "5\\r\\nHost: x") { list { tmdbId } }',
    `deleteList(id: "${'1'.repeat(10_000)}") { tmdbId }`,
    'addListItems(id: 5, items: []) { results { success } }',
    'addListItems(id: 5, items: [{}]) { results { success } }',
    'addListItems(id: 5, items: [{ movie: 1, tvSeries: 1 }]) { results { success } }',
    'addListItems(id: 5, items: [{ movie: "../1" }]) { results { success } }',
    'createRequestToken(redirectTo: "javascript:alert(1)") { requestToken }',
    'createRequestToken(redirectTo: "nowhere") { requestToken }',
    'createSession(requestToken: "") { sessionId }',
  ])('refuses %s before it sends anything', async (mutation) => {
    const headers = { 'tmdb-session-id': 'a'.repeat(40), 'tmdb-user-token': 'a.b.c' };
    const { body } = await gateway.ask(`mutation { ${mutation} }`, {}, headers);
    expect(codesOf({ body } as Asked)).toEqual([['BAD_USER_INPUT', undefined]]);
    expect(gateway.sandbox.requests).toEqual([]);
  });

  it.each(['rateMovie(id: 603, rating: "x") { movie { id } }', 'addListItems(id: 5, items: [{ person: 1 }]) { results { success } }'])(
    'refuses %s as an invalid document',
    async (mutation) => {
      const { body } = await gateway.ask(`mutation { ${mutation} }`);
      expect(body.errors).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
    },
  );

  it.each(['tmdb-session-id', 'tmdb-guest-session-id', 'tmdb-user-token'])(
    'refuses malformed values of the header %s without repeating them',
    async (header) => {
      for (const value of ['x/../y', 'a?b', '%2f', 'é', 'z'.repeat(10_000)]) {
        const response = await gateway.ask('{ viewer { username } }', {}, { [header]: value }).catch(() => undefined);
        if (response === undefined) continue; // Fetch itself refuses some.
        expect(JSON.stringify(response.body)).not.toContain(value);
        expect(codesOf(response)[0]).toEqual(['BAD_USER_INPUT', undefined]);
      }
      expect(gateway.sandbox.requests).toEqual([]);
    },
  );
});

describe('two users of one gateway', () => {
  it('keeps two users apart, in whatever order their requests come', async () => {
    const [ada, grace] = await Promise.all([signIn(gateway, 'ada'), signIn(gateway, 'grace')]);
    const movies = [603, 550, 680, 13, 1_000_001, 1_000_002];
    const { below, pick } = random(7);
    const ratings = new Map<User, Map<number, number | null>>([
      [ada, new Map()],
      [grace, new Map()],
    ]);
    const states = '{ movie(id: ID) { title accountStates { rating } } }';
    for (let round = 0; round < 25; round += 1) {
      await Promise.all(
        [ada, grace].map(async (user) => {
          const movie = pick(movies);
          const rating = (1 + below(20)) / 2;
          const known = ratings.get(user) ?? new Map<number, number | null>();
          const act = below(3);
          if (act === 0) {
            await user.ask(`mutation { rateMovie(id: ${movie}, rating: ${rating}) { movie { id } } }`);
            known.set(movie, rating);
          } else if (act === 1) {
            await user.ask(`mutation { unrateMovie(id: ${movie}) { movie { id } } }`);
            known.set(movie, null);
          }
          const { body, headers } = await user.ask(states.replace('ID', String(movie)));
          expect(body).toMatchObject({ data: { movie: { accountStates: { rating: known.get(movie) ?? null } } } });
          const other = user === ada ? grace : ada;
          expect(JSON.stringify([body, [...headers]])).not.toMatch(new RegExp(`${ada.session}|${grace.session}|${other.token}`));
        }),
      );
    }
    const rated = await Promise.all([ada, grace].map(({ ask }) => ask('{ viewer { ratedMovies { edges { rating node { tmdbId } } } } }')));
    for (const [index, { body }] of rated.entries()) {
      const { edges } = (body.data as { viewer: { ratedMovies: { edges: { rating: number; node: { tmdbId: number } }[] } } }).viewer
        .ratedMovies;
      const known = [...(ratings.get(index === 0 ? ada : grace) ?? [])].filter(([, rating]) => rating !== null);
      expect(Object.fromEntries(edges.map(({ rating, node }) => [node.tmdbId, rating]))).toEqual(Object.fromEntries(known));
    }
    // Public parts were shared: the details of each movie were requested once.
    const details = gateway.sandbox.requests.filter(({ url }) => /^\/3\/movie\/\d+(\?|$)/.test(url)).map(({ url }) => url);
    expect(new Set(details).size).toBe(details.length);
  });
});

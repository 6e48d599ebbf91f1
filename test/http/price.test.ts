import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalId } from '../../src/tmdb/id.ts';
import { schema } from '../../schema/index.ts';
import type { Estimate } from '../../src/tmdb/need.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { signIn } from '../support/accounts.ts';
import { choicesFrom, randomOperation } from '../support/random-operation.ts';

const MOST = 3;

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway({ env: { OPERATION_MAX_REQUESTS: String(MOST) }, sandbox: { generated: true } });
});
afterEach(() => gateway.close());

const movies = (count: number): number[] => Array.from({ length: count }, (_, n) => 1_000_000 + n);

const ROOTS: Record<string, (ids: readonly number[]) => [query: string, variables?: Record<string, unknown>]> = {
  aliases: (ids) => [`{ ${ids.map((id) => `a${id}: movie(id: ${id}) { title }`).join(' ')} }`],
  nodes: (ids) => ['query ($ids: [ID!]!) { nodes(ids: $ids) { id } }', { ids: ids.map((id) => globalId('Movie', id)) }],
};

describe.each(Object.entries(ROOTS))('%s', (name, ask) => {
  it(`answers ${name} that need as many requests as an operation may send`, async () => {
    const { body } = await gateway.ask(...ask(movies(MOST)));
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(MOST);
  });

  it(`refuses ${name} that are certain to need one request more, before it sends any`, async () => {
    const { status, body } = await gateway.ask(...ask(movies(MOST + 1)));
    expect(status).toBe(200);
    expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['QUERY_TOO_EXPENSIVE']));
    expect(gateway.asked()).toEqual([]);
  });

  it(`answers more ${name} when the cache has some of them`, async () => {
    await gateway.ask(...ask(movies(1)));
    const { body } = await gateway.ask(...ask(movies(MOST + 1)));
    expect(body.errors).toBeUndefined();
    expect(gateway.asked()).toHaveLength(MOST + 1);
  });

  it(`counts a movie once however often it is selected, after ${name}`, async () => {
    const { body } = await gateway.ask(...ask(movies(1)));
    const again = await gateway.ask(
      '{ a: movie(id: 1000001) { title } b: movie(id: 1000001) { runtime } c: movie(id: 1000001) { imdbId cast { totalCount } } d: movie(id: 1000001) { id } }',
    );
    expect([body.errors, again.body.errors]).toEqual([undefined, undefined]);
  });
});

it('answers entities of a router up to the cap on requests', async () => {
  const { body } = await gateway.ask('query ($refs: [_Any!]!) { _entities(representations: $refs) { ... on Movie { title } } }', {
    refs: movies(MOST + 2).map((tmdbId) => ({ __typename: 'Movie', tmdbId })),
  });
  expect(body.errors?.map(({ path, extensions: { code } }) => [path, code])).toEqual([
    [['_entities', MOST], 'QUERY_TOO_EXPENSIVE'],
    [['_entities', MOST + 1], 'QUERY_TOO_EXPENSIVE'],
  ]);
  expect(gateway.asked()).toHaveLength(MOST);
});

it('refuses the details of a list after its pages when only these show the cost', async () => {
  const { body } = await gateway.ask('{ searchMovies(query: "the", first: 5) { nodes { runtime } } }');
  expect(new Set(body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set(['QUERY_TOO_EXPENSIVE']));
  expect(gateway.asked()).toEqual([expect.stringMatching(/^\/3\/search\/movie/)]);
});

const PLAN = { 'tmdb-explain': 'plan' };
const RUNTIMES = (field: string): string => `{ ${field} { nodes { runtime } } }`;

/** A gateway with the default cap of a hundred requests. */
const capped = (env: Record<string, string> = {}): Promise<TestGateway> => startGateway({ env, sandbox: { generated: true } });

describe('a list that is known to be long', () => {
  it('is refused without a request when its details are certain to exceed the cap', async () => {
    await using wide = await capped();
    const { body } = await wide.ask(RUNTIMES('trendingMovies(first: 100)'));
    expect(body).toMatchObject({
      data: { trendingMovies: null },
      errors: [{ path: ['trendingMovies'], extensions: { code: 'QUERY_TOO_EXPENSIVE' } }],
    });
    expect(body.errors?.[0]?.message).toBe(
      'One operation may need 100 TMDB requests; this one needs 105, most of them for trendingMovies.nodes.runtime. Request less in one operation.',
    );
    expect(wide.asked()).toEqual([]);
  });

  it('is answered when it fits', async () => {
    await using wide = await capped();
    expect((await wide.ask(RUNTIMES('trendingMovies(first: 50)'))).body.errors).toBeUndefined();
    expect(wide.asked()).toHaveLength(53);
  });

  it('is answered when it fits because details are known', async () => {
    await using wide = await capped();
    await wide.ask(RUNTIMES('trendingMovies(first: 50)'));
    expect((await wide.ask(RUNTIMES('trendingMovies(first: 100)'))).body.errors).toBeUndefined();
  });

  it('is answered when two of its kind may share their rows', async () => {
    await using wide = await capped();
    const { body } = await wide.ask(
      `{ a: trendingMovies(first: 60) { nodes { runtime } } b: trendingMovies(first: 60) { nodes { imdbId } } }`,
    );
    expect(body.errors).toBeUndefined();
    expect(wide.asked()).toHaveLength(63);
  });
});

describe('a list of unknown length', () => {
  it('is answered when it turns out to be short', async () => {
    await using wide = await capped();
    const { body } = await wide.ask(RUNTIMES('discoverMovies(first: 100, filter: { voteCount: { gte: 20000 } })'));
    expect(body.errors).toBeUndefined();
    expect(wide.asked().length).toBeLessThan(40);
  });

  it('is refused after its pages, before any details, when it turns out to be long', async () => {
    await using wide = await capped();
    const { body } = await wide.ask(RUNTIMES('discoverMovies(first: 100, filter: { voteCount: { gte: 1 } })'));
    expect(new Set(body.errors?.map(({ message }) => message))).toEqual(
      new Set([
        'One operation may need 100 TMDB requests; this one needs 105, most of them for discoverMovies.nodes.runtime. Request less in one operation.',
      ]),
    );
    expect(wide.asked().map((url) => url.split('?')[0])).toEqual(Array.from({ length: 5 }, () => '/3/discover/movie'));
  });
});

describe('TMDB-Explain: plan', () => {
  it.each([
    ['{ movie(id: 603) { title keywords { name } directors { name } } }', { certain: 1, likely: 1, atMost: 1 }],
    ['{ trendingMovies(first: 20) { nodes { title runtime } } }', { certain: 21, likely: 21 }],
    ['{ trendingMovies(first: 20) { nodes { title } } }', { certain: 1, likely: 1 }],
    ['{ trendingMovies(first: 100) { nodes { runtime } } }', { certain: 105, likely: 105 }],
    ['{ movie(id: 550) { recommendations(first: 10) { nodes { runtime } } } }', { certain: 1, likely: 11 }],
    ['{ trendingMovies(page: 2) { totalCount nodes { popularity } } }', { certain: 1, likely: 1, atMost: 1 }],
    ['{ trendingMovies(page: 2) { nodes { runtime } } }', { certain: 1, likely: 21, atMost: 100 }],
    ['{ movie(id: 603) { similar(page: 2) { totalCount } reviews(page: 3) { totalCount } } }', { certain: 2, likely: 2, atMost: 2 }],
    ['{ moviesByIds(imdbIds: ["tt0133093", "tt9999999"]) { title } }', { certain: 2, likely: 2, atMost: 100 }],
    ['{ moviesByIds(ids: [603, 604]) { title } }', { certain: 2, likely: 2, atMost: 2 }],
    ['{ movieChanges(first: 7) { nodes { id title } } }', { certain: 1, likely: 8 }],
    ['{ movieChanges(first: 7) { edges { node { genres { name } } } } }', { certain: 1, likely: 8 }],
    ['{ personChanges(first: 7) { nodes { id tmdbId } } }', { certain: 1, likely: 1 }],
    ['{ movie(id: 550) { lists(first: 4) { nodes { name favoriteCount country } } } }', { certain: 1, likely: 1 }],
    ['{ movie(id: 550) { lists(first: 4) { nodes { name public } } } }', { certain: 1, likely: 5 }],
    ['{ tvSeries(tvdbId: 121361) { id tmdbId tvdbId } }', { certain: 1, likely: 1, atMost: 1 }],
    ['{ tvSeries(tvdbId: 121361) { name keywords { name } } }', { certain: 1, likely: 2, atMost: 2 }],
    ['{ tvEpisode(imdbId: "tt1480055") { id imdbId } }', { certain: 1, likely: 1, atMost: 1 }],
    ['{ tvSeriesByIds(imdbIds: ["tt0944947", "tt0903747", "tt0944947"]) { name } }', { certain: 2, likely: 4, atMost: 4 }],
    ['{ peopleByIds(imdbIds: ["nm0000093", "nm0000206"]) { id imdbId } }', { certain: 2, likely: 2, atMost: 2 }],
    ['{ find(source: IMDB, externalId: "tt0133093") { movies { title } } }', { certain: 1, likely: 1 }],
    [
      '{ find(source: IMDB, externalId: "tt0133093") { movies { runtime keywords { name } } tvSeries { homepage } } }',
      { certain: 1, likely: 2 },
    ],
    ['{ find(source: IMDB, externalId: "tt0133093") { movies { genres { name } } } }', { certain: 1, likely: 2 }],
    ['{ rateLimit { limit } }', { certain: 0, likely: 0, atMost: 0, byPath: [], dearest: null, templates: [] }],
  ])('prices %s without running it', async (query, price) => {
    await using wide = await capped();
    const { status, body, headers } = await wide.ask(query, {}, PLAN);
    expect([status, body]).toEqual([200, { data: null, extensions: { tmdb: { plan: expect.objectContaining(price) } } }]);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(wide.asked()).toEqual([]);
  });

  const PAIRS = '[{ __typename: "Movie", tmdbId: 603 }, { __typename: "Movie", id: "604" }, { __typename: "Movie", tmdbId: "603" }]';

  it.each<[query: string, price: Partial<Estimate>]>([
    [`{ _entities(representations: ${PAIRS}) { ... on Movie { title } } }`, { certain: 2, likely: 2, atMost: 2 }],
    [`{ _entities(representations: ${PAIRS}) { ... on Movie { tmdbId } } }`, { certain: 0, likely: 0, atMost: 0 }],
    [
      '{ _entities(representations: [{ __typename: "TvSeries", tvdbId: 121361 }, { __typename: "Person", imdbId: "nm0000206" }]) { ... on TvSeries { tvdbId } ... on Person { name } } }',
      { certain: 1, likely: 2, atMost: 2 },
    ],
    [
      '{ _entities(representations: [{ __typename: "Movie", imdbId: "tt0133093" }]) { ... on Movie { title } } }',
      { certain: 1, likely: 1, atMost: 100 },
    ],
    [
      '{ _entities(representations: [{ __typename: "Genre", tmdbId: 28 }]) { ... on Genre { name } } }',
      { certain: 1, likely: 1, atMost: 100 },
    ],
    [
      '{ _entities(representations: [{ __typename: "Movie", tmdbId: "x" }, { __typename: "None", tmdbId: 1 }, { tmdbId: 1 }, {}]) { ... on Movie { title } } }',
      { certain: 0, likely: 0, atMost: 0 },
    ],
    // One answer of `/find` serves several types.
    [
      '{ _entities(representations: [{ __typename: "Movie", wikidataId: "Q83495" }, { __typename: "Movie", wikidataId: "Q190050" }, { __typename: "Person", wikidataId: "Q83495" }, { __typename: "Person", wikidataId: "Q190050" }]) { ... on Movie { tmdbId } ... on Person { tmdbId } } }',
      { certain: 2, likely: 2, atMost: 2 },
    ],
    // Of these lists each movie is on some others, and one is named alone.
    [
      '{ a: moviesByIds(ids: [603, 604, 605, 550]) { title } b: moviesByIds(ids: [604, 605, 550, 551]) { similar(page: 2) { totalCount } c: similar(page: 3) { totalCount } } movie(id: 550) { d: similar(page: 4) { totalCount } keywords { name } } }',
      { certain: 10, likely: 10, atMost: 10 },
    ],
    [
      '{ tvSeriesByIds(ids: [1399, 1396, 1668]) { name season(number: 1) { name videos { name } } } tvSeason(series: 1396, number: 1) { name credits: cast { nodes { name } } } }',
      { certain: 3, likely: 3 },
    ],
    [
      '{ moviesByIds(ids: [603, 604, 605]) { genres { id } similar(page: 2) { totalCount } } movieGenres { name } }',
      { certain: 4, likely: 4, atMost: 4 },
    ],
  ])('prices %s as what it then costs', async (query, price) => {
    await using wide = await capped();
    const { body } = await wide.ask(query, {}, PLAN);
    expect(body.extensions?.['tmdb']).toMatchObject({ plan: price });
    await wide.ask(query);
    expect(wide.asked()).toHaveLength(price.likely ?? 0);
    expect((await wide.ask(query, {}, PLAN)).body.extensions?.['tmdb']).toMatchObject({ plan: { likely: 0 } });
  });

  it('knows which of several movies, and what of each, is cached', async () => {
    await using wide = await capped();
    await wide.ask(
      '{ a: moviesByIds(ids: [603, 604]) { title } b: movie(id: 604) { keywords { name } } movie(id: 605) { keywords { name } } }',
    );
    const query = '{ moviesByIds(ids: [603, 604, 605, 550, 551]) { title keywords { name } similar(page: 2) { totalCount } } }';
    wide.asked();
    const { body } = await wide.ask(query, {}, PLAN);
    await wide.ask(query);
    expect(body.extensions?.['tmdb']).toMatchObject({
      plan: { certain: 5, likely: wide.asked().length, templates: expect.arrayContaining([{ path: 'Movie', appended: 2, count: 3 }]) },
    });
  });

  it('names the fields for which requests for several objects were sent', async () => {
    await using wide = await capped();
    const { body } = await wide.ask(
      '{ moviesByIds(ids: [603, 604, 605]) { title } nodes(ids: ["TW92aWU6NTUw", "TW92aWU6NTUx"]) { ... on Movie { title } } }',
      {},
      { 'tmdb-explain': '1' },
    );
    expect(body.extensions?.['tmdb']).toMatchObject({
      byPath: [
        { path: 'moviesByIds', requests: 3 },
        { path: 'nodes', requests: 2 },
      ],
    });
  });

  it.each([
    // 99 similar pages of each of a hundred movies.
    [100, (plan: Estimate) => plan.certain === 9900 && plan.likely === 9900 && plan.atMost === 9900 && plan.isCut === undefined],
    // Too many ids, which the field refuses.
    [101, (plan: Estimate) => plan.certain === 0 && plan.likely === 0],
  ])('prices a selection on %i nodes no higher than it may cost', async (count, isRight) => {
    await using wide = await capped();
    const pages = Array.from({ length: 99 }, (_, n) => `a${n}: similar(page: ${n + 1}) { totalCount }`).join(' ');
    const ids = movies(count).map((id) => globalId('Movie', id));
    const { body } = await wide.ask(`query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Movie { ${pages} } } }`, { ids }, PLAN);
    const { plan } = (body.extensions?.['tmdb'] ?? {}) as { plan: Estimate };
    expect(plan).toSatisfy(isRight);
  });

  it('prices a document that multiplies its selection as a whole', async () => {
    await using wide = await capped({ OPERATION_MAX_REQUESTS: '10000' });
    const fields = 'title keywords { name } videos { name } cast { totalCount } recommendations { totalCount }';
    const selection = Array.from({ length: 49 }, (_, n) => `a${n}: nodes(ids: $ids) { ... on Movie { ${fields} } }`).join(' ');
    const ids = movies(100).map((id) => globalId('Movie', id));
    const { body } = await wide.ask(`query ($ids: [ID!]!) { ${selection} last: movie(id: 603) { title } }`, { ids }, PLAN);
    expect(body.extensions?.['tmdb']).toMatchObject({ plan: { certain: 101, likely: 101, atMost: 10_000 } });
    expect(body.extensions?.['tmdb']).not.toMatchObject({ plan: { isCut: true } });
  });

  it('says that it gives the least that an operation needs which selects more than is priced', async () => {
    await using wide = await capped({ OPERATION_MAX_REQUESTS: '10000' });
    const ids = Array.from({ length: 100 }, (_, n) => globalId('TvEpisode', `1399-1-${n + 1}`));
    const selection = Array.from({ length: 40 }, (_, n) => `a${n}: externalIds { imdbId }`).join(' ');
    const query = `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on TvEpisode { ${selection} } } movie(id: 603) { title } }`;
    const { body } = await wide.ask(query, { ids }, PLAN);
    const { plan } = (body.extensions?.['tmdb'] ?? {}) as { plan: Estimate };
    expect(plan).toMatchObject({ isCut: true, atMost: 10_000 });
    expect(plan.certain).toBeGreaterThan(30);
    expect(plan.certain).toBeLessThan(101);
  });

  it.each(['{ movieChanges(first: 7) { nodes { title } } }', '{ movie(id: 603) { lists(first: 4) { nodes { name public } } } }'])(
    'expects the requests that %s needs, whose rows lack what other lists bring',
    async (query) => {
      await using wide = await capped();
      const { body } = await wide.ask(query, {}, PLAN);
      expect((await wide.ask(query)).body.errors).toBeUndefined();
      expect(body.extensions?.['tmdb']).toMatchObject({ plan: { likely: wide.asked().length } });
    },
  );

  it('expects the request for the number of an account before that for its list, but none by user token', async () => {
    await using wide = await capped();
    const { session, token } = await signIn(wide, 'ada');
    wide.asked();
    const query = '{ viewer { watchlistMovies(first: 3) { nodes { title } } } }';
    for (const [headers, likely] of [
      [{ 'tmdb-session-id': session }, 2],
      [{ 'tmdb-user-token': token }, 1],
    ] as const) {
      const { body } = await wide.ask(query, {}, { ...headers, ...PLAN });
      expect(body.extensions?.['tmdb']).toMatchObject({ plan: { likely } });
      expect((await wide.ask(query, {}, headers)).body.errors).toBeUndefined();
      expect(wide.asked()).toHaveLength(likely);
    }
  });

  it('says by field and by kind of request where the requests go', async () => {
    await using wide = await capped();
    const { body } = await wide.ask('{ trendingMovies(first: 3) { nodes { runtime keywords { name } } } }', {}, PLAN);
    expect(body.extensions?.['tmdb']).toMatchObject({
      plan: {
        byPath: [
          { path: 'trendingMovies.nodes.runtime', requests: 3 },
          { path: 'trendingMovies', requests: 1 },
        ],
        dearest: { path: 'trendingMovies.nodes.runtime', requests: 3 },
        templates: [
          { path: 'trending/movie', appended: 0, count: 1 },
          { path: 'Movie', appended: 1, count: 3 },
        ],
      },
    });
  });

  it('counts what is known in what is likely alone', async () => {
    await using wide = await capped();
    const query = '{ movie(id: 603) { title } }';
    await wide.ask(query);
    expect((await wide.ask(query, {}, PLAN)).body.extensions?.['tmdb']).toMatchObject({ plan: { certain: 1, likely: 0 } });
  });

  it('writes nothing', async () => {
    await using wide = await capped();
    const { body } = await wide.ask('mutation { createGuestSession { guestSessionId } }', {}, PLAN);
    expect(body.data).toBeNull();
    expect(wide.asked()).toEqual([]);
    expect(body.extensions?.['tmdb']).toMatchObject({
      plan: { certain: 1, likely: 1, atMost: 2, byPath: [{ path: 'createGuestSession', requests: 1 }] },
    });
  });

  it('has the writes of a mutation, and the account that they are about', async () => {
    await using wide = await capped();
    const { session } = await signIn(wide, 'ada');
    const query = 'mutation { setMovieWatchlist(id: 603, watchlist: true) { movie { title accountStates { watchlist } } } }';
    const headers = { 'tmdb-session-id': session };
    const { body } = await wide.ask(query, {}, { ...PLAN, ...headers });
    const { plan } = (body.extensions as { tmdb: { plan: Estimate } }).tmdb;
    wide.asked();
    expect((await wide.ask(query, {}, headers)).body.errors).toBeUndefined();
    const { length } = wide.asked();
    expect(length).toBe(4);
    expect([plan.certain, plan.likely, plan.atMost]).toEqual([1, 3, 4]);
    expect(plan.byPath.map(({ path }) => path)).toContain('setMovieWatchlist');
  });

  it('has a request of its own for what is personal', async () => {
    await using wide = await capped();
    const { session } = await signIn(wide, 'ada');
    const headers = { 'tmdb-session-id': session };
    for (const [query, requests] of [
      ['{ movie(id: 605) { title keywords { name } accountStates { watchlist rating } } }', 2],
      ['{ tvEpisode(series: 1396, season: 1, number: 1) { name accountStates { rating } } }', 2],
    ] as const) {
      const { body } = await wide.ask(query, {}, { ...PLAN, ...headers });
      const { plan } = (body.extensions as { tmdb: { plan: Estimate } }).tmdb;
      expect(plan).toMatchObject({ certain: requests, likely: requests });
      expect(plan.atMost).toBeGreaterThanOrEqual(requests);
      wide.asked();
      expect((await wide.ask(query, {}, headers)).body.errors).toBeUndefined();
      expect(wide.asked()).toHaveLength(requests);
    }
  });

  it('reports variables that cannot be coerced', async () => {
    await using wide = await capped();
    const { body } = await wide.ask('query ($id: ID!) { movie(id: $id) { title } }', {}, PLAN);
    expect(body.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  it('is never exceeded, what is certain is sent, and an operation that fits is answered', { timeout: 300_000 }, async () => {
    const operation = fc
      .array(fc.nat(999), { minLength: 150, maxLength: 150, size: 'max' })
      .map((tape) => randomOperation(schema, choicesFrom(tape)));
    /** Operations of which nothing depends on what TMDB answers, and those of them that needed what was likely. */
    const foreseen = { all: 0, right: 0 };
    await fc.assert(
      fc.asyncProperty(operation, async (query) => {
        await using cold = await capped({ OPERATION_MAX_REQUESTS: '1000' });
        const { body } = await cold.ask(query, {}, PLAN);
        fc.pre(body.errors === undefined);
        expect(cold.asked()).toEqual([]);
        const { plan } = (body.extensions?.['tmdb'] ?? {}) as { plan: Estimate };
        await cold.ask(query);
        const measured = cold.asked().length;
        expect(plan.certain, query).toBeLessThanOrEqual(measured);
        expect(plan.atMost, query).toBeGreaterThanOrEqual(measured);
        if (plan.certain === plan.likely) {
          foreseen.all += 1;
          if (plan.likely === measured) foreseen.right += 1;
        }
        await using tight = await capped({ OPERATION_MAX_REQUESTS: String(Math.max(1, measured)) });
        const again = await tight.ask(query);
        expect((again.body.errors ?? []).map(({ extensions }) => extensions.code)).not.toContain('QUERY_TOO_EXPENSIVE');
      }),
      { numRuns: Number(process.env['PRICE_RUNS'] ?? 80), seed: 17 },
    );
    expect(foreseen.all).toBeGreaterThan(10);
    expect(foreseen.right / foreseen.all).toBeGreaterThanOrEqual(0.95);
  });
});

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILING_STATUSES, OTHER_FAILURES } from '../../src/sandbox/server/failing-ids.ts';
import { fieldOf, startGateway, type TestGateway } from '../support/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
});
afterAll(() => gateway.close());

const TOO_MANY = 9_000_025;

const errorOf = async (query: string, { ask }: Pick<TestGateway, 'ask'> = gateway) => {
  const { body } = await ask(query);
  return body.errors?.map(({ extensions: { code, retryAfter, tmdb } }) => ({ code, retryAfter, status: tmdb?.status ?? null }));
};

/** The codes that the documentation promises, by id. */
const PROMISED = new Map(
  readFileSync(new URL('../../docs/sandbox.md', import.meta.url), 'utf8')
    .matchAll(/^\| `([A-Z_]+)` \| ([\d, ]+) \|$/gm)
    .flatMap(([, code = '', ids = '']) => ids.split(', ').map((id) => [Number(id), code] as const)),
);

describe('ids that fail on purpose', () => {
  it('names every one of them in the documentation', () => {
    const ids = [...FAILING_STATUSES.keys(), ...Object.keys(OTHER_FAILURES).map(Number)];
    expect([...PROMISED.keys()].toSorted((a, b) => a - b)).toEqual(ids);
  });

  describe.concurrent('by id', () => {
    it.for([...PROMISED].filter(([id]) => id !== TOO_MANY))(
      'answers movie %i with the documented code %s',
      { timeout: 30_000 },
      async ([id, code], { expect }) => {
        expect(await errorOf(`{ movie(id: ${id}) { title } }`)).toMatchObject([{ code, status: FAILING_STATUSES.get(id) ?? null }]);
      },
    );
  });

  it('lets all other ids be answered when each of them has failed', async () => {
    const { body } = await gateway.ask('{ movie(id: 603) { title } person(id: 31) { name } tvSeries(id: 1399) { name } }');
    expect(body.errors).toBe(undefined);
  });

  it('fails for series, persons, their parts and writes alike', async () => {
    expect(await errorOf('{ tvSeries(id: 9000034) { name } }')).toMatchObject([{ code: 'NOT_FOUND', status: 34 }]);
    expect(await errorOf('{ person(id: 9000033) { name } }')).toMatchObject([{ code: 'UNAUTHENTICATED', status: 33 }]);
    expect(await errorOf('{ tvSeason(series: 9000039, number: 1) { name } }')).toMatchObject([{ code: 'FORBIDDEN', status: 39 }]);
    const guest = await gateway.ask('mutation { createGuestSession { guestSessionId } }');
    const { guestSessionId } = fieldOf<{ guestSessionId: string }>(guest, 'createGuestSession');
    const rated = await gateway.ask(
      'mutation { rateMovie(id: 9000008, rating: 8) { movie { id } } }',
      {},
      { 'tmdb-guest-session-id': guestSessionId },
    );
    expect(rated.body.errors).toMatchObject([{ extensions: { code: 'CONFLICT' } }]);
  });

  it('refuses with a 429 at once, and pauses the class of its path for as long, others for two seconds', { timeout: 20_000 }, async () => {
    await using gateway = await startGateway();
    expect(await errorOf('{ movie(id: 603) { title } }', gateway)).toBe(undefined);
    const since = performance.now();
    expect(await errorOf(`{ movie(id: ${TOO_MANY}) { title } }`, gateway)).toEqual([{ code: 'RATE_LIMITED', retryAfter: 11, status: 25 }]);
    expect(performance.now() - since).toBeLessThan(2000);
    expect(await errorOf('{ movie(id: 603) { title } }', gateway)).toBe(undefined);
    expect(await errorOf('{ movie(id: 604) { title } }', gateway)).toMatchObject([{ code: 'RATE_LIMITED' }]);
    expect(await errorOf('{ person(id: 31) { name } }', gateway)).toBe(undefined);
  });

  it('has a movie, a series and a person of which nothing but the name is known', async () => {
    const { body } = await gateway.ask(`{
      movie(id: 9000000) {
        title overview tagline runtime releaseDate homepage budget revenue voteCount poster { path } backdrop { path } logo { path }
        genres { name } collection { name } externalIds { imdbId } cast(first: 3) { nodes { name } } keywords { name } trailer { url }
        watchProviders(watchRegions: [US]) { flatrate { name } } recommendations(first: 3) { nodes { title } }
        reviews(first: 2) { nodes { content } } certification(region: US) images { posters { path } } productionCompanies { name }
      }
      tvSeries(id: 9000000) { name overview firstAirDate poster { path } seasons { name } networks { name } nextEpisodeToAir { name } }
      person(id: 9000000) { name biography birthday deathday placeOfBirth profile { path } combinedCredits { cast(first: 2) { nodes { __typename } } } }
    }`);
    expect(body.errors).toBe(undefined);
    expect(body.data).toEqual({
      movie: {
        title: expect.stringMatching(/./),
        ...Object.fromEntries(
          ['overview', 'tagline', 'runtime', 'releaseDate', 'homepage', 'budget', 'revenue'].map((name) => [name, null]),
        ),
        ...Object.fromEntries(['poster', 'backdrop', 'logo', 'collection', 'trailer', 'certification'].map((name) => [name, null])),
        ...Object.fromEntries(['genres', 'keywords', 'watchProviders', 'productionCompanies'].map((name) => [name, []])),
        ...Object.fromEntries(['cast', 'recommendations', 'reviews'].map((name) => [name, { nodes: [] }])),
        voteCount: 0,
        externalIds: { imdbId: null },
        images: { posters: [] },
      },
      tvSeries: {
        name: expect.stringMatching(/./),
        overview: null,
        firstAirDate: null,
        poster: null,
        seasons: [],
        networks: [],
        nextEpisodeToAir: null,
      },
      person: {
        name: expect.stringMatching(/./),
        ...Object.fromEntries(['biography', 'birthday', 'deathday', 'placeOfBirth', 'profile'].map((name) => [name, null])),
        combinedCredits: { cast: { nodes: [] } },
      },
    });
  });

  it('fails for none of these ids when the sandbox generates nothing', async () => {
    await using gateway = await startGateway({ sandbox: { generated: false } });
    expect(await errorOf('{ movie(id: 9000039) { title } }', gateway)).toMatchObject([{ code: 'NOT_FOUND', status: 34 }]);
  });
});

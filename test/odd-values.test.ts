import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { random } from '../src/sandbox/generated/random.ts';
import { startSandbox } from '../src/sandbox/server/server.ts';
import { startGateway, type Asked } from './support/gateway.ts';
import { signIn } from './support/accounts.ts';

/** TMDB promises no types: whatever replaces a value, the gateway answers, without a fault of its own. */
const ODD = [null, 0, -1, 1.5, 1e300, '', 'x', 'constructor', true, false, [], {}, [null], [[]], { a: 1 }, '2020-13-45', '0', [5]] as const;

const DOCUMENTS = new URL('../schema/examples/', import.meta.url);
const documents = readdirSync(DOCUMENTS)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => readFileSync(new URL(file, DOCUMENTS), 'utf8'))
  .filter((text) => !text.includes('mutation') && !text.includes('viewer'));

const WIDE = [
  `{ movie(id: 603) { title releaseDate releaseYear isReleased runtime budget genres { name } certification cast { nodes { name } edges { character } }
     crew { edges { job } } directors { name } keywords { name } videos { key } images { posters { path } } releaseDates { releases { date } }
     recommendations { nodes { title } } similar { nodes { title genres { name } } } reviews { nodes { content author { name } } } watchProviders { link }
     alternativeTitles { title } externalIds { wikidataId } translations { language } collection { name } productionCompanies { name } } }`,
  `{ tvSeries(id: 1399) { name firstAirDate lastAirDate seasons { name airDate episodes { name airDate isAired guestStars { nodes { name } } crew { edges { job } } } }
     creators { name } networks { name } aggregateCast { edges { node { name } } } contentRatings { rating } episodeRuntimes season(number: 1) { name }
     lastEpisodeToAir { name } originCountries recommendations { nodes { name } } } }`,
  `{ person(id: 287) { name birthday deathday age movieCredits { cast { edges { character } } crew { edges { job } } } tvCredits { cast { edges { character } } }
     combinedCredits { cast { edges { node { __typename } } } } images { profiles { path } } taggedImages { nodes { image { __typename } } } externalIds { imdbId } } }`,
  '{ popularPeople { nodes { name knownFor { __typename } } } search(query: "a") { nodes { __typename } } trending { nodes { __typename } } }',
  '{ upcomingMovies(first: 40) { nodes { title releaseDate } dates { minimum maximum } } movieGenres { name } countries { name } }',
];

/** Starts a TMDB that replaces a share of its values, always the same ones for one seed. */
async function startOdd(seed: number, share: number): Promise<string> {
  const sandbox = await startSandbox({ rateLimit: Infinity });
  const { below, pick } = random(seed);
  const change = (value: unknown): unknown => {
    if (below(1000) < share * 1000) return pick(ODD);
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).flatMap(([key, one]) => (below(3000) < share * 1000 ? [] : [[key, key === 'status_code' ? one : change(one)]])),
    );
  };
  const server = createServer(async (request, response) => {
    const answer = await fetch(`${sandbox.origin}${request.url}`, { headers: { authorization: 'Bearer sandbox' } });
    const json = (await answer.json()) as Record<string, unknown>;
    // Odd values within a response, not another response.
    const odd = answer.ok ? Object.fromEntries(Object.entries(json).map(([key, value]) => [key, change(value)])) : json;
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(Array.isArray(json) ? json.map(change) : odd));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await sandbox.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // A TCP server's address is never a string.
}

/** Faults of the gateway, errors that blame the caller for them, and those of invalid documents, which would test nothing. */
const FAULTS: readonly string[] = ['INTERNAL_SERVER_ERROR', 'BAD_USER_INPUT', 'GRAPHQL_VALIDATION_FAILED', 'GRAPHQL_PARSE_FAILED'];

const faultsOf = ({ body }: Asked): string[] =>
  (body.errors ?? []).filter(({ extensions }) => FAULTS.includes(extensions.code)).map(({ path, message }) => path?.join('.') ?? message);

describe('values of any type', () => {
  it.each([
    [1, 0.005],
    [2, 0.02],
    [3, 0.02],
    [4, 0.1],
    [5, 0.1],
    [6, 0.3],
  ])('answers without a fault of its own when TMDB’s values are of any type (seed %i, %d of all values)', async (seed, share) => {
    const origin = await startOdd(seed, share);
    const faults: string[] = [];
    for (let round = 0; round < 4; round += 1) {
      await using gateway = await startGateway({ env: { TMDB_API_URL: origin, OPERATION_DEADLINE_MS: '5000' } });
      for (const document of [...WIDE, ...documents]) faults.push(...faultsOf(await gateway.ask(document)));
    }
    expect(faults).toEqual([]);
  });

  it.each([1.5, 'x', [1, 2], -1, 1e300, null, {}, 0])('stops reading pages when TMDB gives %j as their number', async (pages) => {
    await using gateway = await startGateway();
    const page = { page: 1, results: [{ id: 1, title: 'x' }], total_pages: pages, total_results: pages };
    gateway.sandbox.program({ faults: [{ path: '/3/movie/popular*', answer: { http: 200, body: JSON.stringify(page) } }] });
    const { body } = await gateway.ask('{ popularMovies(first: 60) { nodes { title } totalCount pageInfo { hasNextPage } } }');
    expect(body.errors).toBeUndefined();
    expect(body.data).toMatchObject({ popularMovies: { nodes: [{ title: 'x' }] } });
  });

  it.each(['3', ' 3 ', '3.0'])('reads the text %j as the number of pages and of rows', async (count) => {
    await using gateway = await startGateway();
    const page = (id: number): object => ({ page: String(id), results: [{ id, title: 'x' }], total_pages: count, total_results: count });
    const answer = (id: number) => ({ http: 200, body: JSON.stringify(page(id)) });
    gateway.sandbox.program({ faults: [1, 2, 3].map((id) => ({ path: '/3/movie/popular*', times: 1, answer: answer(id) })) });
    const { body } = await gateway.ask(
      '{ popularMovies(first: 3) { nodes { tmdbId } totalCount reachableCount pageInfo { hasNextPage } } }',
    );
    expect(body).toEqual({
      data: {
        popularMovies: {
          nodes: [{ tmdbId: 1 }, { tmdbId: 2 }, { tmdbId: 3 }],
          totalCount: 3,
          reachableCount: 3,
          pageInfo: { hasNextPage: false },
        },
      },
    });
    expect(gateway.asked()).toHaveLength(3);
  });

  it.each(['', 'many', '3 pages', '1,000', 'Infinity', 'NaN', '1.5', '-3', 'x'.repeat(1000), true, [3]])(
    'stops reading after one page when TMDB gives %.20j as the number of pages',
    async (pages) => {
      await using gateway = await startGateway();
      const page = { page: pages, results: [{ id: 1, title: 'x' }], total_pages: pages, total_results: pages };
      gateway.sandbox.program({ faults: [{ path: '/3/movie/popular*', answer: { http: 200, body: JSON.stringify(page) } }] });
      const { body } = await gateway.ask('{ popularMovies(first: 20) { nodes { title } totalCount pageInfo { hasNextPage } } }');
      expect(body).toEqual({
        data: { popularMovies: { nodes: [{ title: 'x' }], totalCount: pages === '-3' ? 0 : 1, pageInfo: { hasNextPage: false } } },
      });
      expect(gateway.asked()).toHaveLength(1);
    },
  );

  it('ignores a value that is nested without end', async () => {
    await using gateway = await startGateway();
    const body = `{"id":603,"title":"The Matrix","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer: { http: 200, body } }] });
    expect((await gateway.ask('{ movie(id: 603) { title } }')).body).toEqual({ data: { movie: { title: 'The Matrix' } } });
  });

  it.each(['../movie/603?x=', 'a b', 'x y\r\nEvil: 1', '１', undefined, null, {}])(
    'puts %j, given as the id of a new list, into no path',
    async (id) => {
      await using gateway = await startGateway();
      const ada = await signIn(gateway, 'ada');
      gateway.asked();
      const made = JSON.stringify({ success: true, status_code: 1, list_id: id });
      gateway.sandbox.program({ faults: [{ path: '/3/list', method: 'POST', answer: { http: 201, body: made } }] });
      for (let time = 0; time < 20; time += 1) {
        const { body } = await ada.ask('mutation { createList(name: "Mine", language: "en") { list { name } } }');
        expect(body.errors).toMatchObject([{ extensions: { code: 'UPSTREAM_BAD_RESPONSE' } }]);
      }
      expect(gateway.asked().filter((url) => !url.startsWith('/3/list?'))).toEqual([]);
      expect((await gateway.ask('{ movie(id: 603) { title } }')).body.errors).toBeUndefined();
    },
  );
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedError } from '../../support/gateway.ts';
import { startApolloGateway, startHiveGateway } from './routers.ts';
import { startSupergraph, type Supergraph } from './supergraph.ts';

const ROUTERS = ['@apollo/gateway', '@graphql-hive/gateway'] as const;

const supergraphs = new Map<(typeof ROUTERS)[number], Supergraph>();
beforeAll(async () => {
  const [apollo, hive] = await Promise.all([startSupergraph(startApolloGateway), startSupergraph(startHiveGateway)]);
  supergraphs.set('@apollo/gateway', apollo).set('@graphql-hive/gateway', hive);
});
afterAll(async () => {
  for (const one of supergraphs.values()) await one[Symbol.asyncDispose]();
});

const behind = (router: (typeof ROUTERS)[number]): Supergraph => supergraphs.get(router) as Supergraph; // Started before all tests.

const MOVIE = 'title imdbId directors { name }';

describe.each(ROUTERS)('behind %s', (name) => {
  it.each([
    ['numbers', '{ watchParties { nodes { host movie { tmdbId watchParties { id } } } } }'],
    ['IMDb ids', '{ awards { id movie { imdbId awards { id } } } }'],
  ])(`spends no TMDB request on fields of another subgraph, %s included, behind ${name}`, async (_keys, query) => {
    const supergraph = behind(name);
    supergraph.asked();
    const { data, errors } = await supergraph.ask(query);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).match(/"movie":/g)).toHaveLength(20);
    expect(supergraph.asked()).toEqual([]);
  });

  it(`spends twenty TMDB requests on twenty movies by number, twenty by IMDb id, and none again, behind ${name}`, async () => {
    const supergraph = behind(name);
    supergraph.asked();
    const costOf = async (query: string) => {
      const { data, errors } = await supergraph.ask(query);
      expect(errors).toBeUndefined();
      return { movies: JSON.stringify(data).match(/"title":"/g)?.length, requests: supergraph.asked().length };
    };
    const byNumber = `{ watchParties { nodes { host movie { ${MOVIE} } } } }`;
    const byImdbId = `{ awards { id movie { ${MOVIE} } } }`;
    expect(await costOf(byNumber)).toEqual({ movies: 20, requests: 20 });
    expect(await costOf(byImdbId)).toEqual({ movies: 20, requests: 20 });
    expect(await costOf(byNumber)).toEqual({ movies: 20, requests: 0 });
    expect(await costOf(byImdbId)).toEqual({ movies: 20, requests: 0 });
  });
});

type Failure = [path: string, code: string];

/** Operations across several subgraphs: a title, the query, its failures as Apollo reports them, and headers. */
const QUERIES: [title: string, query: string, failures?: Failure[], headers?: Record<string, string>][] = [
  ['movies of another subgraph, by number', `{ watchParties { nodes { id host movie { id tmdbId ${MOVIE} } } pageInfo { hasNextPage } } }`],
  ['movies of another subgraph, by IMDb id', `{ awards { id movie { id tmdbId ${MOVIE} } } }`],
  [
    'a series of another subgraph by its number at TheTVDB, and fields of that subgraph on a series of ours',
    '{ award(id: "golden-throne") { series { tmdbId name awards { id } } } tvSeries(id: 1399) { name awards { id } } }',
  ],
  ['fields of others on a movie of ours', '{ movie(id: 603) { title watchParties { host } awards { id winner { name birthday } } } }'],
  [
    'a field that requires one of ours',
    '{ watchParty(id: "fight") { movie { watchPartyMinutes } } movie(id: 550) { runtime watchPartyMinutes } }',
  ],
  [
    'a field that requires one of ours, in a list of ours',
    '{ trendingMovies(first: 5) { nodes { title watchPartyMinutes watchParties { id } } pageInfo { hasNextPage } } }',
  ],
  [
    'a path from one subgraph through ours to the third',
    '{ watchParty(id: "matrix") { movie { title awards { id winner { name awards { id } } } } } }',
  ],
  [
    'unions',
    '{ search(query: "Matrix", first: 5) { nodes { ... on Movie { title watchParties { id } } ... on Person { name awards { id } } } } }',
  ],
  [
    'types that all may define',
    '{ watchParty(id: "matrix") { country { code name } movie { productionCountries { code englishName } } } }',
  ],
  ['a language of the caller', '{ watchParty(id: "matrix") { movie { title genres { name } } } }', [], { 'accept-language': 'de' }],
  [
    'regions of the caller',
    '{ watchParty(id: "matrix") { movie { certification watchProviders { country } } } }',
    [],
    { 'tmdb-region': 'DE', 'tmdb-watch-region': 'DE' },
  ],
  [
    'movies and people that TMDB does not have',
    '{ watchParty(id: "lost") { host movie { tmdbId title } } award(id: "lost") { id movie { title } winner { name } } }',
    [
      ['award.movie', 'NOT_FOUND'],
      ['award.winner', 'NOT_FOUND'],
      ['watchParty.movie', 'NOT_FOUND'],
    ],
  ],
  [
    'an unknown movie beside a known one',
    '{ good: watchParty(id: "fight") { movie { title } } bad: watchParty(id: "lost") { movie { title runtime } } }',
    [['bad.movie', 'NOT_FOUND']],
  ],
  [
    'bad input, and a movie that does not exist',
    '{ bad: movie(id: "x") { title watchParties { id } } none: movie(id: 999999) { title awards { id } } }',
    [
      ['bad', 'BAD_USER_INPUT'],
      ['none', 'NOT_FOUND'],
    ],
  ],
  [
    'a regional header with an invalid value',
    '{ watchParty(id: "matrix") { host movie { title } } }',
    [['', 'BAD_USER_INPUT']],
    { 'tmdb-region': 'Germany' },
  ],
];

const placeOf = ({ path = [] }: AskedError): string => path.join('.');

/** The failures at these places: Apollo reports the failed object, Hive each of its fields; both count once, for the object. */
const failuresAt = (errors: readonly AskedError[], places: readonly string[]) =>
  new Set(
    errors.map((error) => JSON.stringify([places.find((place) => placeOf(error).startsWith(place)), error.message, error.extensions])),
  );

/** Asks both routers, and expects of both the same answer with these failures. */
async function expectAlike(query: string, failures: readonly Failure[], headers: Record<string, string>): Promise<void> {
  const [apollo, hive] = ROUTERS;
  const [{ data, errors = [] }, other] = await Promise.all([behind(apollo).ask(query, headers), behind(hive).ask(query, headers)]);
  expect(errors.map((error) => [placeOf(error), error.extensions.code]).toSorted()).toEqual(failures.toSorted());
  expect(data).toEqual(other.data);
  const places = errors.map(placeOf);
  expect(failuresAt(other.errors ?? [], places)).toEqual(failuresAt(errors, places));
}

it.each(QUERIES)('answers alike through both routers: %s', async (_title, query, failures = [], headers = {}) =>
  expectAlike(query, failures, headers),
);

const HUNDRED = Array.from({ length: 100 }, (_, index) => 1_000_500 + index);

/** Operations over three subgraphs on objects that no other operation here has: what they cost behind each router. */
const PRICED: [title: string, requests: number, query: string, failures?: Failure[]][] = [
  ['ratings of movies and series that start at the ratings', 4, '{ picks(first: 4) { title ratings { average votes } } }'],
  [
    'ratings of a movie and a series of ours',
    2,
    '{ movie(id: 1000410) { title ratings { votes } watchParties { id } } tvSeries(id: 1000048) { name ratings { votes } awards { id } } }',
  ],
  ['ratings in a list of ours', 4, '{ popularMovies(first: 3) { nodes { title ratings { average } watchParties { id } } } }'],
  [
    'ratings of the rows of a movie of ours',
    3,
    '{ movie(id: 1000420) { recommendations(first: 2) { nodes { title ratings { votes } watchParties { id } } } } }',
  ],
  [
    'ratings of a node',
    1,
    '{ node(id: "VHZTZXJpZXM6MTAwMDA1Ng") { id ... on Media { title ratings { votes } } ... on TvSeries { awards { id } } } }',
  ],
  [
    'ratings of members of a union',
    2,
    '{ search(query: "Inception", first: 3) { nodes { ... on Movie { title ratings { votes } watchParties { id } } ... on Person { name } } } }',
  ],
  [
    'a movie of a subgraph with a Node and a PageInfo of its own',
    1,
    '{ members { edges { node { id name favorite { title watchParties { id } awards { id } } } } pageInfo { hasNextPage endCursor } } }',
  ],
  [
    'a movie of a third subgraph, with a field that requires one of ours',
    1,
    '{ watchParty(id: "fresh") { host movie { title watchPartyMinutes awards { id } } } }',
  ],
  [
    'a field that requires one of ours with an argument',
    1,
    '{ movie(id: 1000460) { runtime invitation watchParties { id } awards { id } } }',
  ],
  ['a movie that TMDB does not have', 1, '{ movie(id: 999998) { title ratings { votes } watchParties { id } } }', [['movie', 'NOT_FOUND']]],
  [
    'a title that the ratings name and TMDB does not have, beside five others',
    2,
    '{ picks(first: 6) { title ratings { votes } } }',
    [['picks.5', 'NOT_FOUND']],
  ],
  [
    'more movies than one operation may request',
    0,
    `{ moviesByIds(ids: [${HUNDRED.join(', ')}]) { title ratings { votes } } movie(id: 1000440) { title watchParties { id } } }`,
    [['movie', 'QUERY_TOO_EXPENSIVE'], ...HUNDRED.map((_id, index): Failure => [`moviesByIds.${index}`, 'QUERY_TOO_EXPENSIVE'])],
  ],
  [
    'a directive that neither router executes',
    0,
    '{ movie(id: 1000430) { title ... @defer { ratings { votes } watchParties { id } } } }',
    [['', 'GRAPHQL_VALIDATION_FAILED']],
  ],
];

it.each(PRICED)(
  'answers alike through both routers, for the same TMDB requests: %s: %i',
  async (_title, requests, query, failures = []) => {
    for (const router of ROUTERS) behind(router).asked();
    await expectAlike(query, failures, {});
    for (const router of ROUTERS) expect([router, behind(router).asked()]).toEqual([router, expect.objectContaining({ length: requests })]);
  },
);

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AskedError } from '../../support/gateway.ts';
import { startApolloGateway, startHiveGateway } from './routers.ts';
import { startSupergraph, type Supergraph } from './supergraph.ts';

const ROUTERS = { '@apollo/gateway': startApolloGateway, '@graphql-hive/gateway': startHiveGateway };

const FILM = 'title imdbId directors { name }';

describe.each(Object.entries(ROUTERS))('behind %s', (_name, startRouter) => {
  it('twenty films of another subgraph cost twenty TMDB requests by number, twenty by IMDb id, and none again', async () => {
    await using supergraph = await startSupergraph(startRouter);
    const costOf = async (query: string) => {
      const { data, errors } = await supergraph.ask(query);
      expect(errors).toBeUndefined();
      return { films: JSON.stringify(data).match(/"title":"/g)?.length, requests: supergraph.asked().length };
    };
    const byNumber = `{ watchParties { nodes { host movie { ${FILM} } } } }`;
    const byImdbId = `{ awards { id movie { ${FILM} } } }`;
    expect(await costOf(byNumber)).toEqual({ films: 20, requests: 20 });
    expect(await costOf(byImdbId)).toEqual({ films: 20, requests: 20 });
    expect(await costOf(byNumber)).toEqual({ films: 20, requests: 0 });
    expect(await costOf(byImdbId)).toEqual({ films: 20, requests: 0 });
  });

  it.each([
    ['numbers', '{ watchParties { nodes { host movie { tmdbId watchParties { id } } } } }'],
    ['IMDb ids', '{ awards { id movie { imdbId awards { id } } } }'],
  ])('what another subgraph knows itself, %s included, costs none', async (_keys, query) => {
    await using supergraph = await startSupergraph(startRouter);
    const { data, errors } = await supergraph.ask(query);
    expect(errors).toBeUndefined();
    expect(JSON.stringify(data).match(/"movie":/g)).toHaveLength(20);
    expect(supergraph.asked()).toEqual([]);
  });
});

type Failure = [path: string, code: string];

/** Each across several subgraphs: what it shows, the operation, what fails in it as Apollo says it, and headers. */
const QUERIES: [title: string, query: string, failures?: Failure[], headers?: Record<string, string>][] = [
  ['films of another subgraph, by number', `{ watchParties { nodes { id host movie { id tmdbId ${FILM} } } pageInfo { hasNextPage } } }`],
  ['films of another subgraph, by IMDb id', `{ awards { id movie { id tmdbId ${FILM} } } }`],
  ['fields of others on a film of ours', '{ movie(id: 603) { title watchParties { host } awards { id winner { name birthday } } } }'],
  [
    'a field that requires one of ours',
    '{ watchParty(id: "fight") { movie { watchPartyMinutes } } movie(id: 550) { runtime watchPartyMinutes } }',
  ],
  [
    'the same in a list of ours',
    '{ trendingMovies(first: 5) { nodes { title watchPartyMinutes watchParties { id } } pageInfo { hasNextPage } } }',
  ],
  [
    'from one subgraph through ours to the third',
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
    'things that TMDB does not have',
    '{ watchParty(id: "lost") { host movie { tmdbId title } } award(id: "lost") { id movie { title } winner { name } } }',
    [
      ['award.movie', 'NOT_FOUND'],
      ['award.winner', 'NOT_FOUND'],
      ['watchParty.movie', 'NOT_FOUND'],
    ],
  ],
  [
    'a bad one among good ones',
    '{ good: watchParty(id: "fight") { movie { title } } bad: watchParty(id: "lost") { movie { title runtime } } }',
    [['bad.movie', 'NOT_FOUND']],
  ],
  [
    'bad input, and a film that is not there',
    '{ bad: movie(id: "x") { title watchParties { id } } none: movie(id: 999999) { title awards { id } } }',
    [
      ['bad', 'BAD_USER_INPUT'],
      ['none', 'NOT_FOUND'],
    ],
  ],
  [
    'a header that is not what it should be',
    '{ watchParty(id: "matrix") { host movie { title } } }',
    [['', 'BAD_USER_INPUT']],
    { 'tmdb-region': 'Germany' },
  ],
];

const placeOf = ({ path = [] }: AskedError): string => path.join('.');

/** Apollo says which thing failed, Hive says it of each of its fields: both as of the thing, once. */
const atThings = (errors: readonly AskedError[], things: readonly string[]) =>
  new Set(
    errors.map((error) => JSON.stringify([things.find((thing) => placeOf(error).startsWith(thing)), error.message, error.extensions])),
  );

describe('both routers', () => {
  let apollo: Supergraph;
  let hive: Supergraph;
  beforeAll(async () => {
    [apollo, hive] = await Promise.all([startSupergraph(startApolloGateway), startSupergraph(startHiveGateway)]);
  });
  afterAll(async () => {
    await apollo[Symbol.asyncDispose]();
    await hive[Symbol.asyncDispose]();
  });

  it('are given a supergraph that composes without an error or a hint', () => expect(apollo.hints).toEqual([]));

  it.each(QUERIES)('answer equally: %s', async (_title, query, failures = [], headers = {}) => {
    const [{ data, errors = [] }, other] = await Promise.all([apollo.ask(query, headers), hive.ask(query, headers)]);
    expect(errors.map((error) => [placeOf(error), error.extensions.code]).toSorted()).toEqual(failures);
    expect(data).toEqual(other.data);
    const things = errors.map(placeOf);
    expect(atThings(other.errors ?? [], things)).toEqual(atThings(errors, things));
  });
});

import { isObjectType } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { mutate, signIn, type User } from '../../support/accounts.ts';
import { startGateway, type TestGateway } from '../../support/gateway.ts';

/** A field for each connection type, with two rows or more; `$` stands for its arguments. */
const PLACES = {
  AggregateCastConnection: 'tvSeries(id: 1399) { aggregateCast($)',
  AggregateCrewConnection: 'tvSeries(id: 1399) { aggregateCrew($)',
  CastConnection: 'movie(id: 603) { cast($)',
  ChangedMovieConnection: 'movieChanges($)',
  ChangedPersonConnection: 'personChanges($)',
  ChangedTvSeriesConnection: 'tvSeriesChanges($)',
  CollectionConnection: 'searchCollections(query: "the", $)',
  CompanyConnection: 'searchCompanies(query: "warner", $)',
  CrewConnection: 'movie(id: 603) { crew($)',
  DatedMovieConnection: 'upcomingMovies($)',
  KeywordConnection: 'searchKeywords(query: "a", $)',
  ListConnection: 'movie(id: 603) { lists($)',
  ListItemConnection: 'list(id: 1) { items($)',
  MovieConnection: 'popularMovies($)',
  OrderedEpisodeConnection: 'tvSeries(id: 1399) { episodes($)',
  OwnListConnection: 'viewer { lists($)',
  PersonCombinedCreditsCastConnection: 'person(id: 884) { combinedCredits { cast($)',
  PersonCombinedCreditsCrewConnection: 'person(id: 884) { combinedCredits { crew($)',
  PersonConnection: 'popularPeople($)',
  PersonMovieCreditsCastConnection: 'person(id: 6384) { movieCredits { cast($)',
  PersonMovieCreditsCrewConnection: 'person(id: 488) { movieCredits { crew($)',
  PersonTvCreditsCastConnection: 'person(id: 884) { tvCredits { cast($)',
  PersonTvCreditsCrewConnection: 'person(id: 884) { tvCredits { crew($)',
  RatedMovieConnection: 'viewer { ratedMovies($)',
  RatedTvEpisodeConnection: 'viewer { ratedTvEpisodes($)',
  RatedTvSeriesConnection: 'viewer { ratedTvSeries($)',
  ReviewConnection: 'movie(id: 603) { reviews($)',
  SearchConnection: 'search(query: "a", $)',
  TaggedImageConnection: 'person(id: 525) { taggedImages($)',
  TrendingConnection: 'trending($)',
  TvSeriesConnection: 'popularTvSeries($)',
};

/** Gives the connections of `viewer` rows. */
const MUTATION = `mutation {
  rateMovie(id: 603, rating: 8) { movie { id } } again: rateMovie(id: 604, rating: 7) { movie { id } }
  rateTvSeries(id: 1399, rating: 8) { tvSeries { id } } againSeries: rateTvSeries(id: 1396, rating: 7) { tvSeries { id } }
  rateTvEpisode(series: 1399, season: 1, number: 1, rating: 8) { tvEpisode { id } }
  againEpisode: rateTvEpisode(series: 1399, season: 1, number: 2, rating: 7) { tvEpisode { id } }
  createList(name: "First", language: "en") { list { id } } againList: createList(name: "Second", language: "en") { list { id } }
}`;

const connections = Object.values(schema.getTypeMap())
  .filter(isObjectType)
  .filter(({ name }) => name.endsWith('Connection'));

/** What is read of a connection. */
interface Rows {
  totalCount: number;
  reachableCount?: number;
  pageInfo: { hasPreviousPage: boolean; startCursor: string; endCursor: string };
  edges: { cursor: string; node: object }[];
  nodes: object[];
}

describe('connections', () => {
  let gateway: TestGateway;
  let ada: User;
  beforeAll(async () => {
    gateway = await startGateway();
    ada = await signIn(gateway, 'ada');
    await mutate(gateway, MUTATION, { headers: { 'tmdb-session-id': ada.session } });
  });
  afterAll(() => gateway.close());

  async function read(type: string, place: string, args: string): Promise<Rows> {
    const counts = connections.find(({ name }) => name === type)?.getFields()['reachableCount']
      ? 'totalCount reachableCount'
      : 'totalCount';
    const node = type === 'TaggedImageConnection' ? '{ image { path } }' : '{ ... on Node { id } }';
    const rows = `{ ${counts} pageInfo { hasPreviousPage startCursor endCursor } edges { cursor node ${node} } nodes ${node} }`;
    const steps = place.split('{');
    const { body } = await ada.ask(`{ ${place.replace('$', args)} ${rows} ${'}'.repeat(steps.length)}`);
    expect(body.errors).toBeUndefined();
    // Each step of the place is one field above the rows.
    return steps.reduce<unknown>((value) => Object.values(value as object)[0], body.data) as Rows;
  }

  it('names a field for every connection type of the schema', () => {
    expect(Object.keys(PLACES)).toEqual(connections.map(({ name }) => name).toSorted());
  });

  it.each(Object.entries(PLACES))('reads on after a cursor of %s', async (type, place) => {
    const both = await read(type, place, 'first: 2');
    const [one, two] = both.edges;
    expect(both.edges).toHaveLength(2);
    expect(one?.node).not.toEqual(two?.node);
    expect(both.nodes).toEqual([one?.node, two?.node]);
    expect(both.pageInfo).toEqual({ hasPreviousPage: false, startCursor: one?.cursor, endCursor: two?.cursor });
    expect(both.totalCount).toBeGreaterThanOrEqual(2);
    const reachable = Math.min(both.totalCount, 10_000);
    expect(both.reachableCount ?? reachable).toBe(reachable);

    const next = await read(type, place, `first: 1, after: "${one?.cursor}"`);
    expect(next).toEqual({
      ...both,
      pageInfo: { hasPreviousPage: true, startCursor: two?.cursor, endCursor: two?.cursor },
      edges: [two],
      nodes: [two?.node],
    });
  });
});

it.each(['2.0', '2.0e', '1.3e', '1.0w\0\0\x02\x5b'])(
  'refuses the cursor %j of a list in pages for a list that comes whole',
  async (cursor) => {
    await using gateway = await startGateway();
    const after = Buffer.from(cursor, 'latin1').toString('base64url');
    const { body } = await gateway.ask(`{ movie(id: 603) { cast(after: "${after}") { nodes { name } } } }`);
    expect(body.errors).toMatchObject([{ message: expect.stringContaining('`after`'), extensions: { code: 'BAD_USER_INPUT' } }]);
  },
);

describe('a whole page', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway();
  });
  afterAll(() => gateway.close());

  it('comes without `first`, with null for it, and with its default', async () => {
    const [a, b, c] = ['', ', first: null', ', first: 20'].map((first) => `popularMovies(page: 2${first}) { nodes { id } }`);
    const { body } = await gateway.ask(`{ a: ${a} b: ${b} c: ${c} }`);
    expect(body.errors).toBeUndefined();
    expect(body.data?.['a']).toMatchObject({ nodes: { length: 20 } });
    expect([body.data?.['b'], body.data?.['c']]).toEqual([body.data?.['a'], body.data?.['a']]);
    expect(gateway.asked()).toHaveLength(1);
  });

  it('is refused beside another number of rows', async () => {
    const { body } = await gateway.ask('{ popularMovies(page: 2, first: 5) { totalCount } }');
    expect(body.errors).toMatchObject([{ message: 'Expected either `page`, or `first` and `after`.' }]);
  });

  it('has the same number of rows by default as `first: 20`', async () => {
    const { body } = await gateway.ask('{ a: topRatedMovies { nodes { id } } b: topRatedMovies(first: 20) { nodes { id } } }');
    expect(body.data?.['a']).toMatchObject({ nodes: { length: 20 } });
    expect(body.data?.['b']).toEqual(body.data?.['a']);
  });
});

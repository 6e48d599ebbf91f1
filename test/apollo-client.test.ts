import { ApolloClient, gql, HttpLink, InMemoryCache, type InMemoryCacheConfig, type TypedDocumentNode } from '@apollo/client';
import { relayStylePagination } from '@apollo/client/utilities';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from './support/gateway.ts';

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startGateway();
});
afterEach(() => gateway.close());

/** The configuration that the README recommends. */
const CONFIG: InMemoryCacheConfig = {
  possibleTypes: { Media: ['Movie', 'TvSeries'] },
  typePolicies: { Query: { fields: { trendingMovies: relayStylePagination(['window']) } }, Poster: { merge: true } },
};

/** A client with a cache of its own. */
const clientOf = (): ApolloClient => new ApolloClient({ link: new HttpLink({ uri: gateway.url }), cache: new InMemoryCache(CONFIG) });

/** A document with the type of its answer, which the test knows from the query. */
const document = <Data, Variables extends object = object>(source: string): TypedDocumentNode<Data, Variables> => gql(source);

interface Movie {
  id: string;
  title: string;
}

interface Trending {
  trendingMovies: { edges: { cursor: string; node: Movie }[]; pageInfo: { endCursor: string; hasNextPage: boolean } };
}

/** The entities of one type in a cache, by their keys. */
const entitiesOf = ({ cache }: ApolloClient, typename: string): Record<string, object> =>
  Object.fromEntries(Object.entries(cache.extract() as Record<string, object>).filter(([key]) => key.startsWith(`${typename}:`)));

describe('the normalised cache of Apollo Client', () => {
  it('holds one movie with its titles in two languages, found by either id, in Apollo Client', async () => {
    const client = clientOf();
    const query = document<{ german: Movie; french: Movie }>(
      '{ german: movie(id: 603) { id title(language: "de") } french: movie(imdbId: "tt0133093") { id title(language: "fr") } }',
    );
    const { data } = await client.query({ query });
    const { id } = data?.german ?? { id: '' };
    expect(data).toMatchObject({ german: { id, title: 'Matrix' }, french: { id, title: 'The Matrix' } });

    expect(entitiesOf(client, 'Movie')).toEqual({
      [`Movie:${id}`]: { __typename: 'Movie', id, 'title({"language":"de"})': 'Matrix', 'title({"language":"fr"})': 'The Matrix' },
    });
    expect(client.cache.readQuery({ query })).toEqual(data);
  });

  it('holds the language of the operation when each language has its own Apollo Client', async () => {
    const titles = { de: 'Matrix', fr: 'The Matrix' };
    for (const [language, title] of Object.entries(titles)) {
      const client = clientOf();
      const query = document<{ movie: Movie }>(`query @inContext(languages: ["${language}"]) { movie(id: 603) { id title } }`);
      const { data } = await client.query({ query });
      expect(data?.movie.title).toBe(title);
      expect(Object.values(entitiesOf(client, 'Movie'))).toEqual([{ __typename: 'Movie', id: data?.movie.id, title }]);
      expect(client.cache.readQuery({ query })).toEqual(data);
    }
  });

  it('joins the pages of a connection in Apollo Client', async () => {
    const client = clientOf();
    const query = document<Trending, { first: number; after?: string | undefined }>(`query ($first: Int!, $after: String) {
      trendingMovies(first: $first, after: $after) { edges { cursor node { id title } } pageInfo { endCursor hasNextPage } } }`);
    const { data } = await client.query({ query, variables: { first: 3 } });
    const pages = client.watchQuery({ query, variables: { first: 3 } });
    await pages.fetchMore({ variables: { first: 4, after: data?.trendingMovies.pageInfo.endCursor } });

    const titles = (answer: Trending | null | undefined) => answer?.trendingMovies.edges.map(({ node }) => node.title);
    const atOnce = await clientOf().query({ query, variables: { first: 7 } });
    expect(titles(atOnce.data)).toHaveLength(7);
    expect(titles(client.cache.readQuery({ query, variables: { first: 3 } }))).toEqual(titles(atOnce.data));
  });

  it('merges the fields of one image that different operations selected in Apollo Client', async () => {
    const client = clientOf();
    await client.query({ query: document('{ movie(id: 603) { id poster { path } } }') });
    await client.query({ query: document('{ movie(id: 603) { id poster { url(size: W500) } } }') });
    const both = document('{ movie(id: 603) { id poster { path url(size: W500) } } }');
    expect(client.cache.readQuery({ query: both })).not.toBeNull();
  });

  it('resolves an interface to its types in Apollo Client', async () => {
    const client = clientOf();
    const query = document<{ trending: { nodes: object[] } }>('{ trending(first: 10) { nodes { ... on Media { title } } } }');
    await client.query({ query });
    const { trending } = client.cache.readQuery({ query }) ?? {};
    expect(trending?.nodes).toContainEqual(expect.objectContaining({ __typename: 'TvSeries', title: expect.any(String) }));
  });
});

import { createHash } from 'node:crypto';
import { ApolloClient, gql, HttpLink, InMemoryCache } from '@apollo/client';
import { Defer20220824Handler, GraphQL17Alpha9Handler } from '@apollo/client/incremental';
import { PersistedQueryLink } from '@apollo/client/link/persisted-queries';
import { Client, fetchExchange } from '@urql/core';
import { persistedExchange } from '@urql/exchange-persisted';
import { GraphQLClient } from 'graphql-request';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isTmdbError } from '../../src/index.ts';
import { ADAPTERS, type Answer } from './adapters.ts';
import { DEFERRED, GUEST, MISSING, PAGE, startServer, type Deferred, type Guest, type Page, type Sent, type Started } from './started.ts';

let server: Started;
beforeAll(async () => {
  server = await startServer();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => void server.sent());

/** The requests that a client sent: their method, their parameters, and the status of the answer. */
const kinds = (): string[] =>
  server.sent().map(({ method, url, body, status }) => {
    const { query, extensions } = method === 'GET' ? Object.fromEntries(url.searchParams) : (JSON.parse(body) as Record<string, unknown>);
    return [method, extensions && 'hash', query && 'query', status].filter(Boolean).join(' ');
  });

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

describe.each(ADAPTERS)('%s', (name, create) => {
  it(`reads a connection page by page with ${name}`, async () => {
    const ask = create(server);
    const titles: string[] = [];
    let after: string | null = null;
    for (let page = 0; page < 3; page += 1) {
      const { data, errors }: Answer<Page> = await ask<Page>(PAGE, { first: 3, after });
      expect(errors).toEqual([]);
      titles.push(...(data?.trendingMovies.edges.map(({ node }) => node.title) ?? []));
      after = data?.trendingMovies.pageInfo.endCursor ?? null;
    }
    const { data } = await ask<Page>(PAGE, { first: 9 });
    expect(titles).toHaveLength(9);
    expect(titles).toEqual(data?.trendingMovies.edges.map(({ node }) => node.title));
  });

  it(`tells TMDB's status of an error, beside the data, with ${name}`, async () => {
    const { data, errors } = await create(server)(MISSING);
    expect(data).toEqual({ movie: null });
    expect(errors.map((error) => [isTmdbError(error, 34), isTmdbError(error, 7)])).toEqual([[true, false]]);
  });

  it(`runs a mutation with ${name}`, async () => {
    const { data, errors } = await create(server)<Guest>(GUEST);
    expect(errors).toEqual([]);
    expect(data?.createGuestSession.guestSessionId).toMatch(/\w{10}/);
  });
});

const TYPE_OF = ({ type, status }: Sent): [number, string] => [status, type.replace(/boundary="-";\s*/, '')];

describe('@defer', () => {
  const handlers = [
    ['Defer20220824Handler', new Defer20220824Handler(), 'multipart/mixed;deferSpec=20220824'],
    ['GraphQL17Alpha9Handler', new GraphQL17Alpha9Handler(), 'application/graphql-response+json; charset=utf-8'],
  ] as const;

  it.each(handlers)('shows a movie and its deferred fields in Apollo Client with %s', async (_name, incrementalHandler, type) => {
    const client = new ApolloClient({
      link: new HttpLink({ uri: server.url, fetch: server.fetch }),
      cache: new InMemoryCache(),
      incrementalHandler,
    });
    const query = gql(DEFERRED);
    const seen: unknown[] = [];
    await new Promise<void>((resolve, reject) => {
      client.watchQuery<Deferred>({ query }).subscribe({
        next({ data, dataState, error }) {
          if (error) reject(error);
          if (data !== undefined) seen.push(data);
          if (dataState === 'complete') resolve();
        },
        error: reject,
      });
    });
    expect(seen.at(-1)).toMatchObject({ movie: { title: 'The Matrix', runtime: 136 } });
    expect(client.cache.readQuery({ query })).toMatchObject({ movie: { runtime: 136 } });
    expect(server.sent().map(TYPE_OF)).toEqual([[200, type]]);
  });

  it('shows a movie and its deferred fields in urql', async () => {
    const client = new Client({ url: server.url, fetch: server.fetch, exchanges: [fetchExchange], preferGetMethod: false });
    const seen: { data?: Deferred | undefined; hasNext: boolean }[] = [];
    await new Promise<void>((resolve) => {
      client.query<Deferred>(DEFERRED, {}).subscribe(({ data, hasNext }) => {
        seen.push(structuredClone({ data, hasNext }));
        if (!hasNext) resolve();
      });
    });
    expect(seen[0]).toEqual({ data: { movie: expect.objectContaining({ title: 'The Matrix' }) }, hasNext: true });
    expect(seen[0]?.data?.movie).not.toHaveProperty('runtime');
    expect(seen.at(-1)).toMatchObject({ data: { movie: { title: 'The Matrix', runtime: 136 } }, hasNext: false });
    expect(server.sent().map(({ type }) => type)).toEqual([expect.stringMatching(/^(multipart\/mixed|text\/event-stream)/)]);
  });
});

describe('hash-first GET', () => {
  it('registers a query once, and reads it by its hash, in Apollo Client', async () => {
    const query = gql('query ByApollo { movie(id: 603) { id title } }');
    for (let round = 0; round < 2; round += 1) {
      const http = new HttpLink({ uri: server.url, fetch: server.fetch });
      const link = new PersistedQueryLink({ sha256, useGETForHashedQueries: true }).concat(http);
      const client = new ApolloClient({ link, cache: new InMemoryCache() });
      expect((await client.query({ query })).data).toMatchObject({ movie: { title: 'The Matrix' } });
    }
    expect(kinds()).toEqual(['GET hash 400', 'POST hash query 200', 'GET hash 200']);
  });

  it('registers a query once, and reads it by its hash, in urql', async () => {
    for (let round = 0; round < 2; round += 1) {
      const exchanges = [persistedExchange({ preferGetForPersistedQueries: true }), fetchExchange];
      const client = new Client({ url: server.url, fetch: server.fetch, exchanges, preferGetMethod: false });
      const { data } = await client.query('query ByUrql { movie(id: 603) { id title } }', {}).toPromise();
      expect(data).toMatchObject({ movie: { title: 'The Matrix' } });
    }
    expect(kinds()).toEqual(['GET hash 400', 'GET hash query 200', 'GET hash 200']);
  });

  it('reads a query by GET in graphql-request, which knows no hashes', async () => {
    const client = new GraphQLClient(server.url, { method: 'GET', fetch: server.fetch });
    expect(await client.request('query ByRequest { movie(id: 603) { title } }')).toEqual({ movie: { title: 'The Matrix' } });
    expect(kinds()).toEqual(['GET query 200']);
  });
});

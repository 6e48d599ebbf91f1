import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { globalId } from '../../src/tmdb/id.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

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

it('answers up to the cap when only TMDB’s answers show the cost', async () => {
  const { body } = await gateway.ask('{ trendingMovies(first: 5) { nodes { runtime } } }');
  expect(body.errors?.every(({ extensions }) => extensions.code === 'QUERY_TOO_EXPENSIVE')).toBe(true);
  expect(gateway.asked().length).toBe(MOST);
});

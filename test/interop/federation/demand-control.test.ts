import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startHiveGateway } from './routers.ts';
import { startSupergraph, type Supergraph } from './supergraph.ts';

const MAX_COST = 100;

let hive: Supergraph;
beforeAll(async () => {
  hive = await startSupergraph((supergraph) => startHiveGateway(supergraph, MAX_COST));
});
afterAll(() => hive[Symbol.asyncDispose]());

const EXAMPLES = new URL('../../../schema/examples/', import.meta.url);

it.each(readdirSync(EXAMPLES).filter((name) => name.endsWith('.graphql')))(
  'lets the example %s through the demand control of Hive Gateway',
  async (name) => {
    const { errors } = await hive.ask(readFileSync(new URL(name, EXAMPLES), 'utf8'));
    expect(errors).toBeUndefined();
  },
);

it.each([
  [101, '{ trendingMovies(first: 100) { nodes { runtime } } }'],
  [
    122,
    '{ movie(id: 603) { recommendations(first: 10) { nodes { cast(first: 10) { nodes { birthday } } recommendations(first: 1) { totalCount } } } } }',
  ],
])('refuses an operation of %i TMDB requests by the demand control of Hive Gateway, before the gateway is asked', async (price, query) => {
  hive.asked();
  const { errors } = await hive.ask(query);
  expect(errors).toMatchObject([
    {
      message: `Operation estimated cost ${price} exceeded configured maximum ${MAX_COST}`,
      extensions: { code: 'COST_ESTIMATED_TOO_EXPENSIVE' },
    },
  ]);
  expect(hive.asked()).toEqual([]);
});

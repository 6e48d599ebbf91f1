import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { schema } from '../../../schema/index.ts';
import { startGateway } from '../../support/gateway.ts';
import { pricedOperation } from '../../support/priced-operation.ts';
import { choicesFrom, randomOperation, type Choices } from '../../support/random-operation.ts';
import { readSubgraph, routerPrice } from '../../support/router-price.ts';

const subgraph = readSubgraph(readFileSync(new URL('../../../schema/subgraph.graphql', import.meta.url), 'utf8'));

const operationsOf = (generate: (choices: Choices) => string) =>
  fc.array(fc.nat(999), { minLength: 150, maxLength: 150, size: 'max' }).map((tape) => generate(choicesFrom(tape)));

/** Runs an operation on an empty cache. @returns Its TMDB requests; undefined for an operation that is refused. */
async function measure(query: string): Promise<number | undefined> {
  await using gateway = await startGateway({ env: { OPERATION_MAX_REQUESTS: '1000' }, sandbox: { generated: true } });
  const { body } = await gateway.ask(query);
  const isRefused = body.errors?.some(({ extensions }) => ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'].includes(extensions.code));
  return isRefused ? undefined : gateway.asked().length;
}

describe('the price of a router', () => {
  it.each([
    ['{ movie(id: 603) { title runtime keywords { name } videos { url } trailer { url } } }', 1],
    ['{ movie(imdbId: "tt0133093") { title } }', 2],
    ['{ person(imdbId: "nm0000206") { name } }', 2],
    ['{ tvSeries(tvdbId: 121361) { name } }', 2],
    ['{ tvSeries(id: 1399) { creators { birthday } networks { headquarters } } }', 1 + 2 + 2],
    ['{ trendingMovies { nodes { runtime } } }', 21],
    ['{ trendingMovies(first: 5) { nodes { runtime directors { birthday } } } }', 1 + 5 * (1 + 2)],
    ['{ trendingMovies(first: 5) { totalCount pageInfo { hasNextPage } } }', 1],
    ['{ movie(id: 603) { poster { url } images(languages: ["de"]) { posters { url } } } }', 2],
    ['{ movie(id: 603) { recommendations(first: 10) { nodes { runtime } } } }', 1 + 1 + 10],
    ['{ discoverMovies(filter: { genres: { allOf: [18] } }, first: 1) { nodes { runtime } } }', 2],
    ['{ search(query: "x", first: 3) { nodes { ... on Movie { runtime } } } }', 1 + 3],
    ['{ countries { name } configuration { posterSizes } rateLimit { limit } }', 2],
    ['mutation { rateMovie(id: 603, rating: 8) { movie { runtime } } }', 2 + 1],
  ])('of %s is %i', (query, price) => expect(routerPrice(subgraph, query)).toBe(price));

  it('is never below the TMDB requests, and at most three times as many, or five more', { timeout: 600_000 }, async () => {
    let large = 0;
    await fc.assert(
      fc.asyncProperty(
        operationsOf((choices) => pricedOperation(schema, choices)),
        async (query) => {
          const measured = await measure(query);
          fc.pre(measured !== undefined);
          const price = routerPrice(subgraph, query);
          expect(price, query).toBeGreaterThanOrEqual(measured);
          expect(price, query).toBeLessThanOrEqual(measured >= 5 ? 3 * measured : measured + 5);
          if (measured >= 5) large += 1;
        },
      ),
      { numRuns: 500, seed: 17 },
    );
    expect(large).toBeGreaterThan(50);
  });

  it('is never below the TMDB requests of a random operation without `@inContext`', { timeout: 600_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        operationsOf((choices) => randomOperation(schema, choices).replace(/@inContext\([^)]*\)/, '')),
        async (query) => {
          const measured = await measure(query);
          fc.pre(measured !== undefined);
          expect(routerPrice(subgraph, query), query).toBeGreaterThanOrEqual(measured);
        },
      ),
      { numRuns: 100, seed: 17 },
    );
  });
});

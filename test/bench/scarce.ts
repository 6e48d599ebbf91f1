import { type Bounds, type Figures, percentile } from './figures.ts';
import { closedLoop, createTally, failures, isWhole, record } from './load.ts';
import { openStage } from './stage.ts';

/** A query that needs new TMDB requests each time, and the clients it takes to use the whole limit. */
interface Scarce {
  readonly query: string;
  /** TMDB requests that one query should need. */
  readonly price: number;
  readonly clients: number;
  variables(index: number): Record<string, unknown>;
}

/** A movie page. */
export const S2: Scarce = {
  query: `query S2($id: ID!) { movie(id: $id) {
    title runtime
    cast(first: 10) { edges { character node { name } } }
    videos { name url }
    keywords { name }
    recommendations(first: 10) { nodes { title releaseYear } }
  } }`,
  price: 1,
  clients: 24,
  variables: (index) => ({ id: 1_000_000 + index }),
};

/** A page of a list with fields that lists lack. From page 100 on there are only generated movies. */
export const S4: Scarce = {
  query: 'query S4($page: Int!) { trendingMovies(page: $page) { nodes { title runtime imdbId directors { name } } } }',
  price: 21,
  clients: 3,
  variables: (index) => ({ page: 100 + index }),
};

const bounds = (atLeast: number, price: number) =>
  ({
    good: { what: 'good queries', unit: 'a second', atLeast },
    price: { what: 'TMDB requests per query', atMost: price },
    failed: { what: 'failed', atMost: 0 },
    over: { what: '429s', atMost: 0 },
    p50: { what: 'p50', unit: 'ms' },
  }) as const satisfies Bounds<string>;

export const SCARCE_S2 = bounds(45, S2.price);
export const SCARCE_S4 = bounds(2.1, S4.price);

/** Measures the queries a second that the limit allows when every query is new. */
export async function scarce({ query, clients, variables }: Scarce, seconds: number): Promise<Figures<keyof typeof SCARCE_S2>> {
  await using stage = await openStage();
  const tally = createTally();
  let next = 0;
  const from = performance.now();
  await closedLoop(clients, seconds, async () => {
    await record(tally, stage.ask(query, { variables: variables(next++) }), isWhole);
  });
  const took = (performance.now() - from) / 1000;
  const { requests, refused: over, lost } = await stage.counted();
  return {
    // All of them until the last is answered: their number over their time.
    good: tally.served / (took - lost),
    price: requests / tally.served,
    failed: failures(tally) + tally.broken + tally.refused,
    over,
    p50: percentile(tally.took, 0.5),
  };
}

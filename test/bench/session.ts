import { random } from '../../src/sandbox/generated/random.ts';
import { type Bounds, type Figures, percent, percentile } from './figures.ts';
import { createTally, isWhole, openLoop, record, total } from './load.ts';
import { S2 } from './scarce.ts';
import { openStage } from './stage.ts';

const MOVIES = 2000;
const PER_SECOND = 100;

const movie = (fields: string): string => `query Movie($id: ID!) { movie(id: $id) { ${fields} } }`;
const SHAPES = [
  movie('title runtime releaseDate voteAverage voteCount overview imdbId budget genres { name } poster { url(size: W342) }'),
  movie('title directors { name } cast(first: 10) { edges { character node { name profile { url(size: W185) } } } }'),
  movie('title videos { name url } keywords { name }'),
  movie('title recommendations(first: 10) { nodes { title poster { url(size: W342) } } }'),
  movie(
    'title externalIds { imdbId wikidataId } alternativeTitles { title country } releaseDates(country: "US") { releases { certification } }',
  ),
  S2.query,
];

/** Draws 799 movies in half a minute. A queue in order of arrival, at 48 requests in 1,040 ms, would answer 95 % within 192 ms. */
const SEED = 3;

/** No gateway can need fewer requests than there are different movies. */
export const SESSION = {
  answered: { what: 'answered', unit: '%', atLeast: 100 },
  requests: { what: 'TMDB requests', atMost: 815 },
  movies: { what: 'different movies asked for' },
  p95: { what: 'p95', unit: 'ms', atMost: 300 },
  p99: { what: 'p99', unit: 'ms', atMost: 900 },
  bytes: { what: 'kB received for a request' },
  over: { what: '429s', atMost: 0 },
} as const satisfies Bounds<string>;

/** The users of an app: few movies are requested often and most of them seldom, each in several ways, at a steady rate. */
export async function session({ seconds }: { seconds: number }): Promise<Figures<keyof typeof SESSION>> {
  await using stage = await openStage();
  const { below, pick } = random(SEED);
  const nextMovie = zipf(MOVIES, () => below(2 ** 31) / 2 ** 31);
  const seen = new Set<number>();
  const tally = createTally();
  await openLoop(PER_SECOND, seconds, async () => {
    const id = 1_000_000 + nextMovie();
    seen.add(id);
    await record(tally, stage.ask(pick(SHAPES), { variables: { id }, caller: `198.51.100.${below(200)}` }), isWhole);
  });
  const { requests, refused: over } = await stage.counted();
  return {
    answered: percent(tally.served, total(tally)),
    requests,
    movies: seen.size,
    p95: percentile(tally.took, 0.95),
    p99: percentile(tally.took, 0.99),
    bytes: (await receivedBytes(stage.address)) / 1000 / requests,
    over,
  };
}

/** Bytes of TMDB's bodies, as the gateway counts them. */
async function receivedBytes(address: string): Promise<number> {
  const metrics = await (await fetch(new URL('/metrics', address))).text();
  return Number(/^tmdb_gateway_tmdb_received_bytes_total (\S+)$/m.exec(metrics)?.[1]);
}

/** Draws indexes by Zipf's law: the first one twice as often as the second, three times as often as the third … */
function zipf(count: number, chance: () => number): () => number {
  let sum = 0;
  const upTo = Array.from({ length: count }, (_, index) => (sum += 1 / (index + 1)));
  return () => {
    const at = chance() * sum;
    return upTo.findIndex((limit) => at < limit);
  };
}

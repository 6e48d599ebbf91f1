import { MOVIE, isRightMovie } from './client.ts';
import { longest, percent, type Bounds, type Figures } from './figures.ts';
import { createTally, openLoop, record, total } from './load.ts';
import { openStage } from './stage.ts';

/** Queries a second for the broken movie, and for others. */
const BROKEN_A_SECOND = 10;
const OTHERS_A_SECOND = 20;

const BROKEN = 1_000_001;

/** Three attempts for the first query, and one for the next, when the path has been left alone for some seconds. */
const FIRST_REQUESTS = 4;

export const BROKEN_MOVIE = {
  others: { what: 'other movies served', unit: '%', atLeast: 100 },
  slowest: { what: 'slowest of them', unit: 'ms', atMost: 1500 },
  requests: { what: 'requests for the broken movie in 10 s after the first four', atMost: 4 },
  untyped: { what: 'answers about it that are not UPSTREAM_UNAVAILABLE', atMost: 0 },
  broken: { what: 'hung or reset', atMost: 0 },
} as const satisfies Bounds<string>;

/** TMDB always fails at one movie, which clients want all the time, in several ways. */
export async function brokenMovie(): Promise<Figures<keyof typeof BROKEN_MOVIE>> {
  await using stage = await openStage();
  await stage.sandbox.program({ faults: [{ path: `/3/movie/${BROKEN}*`, answer: { tmdb: 11 } }] });
  const bad = createTally();
  const others = createTally();
  const shapes = [MOVIE, ...['title', 'keywords { name }', 'videos { name }', 'title runtime'].map(movieQuery)];
  await Promise.all([
    openLoop(BROKEN_A_SECOND, 14, async (index) => {
      await record(bad, stage.ask(shapes[index % shapes.length] ?? MOVIE, { variables: { id: BROKEN } }), () => false);
    }),
    openLoop(OTHERS_A_SECOND, 14, async (index) => {
      const id = 1_100_000 + index;
      await record(others, stage.ask(MOVIE, { variables: { id } }), (reply) => isRightMovie(reply, id));
    }),
  ]);
  const { requests } = await stage.sandbox.seen();
  const times = requests.filter(({ url }) => url.startsWith(`/3/movie/${BROKEN}`)).map(({ at }) => at);
  const from = times[FIRST_REQUESTS - 1] ?? 0;
  return {
    others: percent(others.served, total(others)),
    slowest: longest(others.took),
    requests: times.slice(FIRST_REQUESTS).filter((at) => at < from + 10_000).length,
    untyped: total(bad) - (bad.failed.get('UPSTREAM_UNAVAILABLE') ?? 0) - bad.broken,
    broken: bad.broken + others.broken,
  };
}

const movieQuery = (fields: string): string => `query Movie($id: ID!) { movie(id: $id) { ${fields} } }`;

export const BROKEN_THIRD = {
  others: { what: 'other movies served', unit: '%', atLeast: 100 },
  slowest: { what: 'slowest of them', unit: 'ms', atMost: 3000 },
  untyped: { what: 'answers about broken ones that are not UPSTREAM_UNAVAILABLE', atMost: 0 },
} as const satisfies Bounds<string>;

const isBroken = (id: number): boolean => id % 3 === 0;

/** TMDB fails at every third movie. */
export async function brokenThird({ seconds }: { seconds: number }): Promise<Figures<keyof typeof BROKEN_THIRD>> {
  await using stage = await openStage();
  const ids = Array.from({ length: OTHERS_A_SECOND * seconds }, (_, index) => 1_100_000 + index);
  await stage.sandbox.program({ faults: ids.filter(isBroken).map((id) => ({ path: `/3/movie/${id}*`, answer: { tmdb: 11 } })) });
  const bad = createTally();
  const others = createTally();
  await openLoop(OTHERS_A_SECOND, seconds, async (index) => {
    const id = ids[index] ?? 0;
    await record(isBroken(id) ? bad : others, stage.ask(MOVIE, { variables: { id } }), (reply) => isRightMovie(reply, id));
  });
  return {
    others: percent(others.served, total(others)),
    slowest: longest(others.took),
    untyped: total(bad) - (bad.failed.get('UPSTREAM_UNAVAILABLE') ?? 0),
  };
}

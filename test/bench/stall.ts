import { setTimeout as sleep } from 'node:timers/promises';
import { type Bounds, type Figures, longest, percent } from './figures.ts';
import { MOVIE } from './client.ts';
import { createTally, isWhole, openLoop, record, total, type Tally } from './load.ts';
import { openStage } from './stage.ts';

const STALLED = 60;

export const STALL = {
  others: { what: 'unrelated queries answered', unit: '%', atLeast: 100 },
  slowest: { what: 'slowest of them', unit: 'ms', atMost: 3000 },
  late: { what: 'answered when it is the first one for 7 s', unit: '%', atLeast: 100 },
  movies: { what: 'stalled queries that got an answer', unit: '%', atLeast: 100 },
  slowestMovie: { what: 'slowest of them', unit: 'ms', atMost: 10_500 },
} as const satisfies Bounds<string>;

const PERSON = 'query Person($id: ID!) { person(id: $id) { name } }';
const SEARCH = 'query Search($text: String!) { searchMovies(query: $text, first: 3) { nodes { title } } }';

/** TMDB stalls at one class of paths with sixty requests; people and searches go on. */
export async function stall(): Promise<Figures<keyof typeof STALL>> {
  await using stage = await openStage();
  const others = createTally();
  const late = createTally();
  const movies = createTally();
  const ask = async (tally: Tally, index: number): Promise<void> => {
    const asking =
      index % 2 === 0
        ? stage.ask(PERSON, { variables: { id: 1_000_000 + index } })
        : stage.ask(SEARCH, { variables: { text: `movie ${index}` } });
    await record(tally, asking, isWhole);
  };

  await stage.sandbox.program({ faults: [{ path: '/3/movie/*', answer: { stall: true } }] });
  const stalled = Promise.all(
    Array.from({ length: STALLED }, async (_, index) => {
      // Any answer will do, as the movie cannot come.
      await record(movies, stage.ask(MOVIE, { variables: { id: 1_000_000 + index }, caller: `198.51.100.${index}` }), () => true);
    }),
  );
  await sleep(200);
  // Before the first stalled request times out.
  await openLoop(4, 2, (index) => ask(others, index));
  await sleep(7000);
  await ask(late, 1000);
  await stalled;
  return {
    others: percent(others.served, total(others)),
    slowest: longest(others.took),
    late: percent(late.served, total(late)),
    movies: percent(movies.served, STALLED),
    slowestMovie: longest(movies.took),
  };
}

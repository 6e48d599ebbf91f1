import { setTimeout as sleep } from 'node:timers/promises';
import { longest, percentile, type Bounds, type Figures } from './figures.ts';
import { createTally, failures, isWhole, openLoop, record, total } from './load.ts';
import { openStage, type Stage } from './stage.ts';

/** Requests a second that TMDB allows. */
const LIMIT = 50;

const QUERIES = 80;
const ALIASES = 99;
const LANGUAGES = ['de', 'fr', 'it', 'es', 'pt', 'nl', 'pl', 'ru', 'ja', 'ko', 'zh', 'sv', 'da', 'fi', 'cs', 'hu', 'tr', 'el', 'he', 'ar'];

const aliases = (field: (index: number) => string): string =>
  Array.from({ length: ALIASES }, (_, index) => `a${index}: ${field(index)}`).join(' ');

/** Legal queries that want as much of TMDB as a query may, by kind; `nth` makes each of them another one. */
const KINDS = {
  pages: (nth: number) =>
    `{ movie(id: 603) { ${aliases((index) => `similar(page: ${(nth % 5) * ALIASES + index + 1}) { totalCount }`)} } }`,
  reviews: (nth: number) =>
    `{ movie(id: 603) { ${aliases((index) => `reviews(page: ${(nth % 5) * ALIASES + index + 1}) { totalCount }`)} } }`,
  seasons: (nth: number) => `{ tvSeries(id: 1399) { ${aliases((index) => `season(number: ${(nth % 10) * ALIASES + index}) { name }`)} } }`,
  people: (nth: number) => `{ ${aliases((index) => `person(id: ${1_000_000 + nth * ALIASES + index}) { name }`)} }`,
  movies: (nth: number) => `{ ${aliases((index) => `movie(id: ${1_000_000 + nth * ALIASES + index}) { title keywords { name } }`)} }`,
} as const;

export type HostileKind = keyof typeof KINDS | 'mixed';
export const HOSTILE_KINDS = [...Object.keys(KINDS), 'mixed'] as HostileKind[];

function queryOf(kind: HostileKind, nth: number): string {
  const names = Object.keys(KINDS) as (keyof typeof KINDS)[];
  return KINDS[kind === 'mixed' ? (names[nth % names.length] ?? 'pages') : kind](nth);
}

/** What holds on a machine that does something else besides. */
export const HOSTILE_COUNTS = ['queued', 'untyped', 'broken'] as const;

export const HOSTILE = {
  typename: { what: '{ __typename } of another caller, p99', unit: 'ms', atMost: 250 },
  person: { what: 'slowest person of another caller', unit: 'ms', atMost: 1000 },
  queued: { what: 'least that rateLimit says is queued', atLeast: 20 },
  useful: { what: 'TMDB requests meanwhile, as long as enough are queued', unit: 'a second', atLeast: 42 },
  untyped: { what: 'answers that are neither whole nor RATE_LIMITED', atMost: 0 },
  broken: { what: 'hung or reset', atMost: 0 },
} as const satisfies Bounds<string>;

async function readQueued({ ask }: Stage): Promise<number> {
  await sleep(700);
  const { body } = await ask('{ rateLimit { queued } }', { caller: '192.0.2.4' });
  const { queued } = (body.data?.['rateLimit'] ?? { queued: Number.NaN }) as { queued: number };
  return queued;
}

/** One caller sends many queries at once that want hundreds of requests each; others go on. */
export async function hostile(kind: HostileKind): Promise<Figures<keyof typeof HOSTILE>> {
  await using stage = await openStage();
  for (let round = 0; round < 30; round += 1) await stage.ask('{ __typename }');
  const attack = createTally();
  const probes = createTally();
  const people = createTally();
  let queued = Infinity;
  const from = performance.now();
  let until = 0;
  const attacking = Promise.all(
    Array.from({ length: QUERIES }, async (_, nth) => {
      const headers = { 'accept-language': LANGUAGES[nth % LANGUAGES.length] ?? 'de' };
      await record(attack, stage.ask(queryOf(kind, nth), { caller: '198.51.100.1', headers }), ({ body }) => body.data !== undefined);
    }),
  ).then(() => (until = performance.now()));
  await Promise.all([
    attacking,
    openLoop(30, 4, async () => void (await record(probes, stage.ask('{ __typename }', { caller: '192.0.2.2' }), isWhole))),
    openLoop(2, 3, async (index) => {
      const asking = stage.ask('query Person($id: ID!) { person(id: $id) { name } }', {
        variables: { id: 1_500_000 + index },
        caller: '192.0.2.3',
      });
      await record(people, asking, isWhole);
    }),
    readQueued(stage).then((read) => (queued = read)),
  ]);
  const { requests } = await stage.counted();
  return {
    typename: percentile(probes.took, 0.99),
    person: people.served === total(people) ? longest(people.took) : Number.NaN,
    queued,
    // Most seasons that are asked for do not exist, so a handful of requests finds that out.
    useful: kind === 'seasons' ? LIMIT : requests / ((until - from) / 1000),
    untyped: failures(attack) + failures(probes),
    broken: attack.broken + probes.broken + people.broken,
  };
}

import { setTimeout as sleep } from 'node:timers/promises';
import { globalId } from '../../src/tmdb/id.ts';
import type { Reply } from './client.ts';
import { longest, percentile, type Bounds, type Figures } from './figures.ts';
import { createTally, isWhole, record, total } from './load.ts';
import { cpuSecondsOf } from './process.ts';
import { openStage, type Stage } from './stage.ts';

/** Plans of one document whose CPU time is measured together, as the kernel counts in steps of 10 ms. */
const ROUNDS = 60;

/** Rounds before that: the compiler takes CPU time of its own at first. */
const WARM_UP = 40;

const CONCURRENT = 20;

const PLAN = { 'tmdb-explain': 'plan' };

const FIELDS =
  'title overview runtime releaseDate budget homepage imdbId directors { name } keywords { name } videos { name } externalIds { imdbId } translations { title } alternativeTitles { title } genres { name } cast { totalCount }';

const aliases = (count: number, field: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `a${index}: ${field(index)}`).join(' ');

const ids = Array.from({ length: 100 }, (_, index) => globalId('Movie', String(1_000_000 + index)));

interface Document {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Documents at the limits of `src/http/limits.ts`: 100 aliases, 2,000 tokens and 2,000 fields. They differ in what they multiply. */
const DOCUMENTS: readonly Document[] = [
  { query: `{ movie(id: 603) { ${aliases(99, (index) => `similar(page: ${index + 1}) { totalCount }`)} } }` },
  { query: `{ ${aliases(99, (index) => `movie(id: ${1_000_000 + index}) { title runtime keywords { name } similar { totalCount } }`)} }` },
  { query: `{ ${aliases(50, (index) => `movie(id: ${1_000_000 + index}) { ...F }`)} } fragment F on Movie { ${FIELDS} }` },
  {
    query: `{ ${aliases(45, (index) => `discoverMovies(first: 100, filter: { voteCount: { gte: ${index} } }) { nodes { runtime title similar(first: 100) { nodes { runtime } } } }`)} }`,
  },
  // Their variables multiply the selection by a hundred.
  { query: `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Movie { ${FIELDS} } } }`, variables: { ids } },
  {
    query: `query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Movie { ${FIELDS} ${aliases(99, (index) => `similar(page: ${index + 1}) { totalCount }`)} } } }`,
    variables: { ids },
  },
];

/** What holds on a machine that does something else besides. */
export const FLOOD_COUNTS = ['overtaken', 'unplanned', 'asked', 'broken'] as const;

export const FLOOD = {
  typename: { what: '{ __typename } of another caller, p99', unit: 'ms', atMost: 250 },
  person: { what: 'slowest person of another caller', unit: 'ms', atMost: 1000 },
  overtaken: { what: 'most plans answered while one { __typename } waited', atMost: 3 },
  unplanned: { what: 'answers without a plan', atMost: 0 },
  asked: { what: 'TMDB requests other than for persons', atMost: 0 },
  broken: { what: 'hung or reset', atMost: 0 },
} as const satisfies Bounds<string>;

export const PLANS = {
  plan: { what: 'CPU time of the dearest plan, its document parsed before', unit: 'ms', atMost: 20 },
  parsing: { what: 'CPU time of parsing and validating that document', unit: 'ms' },
} as const satisfies Bounds<string>;

/** Measures the CPU time of one answer, in milliseconds. */
async function cpuOf({ gateway }: Stage, ask: (round: number) => Promise<unknown>): Promise<number> {
  const from = cpuSecondsOf(gateway.pid);
  for (let round = 0; round < ROUNDS; round += 1) await ask(round);
  return ((cpuSecondsOf(gateway.pid) - from) * 1000) / ROUNDS;
}

/** Measures the plans of the largest documents: what the gateway process spends on one, without what any answer costs. */
export async function plans(): Promise<Figures<keyof typeof PLANS>> {
  await using stage = await openStage();
  for (let round = 0; round < WARM_UP; round += 1) {
    for (const { query, ...options } of DOCUMENTS) await stage.ask(query, { ...options, headers: PLAN });
  }
  const answer = await cpuOf(stage, () => stage.ask('{ __typename }'));
  let dearest = { plan: 0, parsing: 0 };
  for (const { query, ...options } of DOCUMENTS) {
    const known = await cpuOf(stage, () => stage.ask(query, { ...options, headers: PLAN }));
    // A comment makes it another document.
    const unknown = await cpuOf(stage, (round) => stage.ask(`${query} # ${round}`, { ...options, headers: PLAN }));
    console.error(`${query.slice(0, 70)}…: ${(known - answer).toFixed(1)} ms, ${(unknown - known).toFixed(1)} ms of parsing`);
    if (known - answer > dearest.plan) dearest = { plan: known - answer, parsing: unknown - known };
  }
  return dearest;
}

const isPlan = ({ body: { extensions } }: Reply): boolean => extensions !== undefined && 'plan' in extensions.tmdb;

/**
 * One caller asks for the plans of the largest documents, 20 at a time; others go on.
 * @param options.flood Number of plans.
 */
export async function planFlood({ flood }: { flood: number }): Promise<Figures<keyof typeof FLOOD>> {
  await using stage = await openStage();
  const attack = createTally();
  const probes = createTally();
  const people = createTally();
  let begun = 0;
  let overtaken = 0;

  async function attacking(): Promise<void> {
    while (begun < flood) {
      begun += 1;
      const { query, ...options } = DOCUMENTS[begun % DOCUMENTS.length] as Document;
      const asking = stage.ask(`${query} # ${begun}`, { ...options, caller: '198.51.100.1', headers: PLAN });
      await record(attack, asking, isPlan);
    }
  }

  /** Asks again and again, as long as the flood goes on. */
  async function meanwhile(pause: number, ask: (index: number) => Promise<unknown>): Promise<void> {
    for (let index = 0; total(attack) < flood; index += 1) await Promise.all([ask(index), sleep(pause)]);
  }

  await Promise.all([
    ...Array.from({ length: CONCURRENT }, attacking),
    meanwhile(10, async () => {
      const before = total(attack);
      await record(probes, stage.ask('{ __typename }', { caller: '192.0.2.2' }), isWhole);
      overtaken = Math.max(overtaken, total(attack) - before);
    }),
    meanwhile(500, (index) => {
      const variables = { id: 1_500_000 + index };
      return record(people, stage.ask('query Person($id: ID!) { person(id: $id) { name } }', { variables, caller: '192.0.2.3' }), isWhole);
    }),
  ]);
  const { requests } = await stage.sandbox.seen();
  return {
    typename: percentile(probes.took, 0.99),
    person: people.served === total(people) ? longest(people.took) : Number.NaN,
    overtaken,
    unplanned: total(attack) - attack.served,
    asked: requests.filter(({ url }) => !url.startsWith('/3/person/')).length,
    broken: probes.broken + people.broken,
  };
}

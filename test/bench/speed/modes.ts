import type { Competitor } from './competitor.ts';
import { percentile } from '../figures.ts';
import { bodyOf, SCENARIOS, type Scenario, type ScenarioName } from './scenarios.ts';
import { load, requestOf, type Loaded } from './wire.ts';

/** What one turn of one competitor showed. */
export interface Turn {
  readonly perSecond: number;
  /** Milliseconds of the server's CPU for an answer. */
  readonly cpu: number;
  /** Milliseconds from a request to its answer, in the median. */
  readonly p50: number;
}

const CONNECTIONS = 32;

/** Ids that the warm mode goes round. */
const KNOWN = 20;

async function measured(competitor: Competitor, run: () => Promise<Loaded>): Promise<Turn> {
  const before = await competitor.usage();
  const { answers, wrong, seconds, took } = await run();
  const after = await competitor.usage();
  if (wrong > 0) throw new Error(`${wrong} of ${answers} answers were not 200.`);
  return { perSecond: answers / seconds, cpu: (after.cpu - before.cpu) / 1000 / answers, p50: percentile(took, 0.5) };
}

/** The identical request again and again. */
export function hot(competitor: Competitor, name: ScenarioName, seconds: number): Promise<Turn> {
  const bytes = requestOf(bodyOf(name, 0));
  const until = performance.now() + 1000 * seconds;
  return measured(competitor, () =>
    load({ port: competitor.port, connections: CONNECTIONS, next: () => (performance.now() < until ? bytes : undefined) }),
  );
}

/** Counters of a competitor: it never sees a salt or an id of the cold mode twice. */
export interface Progress {
  salt: number;
  readonly cold: Map<ScenarioName, number>;
}

export const createProgress = (): Progress => ({ salt: 0, cold: new Map() });

const upTo = (count: number, connections: number, body: () => string) => {
  let left = count;
  // Made beforehand: the client must not be busy meanwhile.
  const requests = Array.from({ length: count }, () => requestOf(body()));
  return { connections: Math.min(connections, count), next: () => requests[--left] };
};

/** Known ids and a known document, in bytes that were never sent. */
export function warm(competitor: Competitor, name: ScenarioName, progress: Progress, count: number): Promise<Turn> {
  const requests = upTo(count, CONNECTIONS, () => bodyOf(name, progress.salt % KNOWN, progress.salt++));
  return measured(competitor, () => load({ port: competitor.port, ...requests }));
}

/** Ids that were never asked for. */
export function cold(
  competitor: Competitor,
  name: ScenarioName,
  progress: Progress,
  count: number,
  connections = CONNECTIONS,
): Promise<Turn> {
  const requests = upTo(count, connections, () => {
    const index = progress.cold.get(name) ?? KNOWN;
    progress.cold.set(name, index + 1);
    return bodyOf(name, index);
  });
  return measured(competitor, () => load({ port: competitor.port, ...requests }));
}

/** Number of queries of a cold turn: fewer where each is many requests. */
export function coldCount(name: ScenarioName, count: number): number {
  const { weight = 1, scarcity = 1 }: Scenario = SCENARIOS[name];
  return Math.max(8, Math.round(count / weight / scarcity));
}

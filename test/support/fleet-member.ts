/** One process of a fleet: all of the gateway below GraphQL, so that many of them run on a small machine. Programmed over IPC. */
import { connectRedis } from '../../src/redis/connection.ts';
import { createFleet } from '../../src/fleet/fleet.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { createPartCache } from '../../src/tmdb/engine/cache.ts';
import { createEngine } from '../../src/tmdb/engine/engine.ts';
import { createFailures } from '../../src/tmdb/engine/failures/failures.ts';
import { createLimiter, usedRate } from '../../src/tmdb/engine/limiter.ts';
import { createOperation } from '../../src/tmdb/engine/operation.ts';
import { createTransport } from '../../src/tmdb/engine/transport.ts';

/** A command to the process. */
export type MemberCommand =
  /** Asks for distinct movies from this id on, with this number of clients; with none it stops. */
  | { readonly is: 'load'; readonly clients: number; readonly first: number; readonly burst?: number }
  | { readonly is: 'report' }
  | { readonly is: 'leave' };

export interface MemberReport {
  readonly answered: number;
  /** The reasons for which movies were not answered. */
  readonly failures: readonly string[];
  readonly mode: string;
  readonly members: number;
  /** Whether requests pause after a 429. */
  readonly pausedFor: number;
  /** Classes of paths of which an open circuit of another process was heard. */
  readonly circuits: readonly string[];
  readonly log: readonly string[];
  /** The ms that each movie took. */
  readonly took: readonly number[];
}

const [url = '', redisUrl = ''] = process.argv.slice(2);
const maxWait = 10_000;
const rate = 50;
const maxConnections = 18;
const log: string[] = [];
const circuits: string[] = [];
const write = (text: string): void => void log.push(text);
const fleet = createFleet({
  redis: connectRedis(redisUrl),
  name: 'test',
  limit: usedRate(rate),
  maxWait,
  log: { info: write, warn: write },
});
const limiter = createLimiter({ ratePerSecond: rate, maxConnections, shared: fleet });
const failures = createFailures({ listener: { onOpen: (paths) => fleet.circuitOpened(paths), onClose() {} } });
fleet.subscribe({ onCircuitOpened: (paths) => void circuits.push(paths) });
const engine = createEngine({
  transport: createTransport({ url, maxConnections, shared: fleet, accessToken: 'fleet' }),
  limiter,
  failures,
  cache: createPartCache(1_000_000),
  maxWait,
  queueMax: 150,
  ratePerSecond: rate,
  shared: fleet,
});

let answered = 0;
let took: number[] = [];
let reasons: string[] = [];
let next = 0;
let round = { isOver: false };

async function ask(clientOf: number): Promise<void> {
  next += 1;
  const since = performance.now();
  const end = new AbortController();
  const timer = setTimeout(() => end.abort(new Error('The deadline is over.')), maxWait);
  const operation = createOperation({ signal: end.signal, caller: `client ${clientOf}`, maxRequests: 100 });
  try {
    await engine.want({ resource: movie, ref: String(next), part: 'details', query: { language: null } }, operation);
    answered += 1;
    took.push(performance.now() - since);
  } catch (error) {
    reasons.push(String(error));
    await new Promise((resolve) => setTimeout(resolve, 100));
  } finally {
    clearTimeout(timer);
  }
}

async function client(index: number, ofRound: { readonly isOver: boolean }): Promise<void> {
  while (!ofRound.isOver) await ask(index);
}

process.on('message', async (command: MemberCommand) => {
  if (command.is === 'load') {
    round.isOver = true;
    round = { isOver: false };
    answered = 0;
    took = [];
    reasons = [];
    if (command.clients > 0) next = command.first;
    for (let index = 0; index < command.clients; index += 1) void client(index, round);
    for (let index = 0; index < (command.burst ?? 0); index += 1) void ask(index);
  } else if (command.is === 'leave') {
    await engine.close();
    await fleet.close();
    process.exit(0);
  } else {
    const { mode, members } = fleet;
    process.send?.({
      answered,
      failures: reasons,
      mode,
      members,
      pausedFor: limiter.pausedFor(),
      circuits,
      log,
      took,
    } satisfies MemberReport);
  }
});
process.on('disconnect', () => process.exit(0));

import { Pool } from 'undici';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { run, type Program } from './support/program.ts';
import { startSandboxProcess, type SandboxProcess } from './support/sandbox-process.ts';

let sandbox: SandboxProcess;
beforeAll(async () => {
  sandbox = await startSandboxProcess({ rateLimit: 100_000 });
});
afterAll(() => sandbox.stop());

/** A gateway that prints its collections of garbage. */
const startTracing = (): Program =>
  run('src/main.ts', {
    nodeOptions: ['--trace-gc'],
    env: {
      PORT: '0',
      TMDB_API_URL: sandbox.origin,
      TMDB_ACCESS_TOKEN: 'token',
      TMDB_RATE_LIMIT: '100000',
      QUEUE_MAX: '10000',
      LOG_LEVEL: 'info',
    },
  });

/** Bytes of a text that comes with each query, and stays in memory for as long as anything of its operation does. */
const TEXT = 40_000;

const CONNECTIONS = 16;

/** Sends queries, which carry a credential so that no answer is stored. @param idOf The id of the movie of each of them. */
async function send(origin: string, count: number, idOf: (index: number) => number): Promise<void> {
  const pool = new Pool(origin, { connections: CONNECTIONS });
  let next = 0;
  const client = async (): Promise<void> => {
    for (let index = (next += 1); index <= count; index = next += 1) {
      const query = 'query ($id: ID!) { movie(id: $id) { title runtime tagline } }';
      const { statusCode, body } = await pool.request({
        method: 'POST',
        path: '/graphql',
        headers: { 'content-type': 'application/json', 'tmdb-session-id': 'a'.repeat(40) },
        body: JSON.stringify({ query, variables: { id: String(idOf(index)), text: `${index} `.padEnd(TEXT, 'x') } }),
      });
      const answer = (await body.json()) as { errors?: unknown };
      if (statusCode !== 200 || answer.errors) throw new Error(JSON.stringify(answer));
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, client)).finally(() => pool.close());
}

/** The share of what was allocated between collections of young objects that outlived them. */
function shareThatSurvives(trace: string): number {
  let [allocated, survived] = [0, 0];
  let left: number | undefined;
  for (const [, kind, before, after] of trace.matchAll(/: (Scavenge|Mark-Compact) ([\d.]+) .*?-> ([\d.]+) /g)) {
    if (kind === 'Scavenge' && left !== undefined) {
      allocated += Number(before) - left;
      survived += Number(after) - left;
    }
    left = Number(after);
  }
  return survived / allocated;
}

it.each([
  { of: 'known', idOf: () => 603, most: 0.05 },
  // p-queue keeps some of those that had to wait for a connection.
  { of: 'unknown', idOf: (index: number) => 1_000_000 + index, most: 0.15 },
])(
  'leaves nothing of an operation on $of movies that only a collection of the whole heap frees',
  { timeout: 60_000 },
  async ({ idOf, most }) => {
    const gateway = startTracing();
    try {
      const [, origin = ''] = await gateway.until(/(http:\/\/[^/"]+)\/graphql/);
      await send(origin, 1000, idOf);
      const { length } = gateway.output.stdout;
      await send(origin, 4000, (index) => idOf(1000 + index));
      expect(shareThatSurvives(gateway.output.stdout.slice(length))).toBeLessThan(most);
    } finally {
      await gateway.stop();
    }
  },
);

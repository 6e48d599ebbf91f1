import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { undelayed } from '../load/windows.ts';
import { run, type Program } from '../support/program.ts';
import { startSandboxProcess, type SandboxProcess, type Seen } from '../support/sandbox-process.ts';
import { createClient, type Client } from './client.ts';

/** TMDB's typical latency, in milliseconds. */
const LATENCY = 60;

/** The gateway's own credential, which must not leak. */
export const CREDENTIAL = 'credential-of-a-gateway-under-load';

/** The gateway's program. */
export const GATEWAY = 'src/main.ts';

/** A sandbox, a gateway over it, and its clients: three processes, of which this one is the clients'. */
export interface Stage extends AsyncDisposable, Pick<Client, 'ask'> {
  readonly sandbox: SandboxProcess;
  /** URL at which the gateway listens. */
  readonly address: string;
  /** The gateway's process; its standard error is empty unless a failure was not handled. */
  readonly gateway: Program;
  /** Counts the requests that the sandbox received so far. */
  counted(): Promise<Counted>;
}

export interface Counted {
  /** TMDB requests, without those that the sandbox refused only because it had stalled itself. */
  readonly requests: number;
  /** Number of them that were over the limit. */
  readonly refused: number;
  /** Seconds for which the gateway paused after refusals without reason. */
  readonly lost: number;
}

/** Pause of the gateway after a 429, in milliseconds: the sandbox sends a Retry-After of one second. */
const PAUSE = 1000;

/** Counts requests. A sandbox that stalled sees requests at once that arrived over time, so its refusals then do not count. */
function count({ requests, delays }: Seen): Counted {
  const refusals = requests.filter(({ status }) => status === 429).map(({ at }) => ({ from: at - 1000, count: 1 }));
  const just = new Set(undelayed(refusals, delays));
  let lost = 0;
  let last = -Infinity;
  for (const refusal of refusals) {
    if (just.has(refusal) || refusal.from < last + PAUSE) continue;
    lost += PAUSE / 1000;
    last = refusal.from;
  }
  return { requests: requests.length - refusals.length + just.size, refused: just.size, lost };
}

/**
 * Warms the sandbox up, as TMDB is warm: code that runs for the first time would stall it, and make it refuse requests.
 */
async function warm(sandbox: SandboxProcess): Promise<void> {
  await sandbox.program({ rateLimit: Infinity, latency: 1 });
  const pool = new Pool(sandbox.origin, { connections: 12 });
  for (let round = 0; round < 20; round += 1) {
    const asking = Array.from({ length: 12 }, async (_, index) => {
      const path = `/3/movie/${2_000_000 + 12 * round + index}?append_to_response=credits,videos,keywords,recommendations`;
      const response = await pool.request({ method: 'GET', path, headers: { authorization: 'Bearer warm', 'accept-encoding': 'gzip' } });
      await response.body.dump();
    });
    await Promise.all(asking);
  }
  await pool.destroy();
  await sandbox.program({ rateLimit: 50, latency: LATENCY });
  await sandbox.reset();
}

/**
 * Starts a sandbox, a gateway over it, and its clients.
 * @param env The gateway's environment; by default it keeps to the 50 requests a second that the sandbox allows.
 * @param nodeOptions Options for Node.
 */
export async function openStage(env: Record<string, string> = {}, nodeOptions: readonly string[] = []): Promise<Stage> {
  const sandbox = await startSandboxProcess();
  await warm(sandbox);
  const gateway = run(GATEWAY, {
    nodeOptions: [...nodeOptions],
    env: {
      TMDB_API_URL: sandbox.origin,
      TMDB_ACCESS_TOKEN: CREDENTIAL,
      PORT: '0',
      TRUST_PROXY: 'true',
      GRAPHIQL: 'false',
      ...env,
    },
  });
  const [address] = await gateway.until(/http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/);
  // The check of the credential at the start is not part of the scenario.
  while ((await sandbox.seen()).requests.length === 0) await sleep(10);
  await sleep(2 * LATENCY);
  await sandbox.reset();
  const client = createClient(address);
  return {
    ask: client.ask,
    sandbox,
    address,
    gateway,
    counted: async () => count(await sandbox.seen()),
    async [Symbol.asyncDispose]() {
      await client.close();
      await gateway.stop();
      await sandbox.stop();
      const { stdout, stderr } = gateway.output;
      if (`${stdout}${stderr}`.includes(CREDENTIAL)) throw new Error('The gateway’s credential is in its output.');
    },
  };
}

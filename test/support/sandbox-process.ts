import { Client } from 'undici';
import type { SandboxRequest } from '../../src/sandbox/server/request-log.ts';
import type { SandboxOptions, SandboxProgram } from '../../src/sandbox/server/server.ts';
import { run } from './program.ts';

/** The requests to a sandbox since its start or its last reset; times are milliseconds of its own clock. */
export interface Seen {
  readonly requests: readonly SandboxRequest[];
  /** Sockets to it, without the one of this request. */
  readonly connections: { readonly open: number; readonly peak: number };
  /** Stalls of its process: requests that arrived meanwhile were seen late and all at once. */
  readonly delays: readonly (readonly [from: number, to: number])[];
}

/** A sandbox with an event loop of its own, so that it sees requests when they arrive. */
export interface SandboxProcess {
  /** For `TMDB_API_URL`. */
  readonly origin: string;
  program(change: SandboxProgram): Promise<void>;
  reset(): Promise<void>;
  seen(): Promise<Seen>;
  stop(): Promise<void>;
}

export async function startSandboxProcess(options: SandboxOptions = {}): Promise<SandboxProcess> {
  const program = run('src/sandbox/main.ts', { args: [JSON.stringify(options)] });
  const [line] = await program.until(/^\{.*\}$/m);
  const { origin } = JSON.parse(line) as { origin: string };
  // One socket that stays open, so that it can be told apart from those of the gateway.
  const client = new Client(origin, { keepAliveTimeout: 60_000 });

  async function control(method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> {
    const response = await client.request({ method, path, ...(body !== undefined && { body: JSON.stringify(body) }) });
    if (response.statusCode !== 200) throw new Error(`The sandbox refuses ${path}: ${await response.body.text()}`);
    return response.body.json();
  }

  return {
    origin,
    program: async (change) => void (await control('POST', '/sandbox/program', change)),
    reset: async () => void (await control('POST', '/sandbox/reset')),
    seen: async () => {
      const { connections, ...seen } = (await control('GET', '/sandbox/requests')) as Seen;
      return { ...seen, connections: { open: connections.open - 1, peak: connections.peak - 1 } };
    },
    stop: async () => {
      await client.destroy();
      await program.stop();
    },
  };
}

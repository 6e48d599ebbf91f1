import { fork, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Profiler } from 'node:inspector';
import { freePort } from '../../support/free-port.ts';

/** CPU time in microseconds over all threads, and the peak of the resident memory in kilobytes. */
export interface Usage {
  readonly cpu: number;
  readonly peak: number;
}

/** What a server's process tells the benchmark. */
export interface Answers {
  usage(): Usage;
  profile(): Promise<void>;
  profiled(): Promise<Profiler.Profile>;
}

/** A server in a process of its own. */
export interface Competitor {
  readonly port: number;
  usage(): Promise<Usage>;
  /** Starts a CPU profile; the function that it returns ends it. */
  profile(): Promise<() => Promise<Profiler.Profile>>;
  /** Sends it anything else. */
  send(message: unknown): void;
  stop(): Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Without taskset, as outside Linux, all processes share all cores. */
const canPin = spawnSync('taskset', ['-V']).status === 0;

/** Clients and TMDB share a core, as they must not take time from the server. */
export const CLIENT_CORE = '1';
const SERVER_CORE = '0';

export function pinClient(): void {
  if (canPin) spawnSync('taskset', ['-acp', CLIENT_CORE, String(process.pid)]);
}

/** Starts a file, relative to a folder that is by default the repository's root, and waits until it answers. */
export async function start(
  file: string,
  {
    env = {},
    nodeOptions = [],
    core = SERVER_CORE,
    cwd = ROOT,
  }: { env?: Record<string, string>; nodeOptions?: readonly string[]; core?: string; cwd?: string } = {},
): Promise<Competitor> {
  const port = await freePort();
  const options = [...nodeOptions, '--import', new URL('report.js', import.meta.url).href];
  const child = fork(file, {
    cwd,
    env: { PATH: process.env['PATH'], PORT: String(port), ...env },
    execPath: canPin ? 'taskset' : process.execPath,
    execArgv: canPin ? ['-c', core, process.execPath, ...options] : options,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const ended = once(child, 'exit');
  await Promise.race([listening(port), ended.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}.`)))]);
  return {
    port,
    usage: () => ask(child, 'usage') as Promise<Usage>,
    profile: async () => {
      await ask(child, 'profile');
      return () => ask(child, 'profiled') as Promise<Profiler.Profile>;
    },
    send: (message) => void child.send(message as object),
    async stop() {
      child.kill('SIGTERM');
      child.disconnect();
      await ended;
    },
  };
}

async function ask(child: ChildProcess, question: keyof Answers): Promise<unknown> {
  child.send(question);
  const [answer] = (await once(child, 'message')) as [unknown];
  return answer;
}

async function listening(port: number): Promise<void> {
  for (;;) {
    const isUp = await fetch(`http://127.0.0.1:${port}/`).then(
      async (response) => {
        await response.body?.cancel();
        return true;
      },
      () => false,
    );
    if (isUp) return;
    await sleep(50);
  }
}

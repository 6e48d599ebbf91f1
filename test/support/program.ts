import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A program that runs in a process of its own. */
export interface Program {
  readonly pid: number;
  /** Its output so far. */
  readonly output: { stdout: string; stderr: string };
  /** Waits until its standard output matches. Rejects with its whole output when it ends before that. */
  until(pattern: RegExp): Promise<RegExpExecArray>;
  signal(name: NodeJS.Signals): void;
  /** Resolves with its exit code when it has ended, or with null when a signal ended it. */
  readonly ended: Promise<number | null>;
  /** Sends SIGTERM, and SIGKILL if that does not end it. Returns its exit code. */
  stop(): Promise<number | null>;
}

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Time between SIGTERM and SIGKILL, in milliseconds. */
const GRACE = 15_000;

/**
 * Runs a TypeScript file on this Node, as a user would.
 * @param file Relative to the repository's root.
 * @param env Its whole environment but for PATH: no other variable of the tests' own environment reaches it.
 */
export function run(
  file: string,
  { nodeOptions = [], args = [], env = {} }: { nodeOptions?: string[]; args?: string[]; env?: Record<string, string> } = {},
): Program {
  return runCommand([process.execPath, ...nodeOptions, file, ...args], env);
}

/** Runs any command, in the same environment. */
export function runCommand([command, ...args]: readonly [string, ...string[]], env: Record<string, string>): Program {
  const child = spawn(command, args, { cwd: ROOT, env: { PATH: process.env['PATH'], ...env } });
  const output = { stdout: '', stderr: '' };
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve); // Unlike at 'exit', all of its output has been read by then.
  });

  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].setEncoding('utf8').on('data', (text: string) => {
      output[stream] += text;
    });
  }

  return {
    pid: child.pid ?? Number.NaN, // Without a pid, `ended` rejects.
    output,
    ended,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          const found = pattern.exec(output.stdout);
          if (!found) return;
          child.stdout.off('data', look);
          resolve(found);
        };
        child.stdout.on('data', look);
        look();
        ended.then(
          (code) => reject(new Error(`${command} ${args.join(' ')} ended with ${code}:\n${output.stdout}${output.stderr}`)),
          reject,
        );
      }),
    signal: (name) => void child.kill(name),
    stop: async () => {
      child.kill('SIGTERM');
      const impatience = new AbortController();
      sleep(GRACE, undefined, { signal: impatience.signal }).then(
        () => child.kill('SIGKILL'),
        () => {},
      );
      return ended.finally(() => impatience.abort());
    },
  };
}

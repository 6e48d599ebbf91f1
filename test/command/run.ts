import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs `tmdb-graphql-gateway` until it ends, or until the test is over.
 * @param env Its whole environment but for PATH.
 * @param input Its standard input.
 */
export async function runGateway(
  args: readonly string[],
  { env = {}, input = '', nodeOptions = [] }: { env?: Record<string, string>; input?: string; nodeOptions?: readonly string[] } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [...nodeOptions, 'src/main.ts', ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  child.stdin.on('error', () => {}).end(input); // A command that does not read it may have ended.
  const ended = new Promise<number | null>((resolve, reject) => child.once('error', reject).once('close', resolve));
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}

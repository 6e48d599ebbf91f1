import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { SandboxOptions } from '../../src/sandbox/server/server.ts';
import { createAsk } from './ask.ts';

const MAIN = fileURLToPath(new URL('../../src/sandbox/main.ts', import.meta.url));

async function sandboxProcess(options: Omit<SandboxOptions, 'rateLimit'> & { rateLimit?: number | null }) {
  const child = spawn(process.execPath, [MAIN, JSON.stringify(options)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const gone = once(child, 'exit');
  onTestFinished(async () => {
    child.kill();
    await gone;
  });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const { origin } = JSON.parse(line) as { origin: string };
  const program = (change: object) => fetch(`${origin}/sandbox/program`, { method: 'POST', body: JSON.stringify(change) });
  return { child, gone, origin, ask: createAsk(origin), program };
}

describe('a sandbox in a process of its own', () => {
  it('accepts programs and tells its requests over HTTP, without logging these calls', async () => {
    const { origin, ask, program } = await sandboxProcess({ rateLimit: 1 });
    expect((await ask('/3/movie/603')).status).toBe(200);
    expect((await ask('/3/movie/603')).status).toBe(429);
    await program({ rateLimit: null, faults: [{ path: '/3/movie/550', times: 1, answer: { tmdb: 9 } }] });
    expect((await ask('/3/movie/550')).status).toBe(503);
    const seen = (await ask('/sandbox/requests')).json;
    expect(seen).toMatchObject({
      requests: [{ url: '/3/movie/603', status: 200, at: expect.any(Number) }, { status: 429 }, { url: '/3/movie/550', status: 503 }],
      connections: { open: expect.any(Number), peak: expect.any(Number) },
      delays: expect.any(Array),
    });
    await fetch(`${origin}/sandbox/reset`, { method: 'POST' });
    expect((await ask('/sandbox/requests')).json['requests']).toEqual([]);
  });

  it('refuses a program that is not JSON', async () => {
    const { origin } = await sandboxProcess({});
    expect((await fetch(`${origin}/sandbox/program`, { method: 'POST', body: 'faults' })).status).toBe(400);
  });

  it('exits on SIGTERM', async () => {
    const { child, gone } = await sandboxProcess({});
    child.kill('SIGTERM');
    expect(await gone).toEqual([0, null]);
  });

  it('exits when its parent does', async () => {
    const { child, gone } = await sandboxProcess({});
    child.stdin.end();
    expect(await gone).toEqual([0, null]);
  });
});

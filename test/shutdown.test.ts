import { Agent, request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { run, type Program } from './support/program.ts';
import { startSandboxProcess, type SandboxProcess } from './support/sandbox-process.ts';

/** Starts the real program over a TMDB with this latency. */
async function start(
  latency: number,
  env: Record<string, string> = {},
): Promise<{ program: Program; address: string; sandbox: SandboxProcess }> {
  const sandbox = await startSandboxProcess({ latency });
  const program = run('src/main.ts', { env: { TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: 'any', PORT: '0', ...env } });
  onTestFinished(async () => {
    await program.stop();
    await sandbox.stop();
  });
  const [address] = await program.until(/http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/);
  return { program, address, sandbox };
}

/** Asks on a connection of the agent; `fetch` would choose its own. */
function ask(
  address: string,
  agent: Agent,
  query: string,
): Promise<{ status: number | undefined; connection: string | undefined; body: unknown }> {
  return new Promise((resolve, reject) => {
    const asking = request(`${address}/graphql`, { method: 'POST', agent, headers: { 'content-type': 'application/json' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('error', reject).on('end', () => {
        resolve({ status: response.statusCode, connection: response.headers.connection, body: JSON.parse(text) as unknown });
      });
    });
    asking.on('error', reject).end(JSON.stringify({ query }));
  });
}

const isAsked = async (sandbox: SandboxProcess, path: string): Promise<boolean> =>
  (await sandbox.seen()).requests.some(({ url }) => url === path);

const isRefused = (address: string): Promise<boolean> =>
  fetch(`${address}/health`).then(
    () => false,
    () => true,
  );

it('answers 50 queries in flight at a SIGTERM, reports first that it is not ready, and exits', async () => {
  const { program, address } = await start(800);
  const agent = new Agent({ keepAlive: true });
  onTestFinished(() => agent.destroy());
  await ask(address, agent, '{ __typename }');
  const queries = Array.from({ length: 50 }, (_, index) => ask(address, agent, `{ movie(id: ${1_000_000 + index}) { tmdbId } }`));
  // All of them have arrived and wait for TMDB.
  await expect
    .poll(async () => (await fetch(`${address}/metrics`)).text(), { timeout: 5000 })
    .toMatch(/lookups_total\{result="miss"\} 50$/m);

  const signalled = performance.now();
  program.signal('SIGTERM');
  await program.until(/SIGTERM/);
  const ready = await fetch(`${address}/ready`).catch(() => undefined);
  // On a machine that is too slow to ask within the notice, the connection is refused.
  expect([503, undefined]).toContain(ready?.status);
  await expect.poll(() => isRefused(address), { interval: 10 }).toBe(true);

  const answers = await Promise.all(queries);
  expect(answers.map(({ status, body }) => [status, body])).toEqual(
    answers.map((_, index) => [200, { data: { movie: { tmdbId: 1_000_000 + index } } }]),
  );
  expect(new Set(answers.map(({ connection }) => connection))).toEqual(new Set(['close']));
  expect(await program.ended).toBe(0);
  expect(performance.now() - signalled).toBeLessThan(15_000);
  expect(program.output.stdout).toMatch(/"msg":"Stopped\."/);
  expect(program.output.stdout.match(/"outcome":"OK"/g)).toHaveLength(51);
  expect(program.output.stderr).toBe('');
}, 40_000);

it('exits within 15 s of a SIGTERM though TMDB never answers', async () => {
  const { program, address, sandbox } = await start(0, { OPERATION_DEADLINE_MS: '60000' });
  await sandbox.program({ faults: [{ path: '/3/*', answer: { stall: true } }] });
  const agent = new Agent();
  const asking = ask(address, agent, '{ movie(id: 603) { title } }').catch(() => 'broken off');
  await expect.poll(() => isAsked(sandbox, '/3/movie/603')).toBe(true);
  const signalled = performance.now();
  program.signal('SIGTERM');
  expect(await program.ended).toBe(0);
  expect(performance.now() - signalled).toBeLessThan(15_000);
  await asking;
}, 40_000);

it('exits at once at a second signal', async () => {
  const { program, address, sandbox } = await start(0);
  await sandbox.program({ faults: [{ path: '/3/*', answer: { stall: true } }] });
  const asking = ask(address, new Agent(), '{ movie(id: 603) { title } }').catch(() => 'broken off');
  await expect.poll(() => isAsked(sandbox, '/3/movie/603')).toBe(true);
  program.signal('SIGINT');
  await program.until(/SIGINT/);
  await sleep(100);
  const signalled = performance.now();
  program.signal('SIGINT');
  expect(await program.ended).toBe(130);
  expect(performance.now() - signalled).toBeLessThan(2000);
  expect(await asking).toBe('broken off');
}, 40_000);

import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readExamples } from '../src/http/examples.ts';
import { SDK } from './bench/telemetry.ts';
import { run, runCommand, type Program } from './support/program.ts';

/** Longest time to exit when the gateway is idle, in milliseconds. */
const SOON = 2000;

/** Runs the program of `npm start`. */
function start(env: Record<string, string> = {}): Program {
  const program = run('src/main.ts', { env: { PORT: '0', ...env } });
  onTestFinished(async () => void (await program.stop()));
  return program;
}

const addressOf = async (program: Program): Promise<string> => (await program.until(/http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/))[0];

async function ask(address: string, query: string): Promise<{ status: number; body: unknown }> {
  const response = await fetch(`${address}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  });
  return { status: response.status, body: await response.json() };
}

/** Listens on a free port of 127.0.0.1 until the test is over. */
async function listening(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return (server.address() as AddressInfo).port; // A TCP server's address is never a string.
}

const moviePage = readExamples().find(({ name }) => name === 'movie-page')?.query ?? '';

describe('npm start without any TMDB variable', () => {
  it('logs its address, that it runs on the sandbox, and how to use the real TMDB', async () => {
    const program = start();
    await program.until(/\/graphql[\s\S]*TMDB_ACCESS_TOKEN.*\n/);
    expect(program.output.stdout).toMatch(/http:\/\/127\.0\.0\.1:\d+\/graphql/);
    expect(program.output.stdout).toMatch(/sandbox/i);
    expect(program.output.stdout).toMatch(/TMDB_ACCESS_TOKEN=\S* npm start/);
    expect(program.output.stderr).toBe('');
  });

  it.each([
    [{}, 'info'],
    [{ NODE_ENV: 'production', SANDBOX: 'true' }, 'warn'],
  ])('announces the sandbox with the environment %j at level %s', async (env, level) => {
    const program = start(env);
    const [line] = await program.until(/.*TMDB_ACCESS_TOKEN.*(?=\n)/);
    expect(JSON.parse(line)).toMatchObject({ level });
  });

  it('answers the movie page, is healthy, keeps connections longer than load balancers do, and exits at once when idle', async () => {
    const program = start();
    const address = await addressOf(program);

    expect(await ask(address, moviePage)).toMatchObject({
      status: 200,
      body: { data: { movie: { title: 'The Matrix', poster: { url: expect.stringContaining(`${address}/sandbox/t/p/w500/`) } } } },
    });
    const health = await fetch(`${address}/health`);
    expect([health.status, health.headers.get('keep-alive')]).toEqual([200, 'timeout=75']);

    const signalled = performance.now();
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(performance.now() - signalled).toBeLessThan(SOON);
  });
});

describe('npm start with a variable that is one letter away from a known one', () => {
  it('warns of it and goes on', async () => {
    const program = start({ TMDB_ACCES_TOKEN: 'hush-hush' });
    const [line] = await program.until(/.*TMDB_ACCES_TOKEN.*(?=\n)/);
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', msg: expect.stringContaining('Did you mean TMDB_ACCESS_TOKEN?') });
    await addressOf(program);
    expect(program.output.stdout).not.toContain('hush-hush');
  });
});

describe('npm start with an invalid configuration', () => {
  it('names every bad variable at once, repeats no value, and exits with 1', async () => {
    const program = start({
      PORT: 'x',
      TMDB_RATE_LIMIT: '0',
      TMDB_LANGUAGE: 'english',
      TMDB_ACCESS_TOKEN: 'hush-hush',
      TMDB_API_KEY: 'never print this',
    });
    expect(await program.ended).toBe(1);
    expect(program.output.stdout).toBe('');
    const { stderr } = program.output;
    for (const name of ['PORT', 'TMDB_RATE_LIMIT', 'TMDB_LANGUAGE', 'TMDB_API_KEY'])
      expect(stderr).toMatch(new RegExp(`^ *${name}: expected `, 'm'));
    expect(stderr).not.toMatch(/TMDB_ACCESS_TOKEN|hush-hush|never print this|english/);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('serves no sandbox in production unless it is told to, and names the variable that is probably misspelled', async () => {
    const program = start({ NODE_ENV: 'production', TMDB_ACCES_TOKEN: 'hush-hush' });
    expect(await program.ended).toBe(1);
    expect(program.output.stdout).toBe('');
    expect(program.output.stderr).toMatch(/^ *TMDB_ACCESS_TOKEN: expected, .*\bNODE_ENV\b.*\bSANDBOX=true\b/m);
    expect(program.output.stderr).toMatch(/^ *TMDB_ACCES_TOKEN: .*Did you mean TMDB_ACCESS_TOKEN\?$/m);
    expect(program.output.stderr).not.toMatch(/hush-hush|^\s+at /m);
  });

  it('names an unreadable file of the configuration, even on the sandbox, and exits with 1', { timeout: 30_000 }, async () => {
    const program = start({ TRUSTED_DOCUMENTS: '/nowhere' });
    expect(await Promise.race([program.ended, sleep(25_000, 'still running')])).toBe(1);
    expect(program.output.stderr).toMatch(/^ *TRUSTED_DOCUMENTS: expected /m);
    expect(program.output.stderr).not.toMatch(/^\s+at /m);
  });

  it('reports an unknown host in one line, and exits with 1', async () => {
    const program = start({ HOST: 'nosuch.invalid' });
    expect(await program.ended).toBe(1);
    expect(program.output.stderr.trim().split('\n')).toEqual([expect.stringMatching(/^nosuch\.invalid .*\bHOST\b/)]);
  });

  it('reports a port in use in one line, and exits with 1', { timeout: 30_000 }, async () => {
    const port = await listening(createServer());
    const program = start({ PORT: String(port) });
    expect(await Promise.race([program.ended, sleep(25_000, 'still running')])).toBe(1);
    expect(program.output.stderr.trim().split('\n')).toEqual([expect.stringMatching(new RegExp(`\\b${port}\\b.*\\bin use\\b`))]);
    expect(program.output.stdout).toBe('');
  });
});

/** Writes the URL of each module that is loaded from the sandbox to standard error. */
const WATCH = `import { registerHooks } from 'node:module';
registerHooks({ load(url, context, next) { if (url.includes('/src/sandbox/')) console.error(url); return next(url, context); } });`;

it('loads no module of the sandbox when another TMDB is configured', async () => {
  const nodeOptions = ['--import', `data:text/javascript,${encodeURIComponent(WATCH)}`];
  const modulesOf = async (env: Record<string, string>): Promise<string> => {
    const program = run('src/main.ts', { nodeOptions, env: { PORT: '0', ...env } });
    onTestFinished(async () => void (await program.stop()));
    await addressOf(program);
    return program.output.stderr;
  };
  expect(await modulesOf({ TMDB_API_URL: 'http://127.0.0.1:9' })).toBe('');
  expect(await modulesOf({})).toContain('/src/sandbox/');
});

describe('npm start over a TMDB that refuses the credential', () => {
  it('warns that TMDB refuses the credential, and goes on', async () => {
    const INVALID_KEY = JSON.stringify({ success: false, status_code: 7 });
    const port = await listening(createServer((_request, response) => void response.writeHead(401).end(INVALID_KEY)));
    const program = start({ TMDB_API_URL: `http://127.0.0.1:${port}`, TMDB_ACCESS_TOKEN: 'hush-hush' });
    const [line] = await program.until(/.*TMDB refuses.*(?=\n)/);
    expect(JSON.parse(line)).toMatchObject({ level: 'warn', msg: expect.stringContaining('INVALID_API_KEY') });
    expect((await fetch(`${await addressOf(program)}/ready`)).status).toBe(200);
    expect(program.output.stdout).not.toContain('hush-hush');
  });
});

describe('npm start at a signal', () => {
  it('exits when npm alone is signalled', async () => {
    const npm = runCommand(['npm', 'start'], { PORT: '0' });
    onTestFinished(async () => void (await npm.stop()));
    const address = await addressOf(npm);
    npm.signal('SIGTERM');
    await npm.until(/Stopped/);
    await expect(fetch(`${address}/health`)).rejects.toThrow(/fetch failed/);
  });

  it('exits with 0 though the collector of its traces is unreachable', async () => {
    const program = run('src/main.ts', {
      nodeOptions: SDK,
      env: { PORT: '0', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9', OTEL_EXPORTER_OTLP_TIMEOUT: '500' },
    });
    onTestFinished(async () => void (await program.stop()));
    await ask(await addressOf(program), '{ movie(id: 603) { title } }');
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(program.output.stderr).toBe('');
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'finishes the query that is in flight at a %s, accepts no other, and exits with 0',
    async (signal) => {
      const { promise: arrived, resolve: arrive } = Promise.withResolvers<ServerResponse>();
      const port = await listening(
        createServer(({ url }, response) => void (url === '/3/authentication' ? response.end('{}') : arrive(response))),
      );
      const program = start({ TMDB_API_URL: `http://127.0.0.1:${port}`, TMDB_ACCESS_TOKEN: 'any' });
      const address = await addressOf(program);

      const asked = ask(address, '{ movie(id: 603) { title } }');
      const upstream = await arrived;
      program.signal(signal);
      await expect
        .poll(() =>
          fetch(address).then(
            () => 'listens',
            () => 'refuses',
          ),
        )
        .toBe('refuses');
      upstream.setHeader('content-type', 'application/json').end(JSON.stringify({ id: 603, title: 'The Matrix' }));

      expect(await asked).toEqual({ status: 200, body: { data: { movie: { title: 'The Matrix' } } } });
      const answered = performance.now();
      expect(await program.ended).toBe(0);
      expect(performance.now() - answered).toBeLessThan(3000);
      expect(program.output.stderr).toBe('');
    },
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { buffer, text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { run, runCommand, type Program } from './support/program.ts';
import { startSandboxProcess, type SandboxProcess } from './support/sandbox-process.ts';

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/;

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
  const [address] = await program.until(ADDRESS);
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

it.each([
  { when: 'before a SIGTERM', isEarly: true },
  { when: 'in the time after a SIGTERM', isEarly: false },
])(
  'answers all queries that a client sent at once on one connection $when, and closes it after the last',
  async ({ isEarly }) => {
    const { program, address } = await start(800, { SHUTDOWN_DELAY_MS: '1000' });
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    const signal = async (): Promise<void> => {
      program.signal('SIGTERM');
      await program.until(/SIGTERM/);
    };
    if (!isEarly) await signal();
    const ids = ['1000001', '1000002', '1000003'];
    const bodies = ids.map((id) => JSON.stringify({ query: `{ movie(id: ${id}) { tmdbId } }` }));
    const head = 'POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
    socket.write(bodies.map((body) => `${head}Content-Length: ${body.length}\r\n\r\n${body}`).join(''));
    await expect
      .poll(async () => (await fetch(`${address}/metrics`)).text(), { timeout: 5000 })
      .toMatch(/lookups_total\{result="miss"\} 3$/m);
    if (isEarly) await signal();
    const answer = await text(socket);
    expect(answer.match(/"tmdbId":\d+/g)).toEqual(ids.map((id) => `"tmdbId":${id}`));
    expect(answer.match(/^connection: close\r$/gim)).toHaveLength(1);
    expect(await program.ended).toBe(0);
  },
  40_000,
);

it('delivers an answer that its client reads slowly, and then exits', async () => {
  const { program, address } = await start(0);
  const type =
    '{ name description fields { name description type { name kind } args { name description } } enumValues { name description } }';
  const aliases = Array.from({ length: 30 }, (_, index) => `a${index}: types ${type}`).join(' ');
  const body = JSON.stringify({ query: `{ __schema { ${aliases} } }` });
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  socket.write(
    `POST /graphql HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  const [first] = (await once(socket, 'data')) as [Buffer];
  socket.pause();
  program.signal('SIGTERM');
  await program.until(/SIGTERM/);
  await sleep(1500);
  const received = first.toString('latin1') + (await buffer(socket)).toString('latin1');
  const [head = ''] = received.split('\r\n\r\n');
  const length = Number(/content-length: (\d+)/i.exec(head)?.[1]);
  // More than the buffers of the system between the two take.
  expect(length).toBeGreaterThan(8_000_000);
  expect(received.length).toBe(head.length + 4 + length);
  expect(await program.ended).toBe(0);
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

/** Starts 50 queries that wait for TMDB, and waits until all of them have arrived. */
async function start50(address: string): Promise<Promise<number | undefined>[]> {
  const queries = Array.from({ length: 50 }, async (_, index) => {
    const { status, body } = await ask(address, new Agent(), `{ movie(id: ${1_000_000 + index}) { tmdbId } }`);
    expect(body).toEqual({ data: { movie: { tmdbId: 1_000_000 + index } } });
    return status;
  });
  await expect
    .poll(async () => (await fetch(`${address}/metrics`)).text(), { timeout: 5000 })
    .toMatch(/lookups_total\{result="miss"\} 50$/m);
  return queries;
}

const NODE = [process.execPath, 'src/main.ts'] as const;

/** A supervisor that loses patience, as pm2 does: it repeats its signals until the process has ended. */
function signalOften(program: Program): void {
  const signals = setInterval(() => {
    program.signal('SIGINT');
    setTimeout(() => program.signal('SIGTERM'), 100);
  }, 200);
  void program.ended.finally(() => clearInterval(signals));
}

describe('a supervised gateway', () => {
  let sandbox: SandboxProcess;
  beforeAll(async () => {
    sandbox = await startSandboxProcess({ latency: 1500 });
  });
  afterAll(() => sandbox.stop());

  it.each([
    { how: 'SIGTERM to npm alone', command: ['npm', 'start'], signal: (npm: Program) => npm.signal('SIGTERM'), repeats: [0] },
    {
      how: 'SIGTERM to the group of npm',
      command: ['setsid', 'npm', 'start'],
      signal: ({ pid }: Program) => process.kill(-pid, 'SIGTERM'),
      repeats: [0, 1], // npm passes it on, unless it ends first.
    },
    {
      how: 'SIGINT to the group of npm',
      command: ['setsid', 'npm', 'start'],
      signal: ({ pid }: Program) => process.kill(-pid, 'SIGINT'),
      repeats: [0, 1],
    },
    {
      how: 'SIGTERM to its own group',
      command: ['setsid', ...NODE],
      signal: ({ pid }: Program) => process.kill(-pid, 'SIGTERM'),
      repeats: [0],
    },
    { how: 'SIGINT and SIGTERM again and again', command: NODE, signal: signalOften, repeats: [1] },
  ] as const)(
    'answers all 50 queries in flight and exits with 0 when its supervisor sends $how',
    { timeout: 40_000 },
    async ({ command, signal, repeats }) => {
      const program = runCommand(command, { TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: 'any', PORT: '0' });
      onTestFinished(async () => void (await program.stop()));
      const [address] = await program.until(ADDRESS);
      const queries = await start50(address);
      signal(program);
      expect(await Promise.all(queries)).toEqual(queries.map(() => 200));
      expect(await program.ended).toBe(0);
      expect(repeats).toContain(program.output.stdout.match(/again: already stopping/g)?.length ?? 0);
    },
  );
});

describe('SHUTDOWN_DELAY_MS', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'keeps new connections served for its time after a %s, and refuses them only then',
    async (signal) => {
      const DELAY = 1000;
      const { program, address } = await start(0, { SHUTDOWN_DELAY_MS: String(DELAY) });
      program.signal(signal);
      await program.until(/finishing running requests/);
      const signalled = performance.now();
      expect((await fetch(`${address}/ready`)).status).toBe(503);
      const refusals: number[] = [];
      const visits: Promise<void>[] = [];
      for (let index = 0; refusals.length < 3; index += 1) {
        const sent = performance.now() - signalled;
        const visit = ask(address, new Agent(), `{ movie(id: ${1_000_000 + index}) { tmdbId } }`);
        visits.push(
          visit.then(
            ({ status }) => expect(status).toBe(200),
            () => void refusals.push(sent),
          ),
        );
        await sleep(50);
      }
      await Promise.all(visits);
      // The signal was sent a moment before its log line was read.
      expect(Math.min(...refusals)).toBeGreaterThan(DELAY - 200);
      expect(Math.min(...refusals)).toBeLessThan(DELAY + 1000);
      expect(visits.length).toBeGreaterThan(10);
      expect(await program.ended).toBe(0);
    },
  );
});

describe('METRICS_PORT', () => {
  it('serves metrics and probes to the end, and takes the metrics from the public port', async () => {
    const { program, address, sandbox } = await start(1500, { METRICS_PORT: '0', METRICS: 'true' });
    const [metrics] = await program.until(/http:\/\/127\.0\.0\.1:\d+\/metrics/);
    const at = (path: string): Promise<Response> => fetch(new URL(path, metrics));
    const hidden = await fetch(`${address}/metrics`);
    expect([hidden.status, await hidden.text()]).toEqual([
      404,
      expect.stringContaining('Expected one of the paths /graphql, /health, /ready, '),
    ]);
    expect((await at('/metrics')).headers.get('content-type')).toContain('text/plain; version=0.0.4');
    expect([(await at('/health')).status, (await at('/ready')).status, (await at('/graphql')).status]).toEqual([200, 200, 404]);
    expect((await fetch(`${address}/ready`)).status).toBe(200);

    const asking = ask(address, new Agent(), '{ movie(id: 603) { title } }');
    await expect.poll(() => isAsked(sandbox, '/3/movie/603')).toBe(true);
    program.signal('SIGTERM');
    await expect.poll(() => isRefused(address), { interval: 10 }).toBe(true);
    expect([(await at('/ready')).status, (await at('/health')).status]).toEqual([503, 200]);
    expect(await (await at('/metrics')).text()).toContain('tmdb_gateway_answers_total');
    expect((await asking).status).toBe(200);
    expect(await program.ended).toBe(0);
  });

  it('is named when it is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    onTestFinished(() => void other.close());
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo; // A TCP server's address is never a string.
    const program = run('src/main.ts', { env: { PORT: '0', METRICS_PORT: String(port) } });
    expect(await program.ended).toBe(1);
    expect(program.output.stderr).toMatch(/is in use.*METRICS_PORT/);
  });
});

/** Starts the program in a terminal of its own, with a query that TMDB never answers. */
async function startInTerminal(command: string) {
  const sandbox = await startSandboxProcess();
  await sandbox.program({ faults: [{ path: '/3/movie/*', answer: { stall: true } }] });
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: {
      PATH: process.env['PATH'],
      SHELL: '/bin/sh',
      TMDB_API_URL: sandbox.origin,
      TMDB_ACCESS_TOKEN: 'any',
      PORT: '0',
      SHUTDOWN_DELAY_MS: '60000',
    },
  });
  const ended = once(child, 'exit').then(([code]) => code as number | null);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await sandbox.stop();
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const until = async (pattern: RegExp): Promise<void> => {
    await expect.poll(() => output, { timeout: 20_000 }).toMatch(pattern);
  };
  await until(ADDRESS);
  const [address = ''] = ADDRESS.exec(output) ?? [];
  const asking = ask(address, new Agent(), '{ movie(id: 603) { title } }').catch(() => 'broken off');
  await expect.poll(() => isAsked(sandbox, '/3/movie/603'), { timeout: 5000 }).toBe(true);
  return { address, asking, ended, until, ctrlC: () => void child.stdin.write('\x03') };
}

describe('Ctrl-C in a terminal', () => {
  it.each([`${process.execPath} src/main.ts`, 'npm start'])(
    'skips the delay in `%s`, stops at once at a second Ctrl-C, and takes one within a second for the first',
    { timeout: 40_000 },
    async (command) => {
      const { address, asking, ended, until, ctrlC } = await startInTerminal(command);
      ctrlC();
      await until(/SIGINT: finishing running requests, then stopping\. Ctrl-C again stops at once\./);
      ctrlC();
      await expect.poll(() => isRefused(address), { timeout: 2000 }).toBe(true);
      expect(await Promise.race([asking, ended, sleep(500, 'under way')])).toBe('under way');
      await sleep(700);
      ctrlC();
      expect(await Promise.race([ended, sleep(3000, 'running')])).toBe(130);
      expect(await asking).toBe('broken off');
    },
  );
});

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { terminalLine } from '../../src/ops/log.ts';
import { TmdbError } from '../../src/tmdb/error.ts';
import { startGateway, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';
import { keepLog, type KeptLog } from './collect.ts';

async function logged(options: TestGatewayOptions & { level?: 'info' | 'warn' | 'silent' } = {}): Promise<TestGateway & KeptLog> {
  const kept = keepLog(options.level);
  const gateway = await startGateway({ ...options, log: kept });
  onTestFinished(() => gateway.close());
  return Object.assign(kept, gateway); // Not the other way round: `lines` is a getter.
}

const DOWN = { code: 'UPSTREAM_UNAVAILABLE', message: 'not to be read', fault: 'tmdb', retry: 'backoff' } as const;

const FIELDS = 'level time type operation outcome http ms requests retries appended hits stale joined waited msg'.split(' ');

it('logs one line for each operation, with the named fields alone', async () => {
  const gateway = await logged();
  const MOVIE = 'query Movie { movie(id: 603) { title keywords { name } } }';
  await gateway.ask(MOVIE);
  await gateway.ask(MOVIE);
  expect(gateway.lines).toHaveLength(2);
  for (const line of gateway.lines) expect(Object.keys(line)).toEqual(FIELDS);
  for (const text of gateway.text) expect(text).toBe(`${JSON.stringify(JSON.parse(text))}\n`);
  expect(gateway.lines).toMatchObject([
    { level: 'info', type: 'query', operation: 'Movie', outcome: 'OK', http: 200, requests: 1, appended: 1, hits: 0 },
    { level: 'info', type: 'query', operation: 'Movie', outcome: 'OK', http: 200, requests: 0, appended: 0, hits: 2 },
  ]);
  expect(gateway.lines[0]?.['ms']).toBeGreaterThan(0);
});

it('logs the outcome of operations, even of those that were refused before they ran', async () => {
  const gateway = await logged();
  await gateway.ask('{ movie(id: 1) { title } other: movie(id: "x") { title } }');
  await gateway.ask('query Wrong { movi }');
  await gateway.ask('{ mo');
  await gateway.ask('{ __typename }', {}, { 'tmdb-session-id': 'no session' });
  expect(gateway.lines.map(({ type, operation, outcome, http }) => [type, operation, outcome, http])).toEqual([
    ['query', null, 'BAD_USER_INPUT,NOT_FOUND', 200],
    ['query', 'Wrong', 'GRAPHQL_VALIDATION_FAILED', 400],
    ['none', null, 'GRAPHQL_PARSE_FAILED', 400],
    ['query', null, 'BAD_USER_INPUT', 400],
  ]);
});

it('logs the statuses of TMDB that errors come from, from stored answers too', async () => {
  for (const fastPath of [true, false]) {
    const gateway = await logged({ fastPath });
    gateway.sandbox.program({ faults: [{ path: '/3/person/287', answer: { tmdb: 7 } }] });
    const NONE = 'query None { movie(id: 1) { title } }';
    for (const document of [NONE, NONE, '{ movie(id: 1) { title } person(id: 287) { name } }', '{ movie(id: "x") { title } }']) {
      await gateway.ask(document);
    }
    expect(gateway.lines.map(({ tmdbStatus, outcome }) => [tmdbStatus, outcome])).toEqual([
      ['34', 'NOT_FOUND'],
      ['34', 'NOT_FOUND'],
      ['34,7', 'NOT_FOUND,UPSTREAM_AUTH'],
      [undefined, 'BAD_USER_INPUT'],
    ]);
  }
});

const TRACE = '0af7651916cd43dd8448eb211c80319c';

it.each([
  [`00-${TRACE}-b7ad6b7169203331-01`, TRACE],
  [`cc-${TRACE}-b7ad6b7169203331-00-later`, TRACE],
  [`ff-${TRACE}-b7ad6b7169203331-01`, undefined],
  [`00-${'0'.repeat(32)}-b7ad6b7169203331-01`, undefined],
  [`00-${TRACE}-${'0'.repeat(16)}-01`, undefined],
  [`00-${TRACE.toUpperCase()}-b7ad6b7169203331-01`, undefined],
  [`00-${TRACE}`, undefined],
  ['session=secret', undefined],
])('logs of the header traceparent %s the trace id %s', async (traceparent, traceId) => {
  for (const fastPath of [true, false]) {
    const gateway = await logged({ fastPath });
    for (const document of ['{ movie(id: 603) { title } }', '{ movie(id: 603) { title } }', '{ mo']) {
      await gateway.ask(document, {}, { traceparent });
    }
    expect(gateway.lines.map((line) => line['traceId'])).toEqual([traceId, traceId, traceId]);
  }
});

it('logs nothing for requests that are not operations', async () => {
  const gateway = await logged();
  for (const path of ['/health', '/ready', '/metrics', '/nowhere', '/graphql']) {
    await fetch(new URL(path, gateway.url), { headers: { accept: 'text/html' } });
  }
  expect(gateway.lines).toEqual([]);
});

it('logs that a client disconnected', async () => {
  const gateway = await logged({ sandbox: { latency: 1000 } });
  const leave = new AbortController();
  const asking = gateway.ask('query Slow { movie(id: 603) { title } }', {}, {}, leave.signal).catch(() => {});
  await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(1));
  leave.abort();
  await asking;
  await vi.waitFor(() => expect(gateway.lines).toMatchObject([{ operation: 'Slow', outcome: 'LEFT', http: 499 }]));
});

const askForPieces = (gateway: TestGateway, query: string, signal?: AbortSignal): Promise<Response> =>
  fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
    body: JSON.stringify({ query }),
    ...(signal && { signal }),
  });

describe('an answer in pieces', () => {
  it('is logged once, with its last piece: what all cost, and their outcome', async () => {
    const gateway = await logged({ sandbox: { latency: 200 } });
    gateway.sandbox.program({ faults: [{ path: '/3/movie/604', answer: { tmdb: 7 } }] });
    const response = await askForPieces(gateway, 'query Late { movie(id: 603) { title } ... @defer { late: movie(id: 604) { title } } }');
    await response.text();
    expect(gateway.lines).toMatchObject([{ operation: 'Late', outcome: 'UPSTREAM_AUTH', http: 200, requests: 2, tmdbStatus: '7' }]);
    expect(gateway.lines[0]?.['ms']).toBeGreaterThanOrEqual(200);
  });

  it('is logged as left when the client disconnects between two pieces', async () => {
    const gateway = await logged({ sandbox: { latency: 1000 } });
    const leave = new AbortController();
    const response = await askForPieces(gateway, 'query Left { __typename ... @defer { movie(id: 603) { title } } }', leave.signal);
    await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(1));
    leave.abort();
    await response.text().catch(() => {});
    await vi.waitFor(() => expect(gateway.lines).toMatchObject([{ operation: 'Left', outcome: 'LEFT', http: 499 }]));
  });

  it('is logged as refused when the client takes no pieces', async () => {
    const gateway = await logged();
    await gateway.ask('query Refused { movie(id: 603) { title ... @defer { runtime } } }', {}, { accept: 'application/json' });
    expect(gateway.lines).toMatchObject([{ operation: 'Refused', outcome: 'BAD_REQUEST', http: 406 }]);
  });
});

it('logs at level warn only what an operator has to look into', async () => {
  const gateway = await logged({ level: 'warn' });
  gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer: { tmdb: 7 } }] });
  await gateway.ask('query Good { movie(id: 604) { title } }');
  await gateway.ask('query Bad { movie(id: 603) { title } }');
  expect(gateway.lines).toMatchObject([{ level: 'warn', operation: 'Bad', outcome: 'UPSTREAM_AUTH' }]);
});

it.each([
  [new TmdbError({ ...DOWN, http: 503 }), 'HTTP 503'],
  [
    new TmdbError({ ...DOWN, cause: Object.assign(new Error('connect ECONNREFUSED 10.0.0.1:443'), { code: 'ECONNREFUSED' }) }),
    'ECONNREFUSED',
  ],
  [new TmdbError({ ...DOWN, cause: Object.assign(new Error('Socket error'), { code: 'UND_ERR_SOCKET' }) }), 'UND_ERR_SOCKET'],
  [new TmdbError({ ...DOWN, code: 'UPSTREAM_TIMEOUT', cause: AbortSignal.abort().reason }), 'UPSTREAM_TIMEOUT'],
  [new TmdbError({ ...DOWN, cause: { code: 'https://user:secret@proxy.example' } }), 'UPSTREAM_UNAVAILABLE'],
])('logs why a circuit opened and that it closed, with neither message nor address: %#', (error, reason) => {
  const kept = keepLog();
  kept.log.circuits.onOpen('movie', error);
  kept.log.circuits.onClose('movie');
  const time = expect.any(Number);
  expect(kept.lines).toEqual([
    { level: 'warn', time, paths: '/movie', reason, msg: 'Circuit opened: TMDB fails at these paths.' },
    { level: 'info', time, paths: '/movie', msg: 'Circuit closed: TMDB answers again.' },
  ]);
});

it('logs that a circuit opened when TMDB fails', async () => {
  const gateway = await logged({ level: 'warn' });
  gateway.sandbox.program({ faults: [{ path: '/3/person/*', answer: { http: 503, body: '' } }] });
  const many = Array.from({ length: 25 }, (_, index) => `a${index}: person(id: ${1_000_000 + index}) { name }`).join(' ');
  await gateway.ask(`{ ${many} }`);
  expect(gateway.lines).toMatchObject([{ paths: '/person', reason: 'HTTP 503' }, { msg: 'operation' }]);
});

it('logs nothing at level silent', async () => {
  const gateway = await logged({ level: 'silent' });
  gateway.log.info('Hello.');
  gateway.log.error(new Error('oh'));
  await gateway.ask('{ mo');
  expect(gateway.text).toEqual([]);
});

it('logs the start at any other level', () => {
  const kept = keepLog('error');
  kept.log.info('Hello.');
  expect(kept.lines).toMatchObject([{ level: 'info', msg: 'Hello.' }]);
});

it('logs where a fault of the gateway comes from, without values that it may quote', () => {
  const kept = keepLog();
  const session = 'a'.repeat(20) + '1'.repeat(20);
  kept.log.error(new TypeError(`cannot use ${session}`, { cause: new Error('secret cause') }));
  kept.log.error('a text that was thrown');
  expect(kept.lines).toMatchObject([
    { level: 'error', fault: 'TypeError', message: 'cannot use …', stack: expect.stringContaining('log.test.ts') },
    { level: 'error', fault: 'Error', message: 'string' },
  ]);
  expect(kept.text.join('')).not.toMatch(/secret cause|a text|11111/);
});

it('writes one readable line in a terminal', () => {
  expect(terminalLine('{"level":"info","time":0,"msg":"TMDB gateway: http://127.0.0.1:4000/graphql"}')).toBe(
    'TMDB gateway: http://127.0.0.1:4000/graphql\n',
  );
  expect(terminalLine('{"level":"info","time":0,"type":"query","operation":null,"ms":1.5,"requests":0,"msg":"operation"}')).toMatch(
    /^\d\d:\d\d:\d\d info operation type=query ms=1\.5\n$/,
  );
});

/** Logs sixty lines of a megabyte each. */
const CHATTER = `
  import { createLog } from './src/ops/log.ts';
  const log = createLog('info');
  for (let line = 0; line < 60; line += 1) log.info('x'.repeat(1_000_000));
  process.stderr.write('all written');
`;

it('buffers at most 16 MB for a reader that stalls', async () => {
  const child = spawn(process.execPath, ['--input-type=module', '--eval', CHATTER], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(child.stderr, 'data');
  const kept = (await buffer(child.stdout)).length;
  expect(kept).toBeGreaterThan(1_000_000);
  expect(kept).toBeLessThan(20_000_000);
});

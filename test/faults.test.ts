import { createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { setTimeout as sleep } from 'node:timers/promises';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createGateway, type Gateway } from '../src/server.ts';
import type { ErrorCode } from '../src/tmdb/error-code.ts';
import { MAX_ATTEMPTS } from '../src/tmdb/engine/retry.ts';
import { bytes, drip, flood, RIGHT, responds, startFaulty, type FaultyUpstream, type FaultHandler } from './support/faulty-upstream.ts';
import { type Asked, TOKEN } from './support/gateway.ts';
import { selfSigned } from './support/self-signed.ts';

// Faults beyond TMDB's table of statuses, which statuses.test.ts covers. Rows wait for retries, so they run concurrently.
vi.setConfig({ maxConcurrency: 60 });

interface Row {
  readonly title: string;
  readonly fault: FaultHandler;
  /** Undefined when the right answer comes all the same. */
  readonly code?: ErrorCode;
  /** All attempts; a minimum and a maximum where time decides. */
  readonly attempts: number | readonly [number, number];
  readonly retryAfter?: number;
}

const BRIEF = 1500;

const json = JSON.stringify;
const HTML = '<!doctype html><title>Error</title><p>cloudfront';
const LATER = { 'retry-after': '3600' };
/** Attempts until the deadline, each after a backoff of 0.1 s or more. */
const ALL_THE_TIME = [2, 12] as const;

const limited = (title: string, fault: FaultHandler, attempts: Row['attempts'] = ALL_THE_TIME, retryAfter?: number): Row => ({
  title: `429 ${title}`,
  fault,
  code: 'RATE_LIMITED',
  attempts,
  ...(retryAfter !== undefined && { retryAfter }),
});
const down = (title: string, fault: FaultHandler, attempts: number = MAX_ATTEMPTS): Row => ({
  title,
  fault,
  code: 'UPSTREAM_UNAVAILABLE',
  attempts,
});
const bad = (title: string, fault: FaultHandler): Row => ({ title, fault, code: 'UPSTREAM_BAD_RESPONSE', attempts: 1 });
const slow = (title: string, fault: FaultHandler): Row => ({ title, fault, code: 'UPSTREAM_TIMEOUT', attempts: MAX_ATTEMPTS });
const fine = (title: string, fault: FaultHandler): Row => ({ title, fault, attempts: 1 });

const REFUSED: readonly Row[] = [
  limited('for an hour, with nothing else', responds(429, '', LATER), 1, 3600),
  limited('for an hour, as HTML', responds(429, HTML, { 'content-type': 'text/html', ...LATER }), 1, 3600),
  limited('for an hour, with an invalid status', responds(429, json({ status_code: 'x' }), LATER), 1, 3600),
  limited('for longer than fits a number', responds(429, '', { 'retry-after': '9'.repeat(30) }), 1, 2 ** 31 - 1),
  limited('until a date in a year', responds(429, '', { 'retry-after': new Date(Date.now() + 31_536_000_000).toUTCString() }), 1),
  limited('until a date in the past', responds(429, '', { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' })),
  limited('for 0 seconds, as HTML', responds(429, HTML, { 'retry-after': '0' })),
  limited('for a second', responds(429, '', { 'retry-after': '1' }), [1, 2]),
  limited('without saying how long', responds(429, '')),
  limited('with an unreadable Retry-After', responds(429, json({ success: false }), { 'retry-after': 'soon' })),
  limited('for a negative time', responds(429, '[]', { 'retry-after': '-5' })),
  limited('for half a second, which the format does not have', responds(429, 'null', { 'retry-after': '0.5' })),
  limited('as the status of an HTTP 200', responds(200, json({ success: false, status_code: 25 }))),
];

const BROKEN: readonly Row[] = [
  ...[500, 501, 502, 503, 520, 529, 599].map((http) => down(`${http} with nothing`, responds(http))),
  down('500 with HTML', responds(500, HTML, { 'content-type': 'text/html' })),
  down('503 with JSON of a proxy', responds(503, json({ message: 'Service Unavailable' }))),
  down('503 for an hour', responds(503, '', LATER), 1),
  down('500 with a success', responds(500, json(RIGHT))),
  slow('504 with truncated JSON', responds(504, '{"success":fal')),
  slow('408 with nothing', responds(408)),
  ...[400, 403, 405, 410, 413, 418, 451].map((http) => bad(`${http} with HTML`, responds(http, HTML, { 'content-type': 'text/html' }))),
  { title: '401 with HTML', fault: responds(401, HTML), code: 'UPSTREAM_AUTH', attempts: 1 },
  ...[301, 303, 307, 308].map((http) => bad(`${http} to another host`, responds(http, '', { location: 'http://127.0.0.1:1/3/movie/603' }))),
  bad('204 without a body', responds(204)),
  bad('304 to an unconditional request', responds(304)),
];

const LIES: readonly Row[] = [
  bad('success: false', responds(200, json({ ...RIGHT, success: false }))),
  ...['[]', '[{"id":603}]', 'null', '""', '"The Matrix"', '603', 'true', '', ' ', 'NaN', '{"id":603}{"id":604}', "{'id':603}"].map((body) =>
    bad(`200 with ${body || 'an empty body'}`, responds(200, body)),
  ),
  ...[{}, { success: true }, { id: null }, { id: 'abc', title: '' }, { ...RIGHT, id: 604 }, { ...RIGHT, id: '604' }].map((body) =>
    bad(`200 with ${json(body)}`, responds(200, json(body))),
  ),
  ...[{ title: RIGHT.title }, ...[null, 'abc', 1.5, 0, -1, {}, [604], '603'].map((id) => ({ ...RIGHT, id }))].map((body) =>
    fine(`200 with ${json(body)}`, responds(200, json(body))),
  ),
  { title: '200 with status 7', fault: responds(200, json({ status_code: 7, success: false })), code: 'UPSTREAM_AUTH', attempts: 1 },
  { title: '200 with status 21', fault: responds(200, json({ status_code: 21, success: false })), code: 'NOT_FOUND', attempts: 1 },
  { title: '200 with status 40', fault: responds(200, json({ status_code: 40, success: false })), code: 'BAD_USER_INPUT', attempts: 1 },
];

const WIRE: readonly Row[] = [
  bad('HTML labelled as JSON', responds(200, HTML)),
  fine('JSON labelled as HTML', responds(200, json(RIGHT), { 'content-type': 'text/html' })),
  fine('JSON without a content type', (response) => void response.writeHead(200).end(json(RIGHT))),
  bad('an encoding that was not accepted', responds(200, json(RIGHT), { 'content-encoding': 'zstd' })),
  bad('invalid gzip', responds(200, json(RIGHT), { 'content-encoding': 'gzip' })),
  bad('truncated gzip', responds(200, gzipSync(json(RIGHT)).subarray(0, 20), { 'content-encoding': 'gzip' })),
  bad('a bomb of gzip', responds(200, gzipSync(Buffer.alloc(64 * 1024 * 1024, ' ')), { 'content-encoding': 'gzip' })),
  bad('a bomb of br', responds(200, brotliCompressSync(Buffer.alloc(32 * 1024 * 1024, ' ')), { 'content-encoding': 'br' })),
  bad('256 MB', flood(256)),
  down('a reset before the head', (_response, socket) => void socket.resetAndDestroy()),
  down('an end before the head', bytes('')),
  down('a reset after the head', (response, socket) => {
    response.writeHead(200, { 'content-length': '1000' }).flushHeaders();
    setTimeout(() => socket.resetAndDestroy(), 20);
  }),
  down('an end in the middle of the body', bytes('HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n{"id":603,')),
  down('an end in the middle of a chunk', bytes('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"id":603,')),
  bad('bytes that are not HTTP', bytes('SSH-2.0-OpenSSH_9.2\r\n')),
  bad('two lengths', bytes('HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{}')),
  bad('an endless head', bytes(`HTTP/1.1 200 OK\r\n${'x-filler: y\r\n'.repeat(20_000)}\r\n`, { stays: true })),
  slow('no head', () => {}),
  slow('a head and no body', bytes('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n', { stays: true })),
  slow('a body that does not end', bytes('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n', { stays: true })),
  slow('a byte now and then', drip(50)),
];

const TABLE = [...REFUSED, ...BROKEN, ...LIES, ...WIRE];

const gatewayTo = (origin: string, env: Record<string, string> = {}): Gateway =>
  createGateway(readConfig({ TMDB_API_URL: origin, TMDB_ACCESS_TOKEN: TOKEN, TMDB_RATE_LIMIT: '100000', LOG_LEVEL: 'silent', ...env }));

async function ask(gateway: Gateway): Promise<Asked['body'] & { took: number }> {
  const from = performance.now();
  const response = await gateway.fetch(
    new Request('http://gateway.test/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: json({ query: '{ movie(id: 603) { title } }' }),
    }),
  );
  return { ...((await response.json()) as Asked['body']), took: performance.now() - from };
}

const ANSWERED = { data: { movie: { title: RIGHT.title } } };

/** The codes of failures that are remembered for two to three seconds, after retries. */
const REMEMBERED: readonly (ErrorCode | undefined)[] = ['UPSTREAM_UNAVAILABLE', 'UPSTREAM_TIMEOUT'];

/** The answer and the attempts during a fault, the answer just afterwards, and that once it is over. */
async function seenOf(gateway: Gateway, upstream: FaultyUpstream, { code }: Row) {
  const { took: _took, ...body } = await ask(gateway);
  const { requests } = upstream;
  // A 429 pauses the queue for its Retry-After, a minute at most, or for the backoff.
  if (code === 'RATE_LIMITED') await sleep(2500);
  upstream.heal();
  const isRemembered = REMEMBERED.includes(code);
  const again = isRemembered ? await ask(gateway) : undefined;
  const repeated = upstream.requests - requests;
  if (isRemembered) await sleep(3050);
  const { took: _again, ...healed } = await ask(gateway);
  return { body, errors: body.errors?.map(({ extensions }) => extensions), requests, again, repeated, healed };
}

/** A short deadline where time decides the number of attempts, a long one where attempts are counted. */
const deadlineOf = ({ code }: Row): string => (code === 'RATE_LIMITED' ? String(BRIEF) : '20000');

describe.concurrent('a faulty upstream', () => {
  it('covers more than forty faults of an upstream', () => expect(TABLE.length).toBeGreaterThan(40));

  it.each(TABLE)(
    'handles an upstream that answers with $title',
    async (row) => {
      const upstream = await startFaulty(row.fault);
      const gateway = gatewayTo(upstream.origin, { OPERATION_DEADLINE_MS: deadlineOf(row) });
      try {
        const { code, attempts, retryAfter } = row;
        const { body, errors, requests, again, repeated, healed } = await seenOf(gateway, upstream, row);
        expect(again?.errors?.map(({ extensions }) => extensions.code)).toEqual(again && [code]);
        expect(repeated).toBe(0);
        expect(errors?.map((error) => error.code)).toEqual(code && [code]);
        expect(errors?.[0]?.retryAfter).toBe(retryAfter ?? errors?.[0]?.retryAfter);
        expect(body.data).toEqual(code ? { movie: null } : ANSWERED.data);
        expect(JSON.stringify(body)).not.toMatch(new RegExp(`${TOKEN}|127\\.0\\.0\\.1|http:`));
        const [least, most] = typeof attempts === 'number' ? [attempts, attempts] : attempts;
        expect(requests).toBeGreaterThanOrEqual(least);
        expect(requests).toBeLessThanOrEqual(most);
        const isPaused = code === 'RATE_LIMITED' && attempts === 1;
        expect(isPaused ? healed.errors?.[0]?.extensions.code : healed).toEqual(isPaused ? code : ANSWERED);
      } finally {
        await gateway.close();
        await upstream.close();
      }
    },
    60_000,
  );

  it.each(TABLE.filter(({ code }) => code === 'UPSTREAM_TIMEOUT' || code === 'RATE_LIMITED'))(
    'keeps the deadline when the upstream answers with $title',
    async ({ fault }) => {
      const upstream = await startFaulty(fault);
      const gateway = gatewayTo(upstream.origin, { OPERATION_DEADLINE_MS: '500' });
      try {
        const { took, errors } = await ask(gateway);
        expect(errors?.[0]?.extensions.code).toMatch(/^(DEADLINE_EXCEEDED|RATE_LIMITED|UPSTREAM_TIMEOUT)$/);
        expect(took).toBeLessThan(2000);
      } finally {
        await gateway.close();
        await upstream.close();
      }
    },
    60_000,
  );
});

async function codeAt(origin: string): Promise<ErrorCode | undefined> {
  const gateway = gatewayTo(origin, { OPERATION_DEADLINE_MS: '20000' });
  try {
    const { errors = [] } = await ask(gateway);
    expect(errors[0]?.message).not.toMatch(/127\.0\.0\.1|invalid/);
    return errors[0]?.extensions.code;
  } finally {
    await gateway.close();
  }
}

/** Addresses without a TMDB. */
describe.concurrent('an unreachable upstream', () => {
  it(
    'reports UPSTREAM_UNAVAILABLE for an unknown host name',
    async () => expect(await codeAt('http://tmdb.invalid')).toBe('UPSTREAM_UNAVAILABLE'),
    60_000,
  );

  it('reports UPSTREAM_UNAVAILABLE for a closed port', async () => {
    const upstream = await startFaulty(() => {});
    await upstream.close();
    expect(await codeAt(upstream.origin)).toBe('UPSTREAM_UNAVAILABLE');
  }, 60_000);

  it.each([
    [
      'a self-signed certificate',
      (listener: Parameters<typeof createServer>[1]) => createTlsServer(selfSigned('localhost'), listener),
      'UPSTREAM_UNAVAILABLE',
    ],
    ['a port that does not speak TLS', (listener: Parameters<typeof createServer>[1]) => createServer(listener), 'UPSTREAM_UNAVAILABLE'],
  ] as const)(
    'reports UPSTREAM_UNAVAILABLE for %s',
    async (_what, make, code) => {
      const upstream = await startFaulty(responds(200, json(RIGHT)), make);
      expect(await codeAt(upstream.origin.replace('http:', 'https:'))).toBe(code);
      expect(upstream.requests).toBe(0);
      await upstream.close();
    },
    60_000,
  );
});

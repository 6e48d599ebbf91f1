import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import { createServer as createNetServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createServer as createTlsServer } from 'node:tls';
import { inspect } from 'node:util';
import { Worker } from 'node:worker_threads';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { TmdbError } from '../../../src/tmdb/error.ts';
import { requestTarget } from '../../../src/tmdb/engine/http/request-target.ts';
import { createTransport, type Transport, type TransportAnswer, type TransportOptions } from '../../../src/tmdb/engine/transport.ts';
import { selfSigned } from '../../support/self-signed.ts';

const KB = 1024;
const MB = 1024 * KB;
const SECRET = 'secret-credential-42';
const MATRIX = { id: 603, title: 'The Matrix' };

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

interface Upstream {
  origin: string;
  /** Number of all sockets so far, the open ones, and the highest number of open ones. */
  sockets: { all: number; open: Set<Socket>; peak: number };
}

/** Listens with a server of any kind on a free port, and counts its sockets. */
async function listen(server: Server, scheme = 'http'): Promise<Upstream> {
  const sockets = { all: 0, open: new Set<Socket>(), peak: 0 };
  server.on('connection', (socket: Socket) => {
    sockets.all += 1;
    sockets.open.add(socket);
    sockets.peak = Math.max(sockets.peak, sockets.open.size);
    socket.on('close', () => sockets.open.delete(socket)).on('error', () => {});
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  cleanups.push(() => {
    for (const socket of sockets.open) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return { origin: `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`, sockets };
}

const http = (listener: RequestListener): Promise<Upstream> => listen(createServer(listener));

/** A server that sends anything once it receives something. */
const raw = (speak: (socket: Socket) => void): Promise<Upstream> =>
  listen(createNetServer((socket) => void socket.once('data', () => speak(socket))));

/** Responds to every request with these bytes. */
const answering =
  (body: string | Buffer, headers: Record<string, string> = {}, status = 200): RequestListener =>
  (_request, response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

function over(url: string, options: Partial<TransportOptions> = {}): Transport {
  const transport = createTransport({ url, maxConnections: 4, accessToken: SECRET, ...options });
  cleanups.push(() => transport.close());
  return transport;
}

const REQUEST = { path: '/movie/603', append: [], query: {} };
const never = new AbortController().signal;
const send = (transport: Transport, signal = never): Promise<TransportAnswer> => transport.send(REQUEST, signal);

/** The failure of an attempt, which must be a TmdbError without a URL or a credential. */
async function failureOf(answer: Promise<unknown>): Promise<TmdbError> {
  const error: unknown = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(TmdbError);
  expect(inspect(error, { depth: 8, showHidden: true })).not.toContain(SECRET);
  expect((error as TmdbError).message).not.toMatch(/https?:|127\.0\.0\.1|\.invalid|\/3\//);
  return error as TmdbError;
}

/** The credential and the target of one request, as the server received them. */
async function seenWith(options: Partial<TransportOptions>): Promise<{ authorization: string | undefined; url: string | undefined }> {
  const seen: { authorization: string | undefined; url: string | undefined }[] = [];
  const { origin } = await http((request, response) => {
    seen.push({ authorization: request.headers.authorization, url: request.url });
    response.end('{}');
  });
  await send(over(origin, { accessToken: undefined, ...options }));
  expect(seen).toHaveLength(1);
  return seen[0] ?? { authorization: undefined, url: undefined };
}

describe('the credential', () => {
  it('sends a token as a header', async () => {
    expect(await seenWith({ accessToken: SECRET })).toEqual({ authorization: `Bearer ${SECRET}`, url: '/3/movie/603' });
  });

  it('sends a key in the query', async () => {
    expect(await seenWith({ apiKey: 'k e&y' })).toEqual({ authorization: undefined, url: '/3/movie/603?api_key=k%20e%26y' });
  });

  it('sends the token when there is also a key', async () => {
    expect(await seenWith({ accessToken: SECRET, apiKey: 'key' })).toEqual({ authorization: `Bearer ${SECRET}`, url: '/3/movie/603' });
  });

  it.each([
    ['TMDB rejects it', answering('{"success":false,"status_code":7}', {}, 401)],
    ['TMDB responds with HTML', answering('<html>')],
    ['the connection breaks', ((request) => void request.socket.destroy()) as RequestListener],
  ])('reveals no key in an error when %s', async (_when, listener) => {
    const { origin } = await http(listener);
    await failureOf(send(over(origin, { accessToken: undefined, apiKey: SECRET })));
  });
});

describe('the request target', () => {
  it('appends parts and a sorted query, without nulls, encoded', () => {
    const request = {
      path: '/movie/603',
      append: ['credits', 'watch/providers'],
      query: { page: null, language: 'de&x=1', include_image_language: 'de,null' },
    };
    expect(requestTarget(request)).toBe(
      '/3/movie/603?append_to_response=credits,watch/providers&include_image_language=de,null&language=de%26x%3D1',
    );
  });

  it('starts with version 3 unless the path names another', () => {
    expect(requestTarget({ path: '/list/1', append: [], query: { page: '2' } })).toBe('/3/list/1?page=2');
    expect(requestTarget({ path: '/4/list/1', append: [], query: { page: '2' } }, 'key')).toBe('/4/list/1?page=2&api_key=key');
  });

  it('keeps the path of the base URL', async () => {
    const urls: (string | undefined)[] = [];
    const { origin } = await http((request, response) => {
      urls.push(request.url);
      response.end('{}');
    });
    await send(over(`${origin}/proxy/tmdb`));
    await send(over(`${origin}/proxy/tmdb/`));
    expect(urls).toEqual(['/proxy/tmdb/3/movie/603', '/proxy/tmdb/3/movie/603']);
  });
});

describe('a response', () => {
  it.each([
    ['gzip', gzipSync(JSON.stringify(MATRIX))],
    ['br', brotliCompressSync(JSON.stringify(MATRIX))],
    ['identity', Buffer.from(JSON.stringify(MATRIX))],
  ])('decodes a response in %s', async (encoding, body) => {
    let acceptEncoding = '';
    const { origin } = await http((request, response) => {
      acceptEncoding = String(request.headers['accept-encoding']);
      response.writeHead(200, { 'content-encoding': encoding }).end(body);
    });
    expect((await send(over(origin))).json).toEqual(MATRIX);
    expect(acceptEncoding).toMatch(/\bgzip\b/);
    expect(acceptEncoding).toMatch(/\bbr\b/);
  });

  it('decodes a response whose chunks split characters', async () => {
    const bytes = Buffer.from(JSON.stringify({ title: 'Amélie 天使' }));
    const { origin } = await http(async (_request, response) => {
      for (const byte of bytes) response.write(Buffer.from([byte]));
      response.end();
    });
    expect((await send(over(origin))).json).toEqual({ title: 'Amélie 天使' });
  });

  it.each([
    ['max-age=600', undefined, 600],
    ['public, max-age=28800', '800', 28_000],
    ['public,max-age=600', '0', 600],
    ['max-age=600', '601', 0],
    ['max-age=600', 'soon', 600],
    ['s-maxage=900, max-age=600', undefined, 600],
    ['s-maxage=900', undefined, 0],
    ['no-store', undefined, 0],
    [undefined, undefined, 0],
    [undefined, '5', 0],
  ])('computes the remaining max-age of Cache-Control %s and Age %s as %i s', async (cacheControl, age, seconds) => {
    const { origin } = await http(answering('{}', { ...(cacheControl && { 'cache-control': cacheControl }), ...(age && { age }) }));
    expect((await send(over(origin))).maxAge).toBe(seconds * 1000);
  });

  it('reads Retry-After of a rejection, in seconds or as a date', async () => {
    const dates = [
      ['7', 7],
      [new Date(Date.now() + 30_000).toUTCString(), 30],
      ['soon', undefined],
    ] as const;
    for (const [header, seconds] of dates) {
      const { origin } = await http(answering('{"success":false,"status_code":25}', { 'retry-after': header }, 429));
      const { code, status, http: answered, retryAfter = -1 } = await failureOf(send(over(origin)));
      expect({ code, status, answered }).toEqual({ code: 'RATE_LIMITED', status: 25, answered: 429 });
      expect(Math.abs(retryAfter - (seconds ?? -1))).toBeLessThanOrEqual(1);
    }
  });
});

describe('content encodings', () => {
  it.each(['deflate', 'zstd', 'gzip, br', 'constructor', 'toString', '__proto__'])(
    'fails with a typed error for the encoding %s, which was not offered',
    async (encoding) => {
      const { origin } = await http(answering(JSON.stringify(MATRIX), { 'content-encoding': encoding }));
      expect(await failureOf(send(over(origin)))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' });
    },
  );

  it.each(['gzip', 'br'])('fails with a typed error when the body is not in the encoding %s', async (encoding) => {
    const { origin } = await http(answering(JSON.stringify(MATRIX), { 'content-encoding': encoding }));
    expect(await failureOf(send(over(origin)))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' });
  });

  it('fails with a typed error for truncated gzip', async () => {
    const { origin } = await http(answering(gzipSync(JSON.stringify(MATRIX)).subarray(0, 20), { 'content-encoding': 'gzip' }));
    expect(await failureOf(send(over(origin)))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
  });

  it('reads the name of an encoding in any case', async () => {
    const { origin } = await http(answering(gzipSync(JSON.stringify(MATRIX)), { 'content-encoding': 'GZip' }));
    expect((await send(over(origin))).json).toEqual(MATRIX);
  });
});

/** A document of this many bytes. */
const bytes = (length: number): string => `{"a":"${'x'.repeat(length - 8)}"}`;

describe('a response that is too large', () => {
  it('fails with a typed error for a response beyond the maximum', async () => {
    const { origin } = await http(answering(bytes(64 * KB + 1)));
    expect(await failureOf(send(over(origin, { maxBytes: 64 * KB })))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' });
  });

  it('reads a response of exactly the maximum', async () => {
    const { origin } = await http(answering(bytes(64 * KB)));
    expect(Object.keys((await send(over(origin, { maxBytes: 64 * KB }))).json)).toEqual(['a']);
  });

  it.each([
    ['gzip', gzipSync(bytes(40 * MB))],
    ['br', brotliCompressSync(bytes(40 * MB), { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })],
  ])('fails with a typed error while a %s bomb is decompressed', async (encoding, bomb) => {
    expect(bomb.length).toBeLessThan(256 * KB);
    const { origin } = await http(answering(bomb, { 'content-encoding': encoding }));
    expect(await failureOf(send(over(origin, { maxBytes: 256 * KB })))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' });
  });

  it('stops reading a response that is too large, and closes its socket', async () => {
    let written = 0;
    const { origin, sockets } = await http((_request, response) => {
      const chunk = Buffer.alloc(64 * KB, 'x');
      const more = (): void => {
        if (response.destroyed) return;
        written += chunk.length;
        if (response.write(chunk)) setImmediate(more);
        else response.once('drain', more);
      };
      more();
    });
    expect(await failureOf(send(over(origin, { maxBytes: MB })))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE' });
    await vi.waitFor(() => expect(sockets.open.size).toBe(0));
    expect(written).toBeLessThan(32 * MB);
  });
});

describe('a failure below HTTP', () => {
  it('reports a refused connection as unavailable, with a retry', async () => {
    const { origin } = await listen(createNetServer());
    await cleanups.pop()?.();
    expect(await failureOf(send(over(origin)))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retry: 'backoff',
      fault: 'tmdb',
      http: undefined,
    });
  });

  it('reports a name that cannot be looked up as unavailable, with a retry', async () => {
    expect(await failureOf(send(over('http://tmdb.invalid')))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff' });
  });

  it('reports an untrusted certificate as unavailable, without a retry', async () => {
    const { origin } = await listen(
      createTlsServer(selfSigned('127.0.0.1'), (socket) => socket.on('error', () => {})),
      'https',
    );
    expect(await failureOf(send(over(origin)))).toMatchObject({
      code: 'UPSTREAM_UNAVAILABLE',
      retry: 'no',
      message: expect.stringMatching(/trusted/),
    });
  });

  it('reports a server without TLS as unavailable', async () => {
    const { origin } = await http(answering('{}'));
    expect(await failureOf(send(over(origin.replace('http:', 'https:'))))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.2\r\n'],
    ['a bad header', 'HTTP/1.1 200 OK\r\nbad header\r\n\r\n{}'],
    ['a length that is no number', 'HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n{}'],
    ['headers without end', `HTTP/1.1 200 OK\r\n${'x-filler: 0123456789\r\n'.repeat(4000)}`],
  ])('reports %s as a bad response, without a retry', async (_kind, text) => {
    const { origin } = await raw((socket) => void socket.write(text));
    expect(await failureOf(send(over(origin)))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', retry: 'no' });
  });

  it.each([
    ['before the first byte', (socket: Socket): void => void socket.end()],
    ['with a reset', (socket: Socket): void => void socket.resetAndDestroy()],
    ['within the head', (socket: Socket): void => void socket.end('HTTP/1.1 200 OK\r\ncontent-le')],
    ['within the body', (socket: Socket): void => void socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{"id":603,')],
    ['within a chunk', (socket: Socket): void => void socket.end('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nff\r\n{"id":603,')],
  ])('reports a connection that ends %s as unavailable, with a retry', async (_when, speak) => {
    const { origin } = await raw(speak);
    expect(await failureOf(send(over(origin)))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff' });
  });

  it.each([
    ['no head', (): void => {}],
    ['no body', (socket: Socket): void => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n')],
    [
      'a byte now and then',
      (socket: Socket): void => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\n{');
        const timer = setInterval(() => socket.write(' '), 20);
        socket.on('close', () => clearInterval(timer));
      },
    ],
  ])('reports %s within the timeout as a timeout, with a retry, and closes the socket', async (_kind, speak) => {
    const { origin, sockets } = await raw(speak);
    const started = performance.now();
    expect(await failureOf(send(over(origin, { timeout: 250 })))).toMatchObject({ code: 'UPSTREAM_TIMEOUT', retry: 'backoff' });
    expect(performance.now() - started).toBeLessThan(1000);
    await vi.waitFor(() => expect(sockets.open.size).toBe(0));
  });

  it('reports a TLS handshake without an end as a timeout', async () => {
    const { origin } = await listen(createNetServer(), 'https');
    const started = performance.now();
    expect(await failureOf(send(over(origin, { timeout: 250 })))).toMatchObject({ code: 'UPSTREAM_TIMEOUT', retry: 'backoff' });
    expect(performance.now() - started).toBeLessThan(1000);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect with %i', async (status) => {
    let visits = 0;
    const elsewhere = await http((_request, response) => {
      visits += 1;
      response.end('{}');
    });
    const { origin } = await http(answering('', { location: `${elsewhere.origin}/3/movie/603` }, status));
    expect(await failureOf(send(over(origin)))).toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', http: status, retry: 'no' });
    expect(visits).toBe(0);
  });
});

it('sends no request for an id that is not valid in a URL, and uses no connection', async () => {
  const { origin, sockets } = await http(answering(JSON.stringify(MATRIX)));
  const transport = over(origin);
  // More requests than there are connections.
  for (const path of ['/list/a b', '/list/a\r\nevil: 1', '/list/１', '/list/\u0000', '/list/ ', '/list/é']) {
    await expect(transport.send({ ...REQUEST, path }, never)).rejects.toMatchObject({ code: 'UPSTREAM_BAD_RESPONSE', sent: false });
  }
  expect(sockets.all).toBe(0);
  expect((await send(transport)).json).toEqual(MATRIX);
});

describe('an aborted attempt', () => {
  it.each([
    ['before the head', (): void => {}],
    ['within the body', (socket: Socket): void => void socket.write('HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{')],
  ])('closes the socket of an attempt aborted %s, and rejects with the reason', async (_when, speak) => {
    const { origin, sockets } = await raw(speak);
    const leave = new AbortController();
    const answer = send(over(origin), leave.signal);
    await vi.waitFor(() => expect(sockets.open.size).toBe(1));
    await sleep(30);
    const reason = new Error('the client left');
    leave.abort(reason);
    await expect(answer).rejects.toBe(reason);
    await vi.waitFor(() => expect(sockets.open.size).toBe(0));
  });

  it('sends nothing when the signal is already aborted', async () => {
    let requests = 0;
    const { origin } = await http((_request, response) => {
      requests += 1;
      response.end('{}');
    });
    await expect(send(over(origin), AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
    await sleep(30);
    expect(requests).toBe(0);
  });

  it('sends nothing when aborted while it waits for a connection', async () => {
    const arrived: string[] = [];
    const { origin } = await http((request, response) => {
      arrived.push(request.url ?? '');
      setTimeout(() => response.end('{}'), 50);
    });
    const transport = over(origin, { maxConnections: 1 });
    const leave = new AbortController();
    const sentLate = vi.fn<() => void>();
    const first = send(transport);
    const second = transport.send({ ...REQUEST, path: '/movie/604' }, leave.signal, sentLate);
    leave.abort(new Error('left'));
    await expect(second).rejects.toThrow('left');
    await first;
    await transport.send({ ...REQUEST, path: '/movie/605' }, never);
    expect(arrived).toEqual(['/3/movie/603', '/3/movie/605']);
    expect(sentLate).not.toHaveBeenCalled();
  });

  it('rejects at once when aborted while connecting', async () => {
    const { origin, sockets } = await listen(createNetServer(), 'https');
    const leave = new AbortController();
    const answer = send(over(origin), leave.signal);
    await vi.waitFor(() => expect(sockets.open.size).toBe(1));
    const started = performance.now();
    leave.abort(new Error('left'));
    await expect(answer).rejects.toThrow('left');
    expect(performance.now() - started).toBeLessThan(500);
  });

  it('frees the connection of an aborted attempt for the next', async () => {
    let stall = true;
    const { origin } = await http((_request, response) => {
      if (!stall) response.end('{}');
      stall = false;
    });
    const transport = over(origin, { maxConnections: 1 });
    const leave = new AbortController();
    const first = send(transport, leave.signal);
    await vi.waitFor(() => expect(stall).toBe(false));
    const second = send(transport);
    leave.abort(new Error('left'));
    await expect(first).rejects.toThrow('left');
    expect((await second).json).toEqual({});
  });

  it('rejects attempts in flight with a typed error when closed', async () => {
    const { origin, sockets } = await raw(() => {});
    const transport = over(origin);
    const failure = failureOf(send(transport));
    await vi.waitFor(() => expect(sockets.open.size).toBe(1));
    await transport.close();
    expect((await failure).code).toBe('UPSTREAM_UNAVAILABLE');
    await vi.waitFor(() => expect(sockets.open.size).toBe(0));
  });
});

it('takes a response that came in time, although the process was too busy to read it', async () => {
  // On a thread of its own, as this one is busy when it responds.
  const responder = new Worker(
    `const { createServer } = require('node:http');
     const { parentPort } = require('node:worker_threads');
     const server = createServer((_request, response) => void setTimeout(() => response.end('{}'), 20));
     server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
    { eval: true },
  );
  cleanups.push(() => responder.terminate());
  const [port] = (await once(responder, 'message')) as [number];
  const transport = over(`http://127.0.0.1:${port}`, { timeout: 200 });
  await send(transport);
  const answer = transport.send(REQUEST, never, () => {
    setImmediate(() => {
      const until = performance.now() + 400;
      while (performance.now() < until);
    });
  });
  expect((await answer).json).toEqual({});
});

describe('sockets', () => {
  it('reuses sockets, also after a rejection', async () => {
    let count = 0;
    const { origin, sockets } = await http((_request, response) => {
      count += 1;
      response
        .writeHead(count === 2 ? 404 : 200, { 'content-type': 'application/json' })
        .end(count === 2 ? '{"success":false,"status_code":34}' : '{}');
    });
    const transport = over(origin);
    await send(transport);
    expect((await failureOf(send(transport))).status).toBe(34);
    for (let n = 0; n < 5; n += 1) await send(transport);
    expect(count).toBe(7);
    // undici hands over a response just before its socket counts as free, so a second one may be opened.
    expect(sockets.all).toBeLessThanOrEqual(2);
  });

  it('opens no more sockets than allowed, however many requests are sent at once', async () => {
    const { origin, sockets } = await http((_request, response) => void setTimeout(() => response.end('{}'), 20));
    const transport = over(origin, { maxConnections: 3 });
    await Promise.all(Array.from({ length: 24 }, () => send(transport)));
    expect(sockets.peak).toBe(3);
    expect(sockets.all).toBe(3);
  });

  it('replaces sockets that the server closed', async () => {
    const server = createServer(answering('{}'));
    const { origin, sockets } = await listen(server);
    const transport = over(origin);
    await send(transport);
    server.closeAllConnections();
    await vi.waitFor(() => expect(sockets.open.size).toBe(0));
    await sleep(20);
    expect((await send(transport)).json).toEqual({});
    expect(sockets.all).toBe(2);
  });

  it('closes all sockets in the end', async () => {
    const { origin, sockets } = await http(answering('{}'));
    const transport = over(origin);
    await Promise.all([send(transport), send(transport)]);
    await transport.close();
    await vi.waitFor(() => expect(sockets.open.size).toBe(0));
  });
});

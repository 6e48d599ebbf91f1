import { once } from 'node:events';
import { createServer, request as forward, type IncomingHttpHeaders, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:https';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTransport, type Transport, type TransportAnswer } from '../../../src/tmdb/engine/transport.ts';
import { selfSigned } from '../../support/self-signed.ts';

const SECRET = 'secret-credential-42';

async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return (server.address() as AddressInfo).port; // A TCP server's address is never a string.
}

interface SeenProxy {
  url: string;
  /** Its requests, as `method target`. */
  asked: string[];
  headers: IncomingHttpHeaders[];
  sockets: { open: number; peak: number };
}

/** A proxy that forwards plain requests and opens tunnels. */
async function startProxy(): Promise<SeenProxy> {
  const seen: Omit<SeenProxy, 'url'> = { asked: [], headers: [], sockets: { open: 0, peak: 0 } };
  const server = createServer((request, response) => {
    seen.asked.push(`${request.method} ${request.url}`);
    seen.headers.push(request.headers);
    request.pipe(
      forward(request.url ?? '', { method: request.method, headers: request.headers }, (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      }),
    );
  });
  server.on('connect', (request, socket: Socket) => {
    seen.asked.push(`CONNECT ${request.url}`);
    seen.headers.push(request.headers);
    const [host, port] = (request.url ?? '').split(':');
    const through = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      through.pipe(socket).pipe(through);
    });
    through.on('error', () => socket.destroy());
    socket.on('error', () => through.destroy());
  });
  server.on('connection', (socket: Socket) => {
    seen.sockets.open += 1;
    seen.sockets.peak = Math.max(seen.sockets.peak, seen.sockets.open);
    socket.on('close', () => (seen.sockets.open -= 1));
  });
  return { url: `http://127.0.0.1:${await listen(server)}`, ...seen };
}

const never = new AbortController().signal;
const send = (transport: Transport): Promise<TransportAnswer> => transport.send({ path: '/movie/603', append: [], query: {} }, never);

function over(url: string, proxy: { https?: string; http?: string; none?: string }): Transport {
  const transport = createTransport({
    url,
    maxConnections: 3,
    accessToken: SECRET,
    proxy: { https: undefined, http: undefined, none: undefined, ...proxy },
  });
  onTestFinished(() => transport.close());
  return transport;
}

const tmdb = (): Promise<number> => listen(createServer((_request, response) => void setTimeout(() => response.end('{"id":603}'), 20)));

it('sends plain requests through a proxy, over no more sockets than allowed', async () => {
  const proxy = await startProxy();
  const port = await tmdb();
  const transport = over(`http://127.0.0.1:${port}`, { http: proxy.url.replace('//', '//user:password@') });
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(transport)));
  expect(answers.map(({ json }) => json)).toEqual(answers.map(() => ({ id: 603 })));
  expect(new Set(proxy.asked)).toEqual(new Set([`GET http://127.0.0.1:${port}/3/movie/603`]));
  expect(proxy.headers[0]?.['proxy-authorization']).toBe(`Basic ${Buffer.from('user:password').toString('base64')}`);
  expect(proxy.headers[0]?.authorization).toBe(`Bearer ${SECRET}`);
  expect(proxy.sockets.peak).toBe(3);
});

it('verifies the certificate through a tunnel, and shows the proxy no credential', async () => {
  const proxy = await startProxy();
  const port = await listen(createTlsServer(selfSigned('127.0.0.1'), (_request, response) => void response.end('{}')));
  await expect(send(over(`https://127.0.0.1:${port}`, { https: proxy.url }))).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
    message: 'The secure connection to TMDB could not be trusted.',
  });
  expect(proxy.asked).toEqual([`CONNECT 127.0.0.1:${port}`]);
  expect(JSON.stringify(proxy.headers)).not.toContain(SECRET);
});

it('opens no more tunnels than sockets allowed', async () => {
  // The certificate is self-signed.
  vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
  onTestFinished(() => void vi.unstubAllEnvs());
  const proxy = await startProxy();
  const port = await listen(
    createTlsServer(selfSigned('127.0.0.1'), (request, response) => {
      setTimeout(() => response.end(JSON.stringify({ version: request.httpVersion })), 20);
    }),
  );
  const transport = over(`https://127.0.0.1:${port}`, { https: proxy.url });
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(transport)));
  expect(answers.map(({ json }) => json)).toEqual(answers.map(() => ({ version: '1.1' })));
  expect(proxy.sockets.peak).toBe(3);
});

it.each(['127.0.0.1', 'other.example, 127.0.0.1', '*'])('connects directly with NO_PROXY=%s', async (none) => {
  const proxy = await startProxy();
  const transport = over(`http://127.0.0.1:${await tmdb()}`, { http: proxy.url, none });
  expect((await send(transport)).json).toEqual({ id: 603 });
  expect(proxy.asked).toEqual([]);
});

it.each([
  ['is not there', 'http://127.0.0.1:1'],
  ['does not answer', undefined],
])('fails with a typed error, in time, when the proxy %s', async (_how, url) => {
  const silent = await listen(createServer(() => {}).on('connect', () => {}));
  const started = performance.now();
  const transport = createTransport({
    url: 'https://tmdb.example',
    maxConnections: 1,
    timeout: 500,
    proxy: { https: url ?? `http://127.0.0.1:${silent}`, http: undefined, none: undefined },
  });
  onTestFinished(() => transport.close());
  await expect(send(transport)).rejects.toMatchObject({ code: expect.stringMatching(/^UPSTREAM_(UNAVAILABLE|TIMEOUT)$/) });
  expect(performance.now() - started).toBeLessThan(2500);
});

it('fails with a typed error when the proxy rejects a tunnel', async () => {
  const port = await listen(
    createServer().on('connect', (_request, socket: Socket) => void socket.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n')),
  );
  await expect(send(over('https://tmdb.example', { https: `http://127.0.0.1:${port}` }))).rejects.toMatchObject({
    code: 'UPSTREAM_UNAVAILABLE',
  });
});

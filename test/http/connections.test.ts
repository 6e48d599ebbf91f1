import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { keepLog, type KeptLog } from '../ops/collect.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const MOVIE = (id: number): string => `{ movie(id: ${id}) { tmdbId } }`;

/** A POST as text. */
function post(query: string, { head = '', version = '1.1', accept = 'application/json' } = {}): string {
  const body = JSON.stringify({ query });
  return `POST /graphql HTTP/${version}\r\nHost: localhost\r\nContent-Type: application/json\r\nAccept: ${accept}\r\n${head}Content-Length: ${body.length}\r\n\r\n${body}`;
}

function open({ url }: TestGateway): Socket {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  socket.on('error', () => {});
  onTestFinished(() => void socket.destroy());
  return socket;
}

/** Sends pieces one after the other on one connection. @returns Everything that comes until the gateway closes it. */
async function sent(gateway: TestGateway, ...pieces: string[]): Promise<string> {
  const socket = open(gateway);
  const received = text(socket);
  for (const piece of pieces) {
    socket.write(piece);
    await sleep(50);
  }
  return received;
}

const statusesOf = (received: string): string[] => received.match(/(?<=HTTP\/1\.1 )\d{3}/g) ?? [];

describe.each([
  { way: 'the fast path', fastPath: true },
  { way: 'Yoga', fastPath: false },
])('a connection to $way', ({ fastPath }) => {
  let gateway: TestGateway;
  let log: KeptLog;

  beforeAll(async () => {
    log = keepLog();
    gateway = await startGateway({ fastPath, log, sandbox: { latency: 300 } });
  });
  afterAll(() => gateway.close());

  it.each([
    { what: 'what is no HTTP', bad: 'BAD\r\n\r\n', status: '400' },
    { what: 'a byte too many', bad: '}', status: '400' },
    { what: 'a header that is too long', bad: `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`, status: '431' },
    {
      what: 'a body that is not chunked as it says',
      bad: 'POST /graphql HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
      status: '400',
    },
  ])('answers the queries before $what, and then that', async ({ bad, status }) => {
    const ids = [1_000_001, 1_000_002].map((id) => id + (fastPath ? 10 : 20));
    const logged = log.lines.length;
    const received = await sent(gateway, ids.map((id) => post(MOVIE(id))).join(''), bad);
    expect(statusesOf(received)).toEqual(['200', '200', status]);
    expect(received.match(/(?<="tmdbId":)\d+/g)).toEqual(ids.map(String));
    expect(received).toMatch(/connection: close\r\n[^]*Expected a request of HTTP/);
    expect(log.lines.slice(logged, logged + 2).map(({ http }) => http)).toEqual([200, 200]);
  });

  it('answers a mutation, though what follows is no HTTP', async () => {
    const received = await sent(gateway, post('mutation { createGuestSession { __typename } }'), 'BAD\r\n\r\n');
    expect(statusesOf(received)).toEqual(['200', '400']);
    expect(received).toContain('"createGuestSession"');
  });

  it('answers at once what is no HTTP where nothing else was asked', async () => {
    expect(statusesOf(await sent(gateway, 'BAD\r\n\r\n'))).toEqual(['400']);
  });

  it('closes it in the end to a client that goes on sending', async () => {
    const socket = open(gateway);
    const received = text(socket);
    const sending = setInterval(() => void (socket.writable && socket.write('BAD\r\n\r\n')), 20);
    onTestFinished(() => clearInterval(sending));
    expect(statusesOf(await received)).toEqual(['400']);
  });

  it.each([
    { how: 'with its length, and keeps the connection', duplex: false, most: 1 },
    { how: 'in chunks', duplex: true, most: Infinity }, // Yoga ends the connection where a body has no length.
  ])('answers a body of 8 MB with 413 while it is sent $how', async ({ duplex, most }) => {
    const agent = new Agent({ connections: 1 });
    onTestFinished(() => agent.close());
    let connections = 0;
    agent.on('connect', () => void (connections += 1));
    for (let turn = 0; turn < 5; turn += 1) {
      const large = Buffer.alloc(8_000_000, ' ');
      const body = duplex
        ? Readable.from(Array.from({ length: 80 }, (_, index) => large.subarray(100_000 * index, 100_000 * (index + 1))))
        : large;
      const headers = { 'content-type': 'application/json' };
      const refused = await request(gateway.url, { method: 'POST', headers, body, dispatcher: agent });
      expect([refused.statusCode, await refused.body.json()]).toMatchObject([
        413,
        { errors: [{ message: 'Expected a request body of at most 200 kB.' }] },
      ]);
      const next = await request(gateway.url, { method: 'POST', headers, body: '{"query":"{ __typename }"}', dispatcher: agent });
      expect(await next.body.json()).toEqual({ data: { __typename: 'Query' } });
    }
    expect(connections).toBeLessThanOrEqual(most);
  });

  it('answers only some of many requests behind one another at once, and all of them in their order', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => (fastPath ? 2_000_000 : 3_000_000) + index);
    let atOnce = 0;
    const watching = setInterval(() => {
      atOnce = Math.max(atOnce, gateway.sandbox.requests.length - answered());
    }, 20);
    onTestFinished(() => clearInterval(watching));
    let received = '';
    const before = gateway.sandbox.requests.length;
    const answered = (): number => before + (received.match(/"tmdbId":/g)?.length ?? 0);
    const socket = open(gateway);
    socket.setEncoding('latin1').on('data', (piece: string) => (received += piece));
    socket.write(ids.map((id) => post(MOVIE(id))).join(''));
    await expect.poll(answered, { timeout: 10_000 }).toBe(before + ids.length);
    expect(received.match(/(?<="tmdbId":)\d+/g)).toEqual(ids.map(String));
    expect(atOnce).toBeGreaterThan(4);
    expect(atOnce).toBeLessThanOrEqual(9);
  });

  it('begins nothing more for a client that left behind many requests', async () => {
    const ids = Array.from({ length: 40 }, (_, index) => (fastPath ? 4_000_000 : 5_000_000) + index);
    const before = gateway.sandbox.requests.length;
    const socket = open(gateway);
    socket.write(ids.map((id) => post(MOVIE(id))).join(''));
    await expect.poll(() => gateway.sandbox.requests.length, { interval: 10 }).toBeGreaterThan(before + 4);
    socket.destroy();
    await sleep(800);
    expect(gateway.sandbox.requests.length).toBeLessThanOrEqual(before + 9);
  });

  it.each(['h/x', 'h?x', 'h#x', 'user:secret@h', 'h\r\nHost: h'])('refuses the host %j', async (host) => {
    const received = await sent(gateway, `GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
    expect(statusesOf(received)).toEqual(['400']);
  });

  it('refuses a GET with a body over 200 kB', async () => {
    const large = 'x'.repeat(300_000);
    const head = 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: h\r\nConnection: close\r\n';
    expect(statusesOf(await sent(gateway, `${head}Content-Length: ${large.length}\r\n\r\n${large}`))).toEqual(['413']);
  });

  it.each([
    { encodings: 'deflate, gzip;q=0.5', coding: 'deflate' },
    { encodings: 'deflate, gzip', coding: 'gzip' },
    { encodings: 'deflate;q=0.5, gzip', coding: 'gzip' },
    { encodings: 'deflate', coding: 'deflate' },
    { encodings: 'deflate, br', coding: 'br' },
  ])('compresses for a client that accepts $encodings with $coding', async ({ encodings, coding }) => {
    const query = `{ movie(id: 603) { ${Array.from({ length: 99 }, (_, index) => `a${index}: title`).join(' ')} } }`;
    const { headers } = await gateway.ask(query, {}, { 'accept-encoding': encodings });
    expect(headers.get('content-encoding')).toBe(coding);
  });

  describe.each(['multipart/mixed', 'text/event-stream'])('with a result in pieces of %s', (accept) => {
    const QUERY = '{ movie(id: 603) { tmdbId ... @defer { title } } }';

    it('is closed after it when the client says so', async () => {
      const received = await sent(gateway, post(QUERY, { accept, head: 'Connection: close\r\n' }));
      expect(received).toMatch(/^connection: close\r$/im);
      expect(received).toMatch(/^transfer-encoding: chunked\r$/im);
      expect(received).toContain('The Matrix');
    });

    it('is kept otherwise', async () => {
      const received = await sent(gateway, post(QUERY, { accept }), post('{ __typename }', { head: 'Connection: close\r\n' }));
      expect(statusesOf(received)).toEqual(['200', '200']);
      expect(received.match(/^connection: .*(?=\r$)/gim)).toEqual(['Connection: keep-alive', 'Connection: close']);
    });

    it('has no chunks for a client of HTTP/1.0', async () => {
      const received = await sent(gateway, post(QUERY, { accept, version: '1.0' }));
      expect(received).not.toMatch(/^transfer-encoding/im);
      expect(received).toMatch(/^connection: close\r$/im);
      expect(received).toContain('The Matrix');
    });
  });
});

import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
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
});

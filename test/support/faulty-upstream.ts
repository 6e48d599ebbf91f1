import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** What an upstream does with a request, in place of answering it. */
export type Misbehave = (response: ServerResponse, socket: Socket, request: IncomingMessage) => void;

/** A TMDB with one film, over a real socket, that misbehaves until it is told to stop. */
export interface FaultyUpstream {
  readonly origin: string;
  /** Requests that arrived. */
  asked: number;
  heal(): void;
  close(): Promise<void>;
}

export const RIGHT = { id: 603, title: 'The Matrix' };

/** @param make Makes the server that misbehaves; a plain one when not given. */
export async function startFaulty(
  misbehave: Misbehave,
  make: (listener: (request: IncomingMessage, response: ServerResponse) => void) => Server = createServer,
): Promise<FaultyUpstream> {
  let isWell = false;
  const sockets = new Set<Socket>();
  const server = make((request, response) => {
    upstream.asked += 1;
    if (isWell) response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(RIGHT));
    else misbehave(response, request.socket, request);
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const upstream: FaultyUpstream = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // A TCP server's address is never a string.
    asked: 0,
    heal: () => void (isWell = true),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return upstream;
}

type Headers = Record<string, string>;

/** An answer, be it what it may. */
export const says =
  (status: number, body: string | Buffer = '', headers: Headers = {}): Misbehave =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

/** Bytes that node:http would not let through; the connection ends with them, or stays open. */
export const bytes =
  (text: string, { stays = false } = {}): Misbehave =>
  (_response, socket) =>
    void (stays ? socket.write(text) : socket.end(text));

/** So many MB, as fast as they are read. */
export const flood =
  (megabytes: number): Misbehave =>
  (response) => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let left = megabytes;
    const more = (): void => {
      while (left > 0 && !response.destroyed) {
        left -= 1;
        if (!response.write(chunk)) return void response.once('drain', more);
      }
      response.end();
    };
    response.writeHead(200, { 'content-type': 'application/json' });
    more();
  };

/** A right answer, a byte at a time. */
export const drips =
  (interval: number): Misbehave =>
  (response) => {
    const text = JSON.stringify({ ...RIGHT, overview: 'x'.repeat(10_000) });
    let sent = 0;
    const timer = setInterval(() => response.write(text[(sent += 1) - 1] ?? ' '), interval);
    response.on('close', () => clearInterval(timer));
  };

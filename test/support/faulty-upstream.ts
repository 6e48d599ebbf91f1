import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** Handles a request with a fault in place of an answer. */
export type FaultHandler = (response: ServerResponse, socket: Socket, request: IncomingMessage) => void;

/** A TMDB with one movie, over a real socket, that misbehaves until `heal` is called. */
export interface FaultyUpstream {
  readonly origin: string;
  /** The number of requests that arrived. */
  requests: number;
  heal(): void;
  close(): Promise<void>;
}

export const RIGHT = { id: 603, title: 'The Matrix' };

/** @param make Creates the server; by default one for plain HTTP. */
export async function startFaulty(
  misbehave: FaultHandler,
  make: (listener: (request: IncomingMessage, response: ServerResponse) => void) => Server = createServer,
): Promise<FaultyUpstream> {
  let isWell = false;
  const sockets = new Set<Socket>();
  const server = make((request, response) => {
    upstream.requests += 1;
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
    requests: 0,
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

/** Responds with any status, body and headers. */
export const responds =
  (status: number, body: string | Buffer = '', headers: Headers = {}): FaultHandler =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);

/** Sends bytes that node:http would not; then ends the connection, or leaves it open. */
export const bytes =
  (text: string, { stays = false } = {}): FaultHandler =>
  (_response, socket) =>
    void (stays ? socket.write(text) : socket.end(text));

/** Sends a body of this size in MB, as fast as it is read. */
export const flood =
  (megabytes: number): FaultHandler =>
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

/** Sends a right answer a byte at a time. @param interval Milliseconds between two bytes. */
export const drip =
  (interval: number): FaultHandler =>
  (response) => {
    const text = JSON.stringify({ ...RIGHT, overview: 'x'.repeat(10_000) });
    let sent = 0;
    const timer = setInterval(() => response.write(text[(sent += 1) - 1] ?? ' '), interval);
    response.on('close', () => clearInterval(timer));
  };

import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { openResponses } from '../http/connections/open-responses.ts';
import { second } from '../tmdb/duration.ts';

/** Shortest time of listening after `/ready` says no. */
const NOTICE = 0.2 * second;

/** Time for running operations to end once the listener is closed: more than their deadline, less than orchestrators wait. */
const GRACE = 11.5 * second;

/**
 * Prepares a graceful shutdown: the server serves everything during a delay, in which load balancers notice that it is not ready.
 * Then it accepts no new connections, finishes running requests and closes each connection after its last response.
 * @returns A function that takes the delay in milliseconds, and resolves when all requests have ended or their time is up.
 */
export function createShutdown(server: Server): (delay: number) => Promise<void> {
  const open = openResponses(server);

  return async (delay) => {
    /** The last response of each connection. It is closed after that: closed after one before, it would lose the requests behind. */
    const last = new WeakMap<Socket, ServerResponse>();
    const closeAfter = (response: ServerResponse): void => {
      const { socket } = response.req;
      const before = last.get(socket);
      if (before?.headersSent === false) before.removeHeader('connection');
      if (!response.headersSent) response.setHeader('connection', 'close');
      last.set(socket, response);
    };
    // Otherwise a client could send its next request on this connection just as it closes.
    for (const { response } of open.toSorted((a, b) => a.number - b.number)) closeAfter(response);
    server.prependListener('request', (_request, response) => closeAfter(response));
    await sleep(Math.max(delay, NOTICE));
    // A busy gateway still has to accept connections and read requests that arrived meanwhile.
    await turn();
    await turn();
    // close() of node:http would reset connections whose request is still on its way, because it considers them idle.
    const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
    const idle = setInterval(() => {
      // Node counts a connection as idle though its client has not yet read the answer.
      if (open.every(({ response }) => !response.writableEnded)) server.closeIdleConnections();
    }, 50);
    const forceTimer = setTimeout(() => server.closeAllConnections(), GRACE);
    await closed;
    clearInterval(idle);
    clearTimeout(forceTimer);
  };
}

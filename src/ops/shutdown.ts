import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { Passing } from '../passing.ts';
import { second } from '../tmdb/duration.ts';

/** Shortest time of listening after `/ready` says no. */
const NOTICE = 0.2 * second;

/** Time for running operations to end once the listener is closed: more than their deadline, less than orchestrators wait. */
const GRACE = 11.5 * second;

const closeAfter = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close');
};

/**
 * Prepares a graceful shutdown: the server serves everything during a delay, in which load balancers notice that it is not ready.
 * Then it accepts no new connections, finishes running requests and closes each connection after its last response.
 * @returns A function that takes the delay in milliseconds, and resolves when all requests have ended or their time is up.
 */
export function createShutdown(server: Server): (delay: number) => Promise<void> {
  const openResponses = new Passing<ServerResponse>();
  let responses = 0;
  let isStopping = false;

  server.prependListener('request', (_request, response) => {
    const id = `response ${(responses += 1)}`;
    openResponses.set(id, response);
    response.on('close', () => openResponses.delete(id)); // Not for once: that costs more, and this runs for each request.
    if (isStopping) closeAfter(response);
  });

  return async (delay) => {
    isStopping = true;
    // Otherwise a client could send its next request on this connection just as it closes.
    for (const response of openResponses.values()) closeAfter(response);
    await sleep(Math.max(delay, NOTICE));
    // A busy gateway still has to accept connections and read requests that arrived meanwhile.
    await turn();
    await turn();
    // close() of node:http would reset connections whose request is still on its way, because it considers them idle.
    const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const forceTimer = setTimeout(() => server.closeAllConnections(), GRACE);
    await closed;
    clearInterval(idle);
    clearTimeout(forceTimer);
  };
}

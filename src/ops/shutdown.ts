import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { second } from '../tmdb/duration.ts';

/** How long it goes on listening after it said that it is not ready, so that whoever sends it work can hear of it. */
const NOTICE = 0.2 * second;

/** How long operations that are under way may still take: more than their deadline, less than what orchestrators wait. */
const GRACE = 12 * second;

const sayLast = (response: ServerResponse): void => {
  if (!response.headersSent) response.setHeader('connection', 'close');
};

/**
 * A way to stop a server that loses no answer: it goes on listening for a moment, then takes no new connections, finishes
 * what is under way and closes each connection when it has nothing more to say.
 * @returns What begins that. Resolves when nothing is under way any more, or too long.
 */
export function createShutdown(server: Server): () => Promise<void> {
  const answering = new Set<ServerResponse>();
  let isStopping = false;

  server.prependListener('request', (_request, response) => {
    answering.add(response);
    response.once('close', () => answering.delete(response));
    if (isStopping) sayLast(response);
  });

  return async () => {
    isStopping = true;
    // Else a client could ask again on the connection of this answer, just when it is closed.
    for (const response of answering) sayLast(response);
    await sleep(NOTICE);
    // A gateway that was busy has connections to take up and requests to read that came meanwhile.
    await turn();
    await turn();
    // http's own close() would at once reset connections whose request is still on its way, as idle ones.
    const closed = new Promise<void>((resolve) => void NetServer.prototype.close.call(server, () => resolve()));
    const idle = setInterval(() => server.closeIdleConnections(), 50);
    const impatience = setTimeout(() => server.closeAllConnections(), GRACE - NOTICE);
    await closed;
    clearInterval(idle);
    clearTimeout(impatience);
  };
}

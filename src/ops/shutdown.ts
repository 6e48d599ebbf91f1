import type { Server, ServerResponse } from 'node:http';
import { Server as NetServer, type Socket } from 'node:net';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import { second } from '../tmdb/duration.ts';

/** Shortest time of listening after `/ready` says no. */
const NOTICE = 0.2 * second;

/** Time for running operations to end once the listener is closed: more than their deadline, less than orchestrators wait. */
const GRACE = 11.5 * second;

/** A response that has not ended. */
interface OpenResponse {
  readonly response: ServerResponse;
  /** Counts up with the requests. */
  readonly number: number;
  /** Its place in the list of all. */
  position: number;
}

/** Lets each connection be closed after the last of its open responses: one before that would lose the requests behind it. */
function closeAfterLast(open: readonly OpenResponse[]): void {
  const last = new Map<Socket, OpenResponse>();
  for (const one of open) {
    const { socket } = one.response.req;
    if (one.number > (last.get(socket)?.number ?? 0)) last.set(socket, one);
  }
  for (const one of open) {
    const { response } = one;
    if (response.headersSent) continue;
    if (last.get(response.req.socket) === one) response.setHeader('connection', 'close');
    else if (response.hasHeader('connection')) response.removeHeader('connection');
  }
}

/**
 * Prepares a graceful shutdown: the server serves everything during a delay, in which load balancers notice that it is not ready.
 * Then it accepts no new connections, finishes running requests and closes each connection after its last response.
 * @returns A function that takes the delay in milliseconds, and resolves when all requests have ended or their time is up.
 */
export function createShutdown(server: Server): (delay: number) => Promise<void> {
  /** In no order: one that ends leaves its place to the last. A key for each would cost more than all of that. */
  const open: OpenResponse[] = [];
  let requests = 0;
  let isStopping = false;

  function end(ended: OpenResponse): void {
    const last = open.pop();
    if (!last || last === ended) return;
    open[ended.position] = last;
    last.position = ended.position;
  }

  server.prependListener('request', (_request, response) => {
    const one = { response, number: (requests += 1), position: open.length };
    open.push(one);
    response.on('close', () => end(one)); // Not for once: that costs more, and this runs for each request.
    if (isStopping) closeAfterLast(open);
  });

  return async (delay) => {
    isStopping = true;
    // Otherwise a client could send its next request on this connection just as it closes.
    closeAfterLast(open);
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

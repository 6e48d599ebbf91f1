import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadRecordings, type Recording } from './recordings.ts';
import { ReplayDocuments } from './replay-documents.ts';

/** A TMDB that knows nothing but recorded answers. */
export interface Replay {
  /** For `TMDB_API_URL`. */
  readonly origin: string;
  /** Path and query of every request that arrived, in order. */
  readonly requests: string[];
  /** Lets one recording win over newer ones of the same request, and an error over an answer; without it, none does. */
  pin(recording?: Recording): void;
  close(): Promise<void>;
}

/**
 * Serves the recordings over HTTP on a free port of 127.0.0.1. Of two answers to one request the newer is served;
 * what was never recorded is 404 with status 34.
 */
export async function startReplay(recordings: readonly Recording[] = loadRecordings()): Promise<Replay> {
  const documents = new ReplayDocuments(recordings);
  const requests: string[] = [];
  let pinned: Recording | undefined;

  const server = createServer((request, response) => {
    const asked = request.url ?? '/';
    requests.push(asked);
    const url = new URL(asked, 'http://replay');
    const query = Object.fromEntries(url.searchParams);
    const answer = documents.answer({ method: request.method ?? 'GET', path: url.pathname, query }, pinned);
    response.statusCode = answer.status;
    response.setHeader('content-type', 'application/json;charset=utf-8');
    if (answer.cacheControl !== undefined) response.setHeader('cache-control', answer.cacheControl);
    // The limiter of the time sent it; longer than any operation waits, since here the answer never changes.
    if (answer.status === 429) response.setHeader('retry-after', '60');
    request.resume(); // the body of a write does not matter, but the connection is kept only when it was read
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // a TCP server's address is never a string

  return {
    origin: `http://127.0.0.1:${port}`,
    requests,
    pin: (recording) => {
      pinned = recording;
    },
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

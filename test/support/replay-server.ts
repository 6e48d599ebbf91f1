import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadRecordings, type Recording } from './recordings.ts';
import { ReplayDocuments } from './replay-documents.ts';

/** A TMDB that knows only recorded answers. */
export interface Replay {
  /** For `TMDB_API_URL`. */
  readonly origin: string;
  /** Path and query of every request that arrived, in order. */
  readonly requests: string[];
  /** Prefers one recording to newer ones of the same request, even an error to an answer; without an argument, none. */
  pin(recording?: Recording): void;
  close(): Promise<void>;
}

/**
 * Serves the recordings over HTTP on a free port of 127.0.0.1. Of two answers to one request the newer is served;
 * requests that were never recorded get 404 with status 34.
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
    // TMDB sent the header too. It is longer than any operation waits, since here the answer never changes.
    if (answer.status === 429) response.setHeader('retry-after', '60');
    request.resume(); // The body of a write does not matter, but the connection is kept only when it was read.
    response.end(JSON.stringify(answer.body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server's address is never a string.

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

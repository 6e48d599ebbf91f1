import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Json } from '../support/recordings.ts';

/** A TMDB that serves a few documents, each with all its parts. */
export interface Scripted {
  readonly origin: string;
  /** The number of requests that arrived. */
  readonly requests: number;
  close(): Promise<void>;
}

const PART = /^\/3\/\w+\/\w+\/(?<part>.+)$/;

/**
 * Serves documents by path (`/3/movie/603`) with the parts that the request appends. Any other path is 404 with status 34.
 * @param parts By name, the answer to a part at a path of its own, for every resource.
 */
export async function startScripted(documents: ReadonlyMap<string, Json>, parts: Json): Promise<Scripted> {
  let requests = 0;
  const server = createServer((request, response) => {
    requests += 1;
    const url = new URL(request.url ?? '/', 'http://scripted');
    const { part = '' } = PART.exec(url.pathname)?.groups ?? {};
    const body = answer(documents.get(url.pathname), url.searchParams.get('append_to_response')?.split(',') ?? []) ?? parts[part];
    response.writeHead(body === undefined ? 404 : 200, { 'content-type': 'application/json;charset=utf-8' });
    response.end(JSON.stringify(body ?? { success: false, status_code: 34, status_message: 'Not found.' }));
  });

  function answer(document: Json | undefined, appended: readonly string[]): unknown {
    return document && Object.fromEntries(Object.entries(document).filter(([key]) => !(key in parts) || appended.includes(key)));
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server's address is never a string.
  return {
    origin: `http://127.0.0.1:${port}`,
    get requests() {
      return requests;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

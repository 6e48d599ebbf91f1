import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The answer to one request: TMDB's document, with HTTP status 200 by default. */
export interface ScriptedAnswer {
  readonly http?: number;
  readonly body: unknown;
}

/** A TMDB whose answers a test writes, over a real socket. */
export interface ScriptedUpstream extends AsyncDisposable {
  readonly origin: string;
  /** Path and query of the requests that arrived since the last call. */
  asked(): string[];
}

const NOT_FOUND: ScriptedAnswer = {
  http: 404,
  body: { success: false, status_code: 34, status_message: 'The resource you requested could not be found.' },
};

/** @param answer Returns the answer to a request, or undefined for TMDB's "not found". */
export async function startScripted(
  answer: (url: URL) => ScriptedAnswer | undefined | Promise<ScriptedAnswer | undefined>,
): Promise<ScriptedUpstream> {
  let asked: string[] = [];
  const server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const respond = async (): Promise<void> => {
      const { http = 200, body } = (await answer(new URL(path, 'http://tmdb'))) ?? NOT_FOUND;
      response.writeHead(http, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    void respond();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // A TCP server's address is never a string.
    asked() {
      const all = asked;
      asked = [];
      return all;
    },
    async [Symbol.asyncDispose]() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

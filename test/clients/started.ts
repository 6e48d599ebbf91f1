import { readFileSync } from 'node:fs';
import { run } from '../support/program.ts';

/** A request of a client, with the media type of its answer. */
export interface Sent {
  readonly method: string;
  readonly url: URL;
  readonly body: string;
  readonly status: number;
  readonly type: string;
}

/** A server in a process of its own, over the sandbox. */
export interface Started extends AsyncDisposable {
  readonly url: string;
  /** The requests that went through `fetch` since the last call. */
  sent(): Sent[];
  /** Sends a request, and keeps it. */
  readonly fetch: typeof fetch;
}

/** Starts the program of `npm start`. */
export async function startServer(env: Record<string, string> = {}): Promise<Started> {
  const program = run('src/main.ts', { env: { PORT: '0', LOG_LEVEL: 'error', ...env } });
  const [url] = await program.until(/http:\/\/127\.0\.0\.1:\d+\/graphql/);
  const sent: Sent[] = [];
  return {
    url,
    sent: () => sent.splice(0),
    async fetch(input, init) {
      const request = new Request(input, init);
      const [body, response] = await Promise.all([request.clone().text(), fetch(request)]);
      const type = response.headers.get('content-type') ?? '';
      sent.push({ method: request.method, url: new URL(request.url), body, status: response.status, type });
      return response;
    },
    async [Symbol.asyncDispose]() {
      await program.stop();
    },
  };
}

export const SCHEMA = new URL('../../schema/schema.graphql', import.meta.url);

export const readSchema = (): string => readFileSync(SCHEMA, 'utf8');

/** The operations that every client sends. */
export const PAGE = `query Page($first: Int!, $after: String) {
  trendingMovies(first: $first, after: $after) { edges { cursor node { id title } } pageInfo { endCursor hasNextPage } }
}`;
export const MISSING = 'query Missing { movie(id: 1) { id title } }';
export const GUEST = 'mutation Guest { createGuestSession { guestSessionId expiresAt } }';
export const DEFERRED = `query Deferred { movie(id: 603) { id title ...Details @defer(label: "details") } }
fragment Details on Movie { id runtime }`;

export interface Page {
  readonly trendingMovies: {
    readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string; readonly title: string } }[];
    readonly pageInfo: { readonly endCursor: string | null; readonly hasNextPage: boolean };
  };
}

export interface Guest {
  readonly createGuestSession: { readonly guestSessionId: string; readonly expiresAt: string };
}

export interface Deferred {
  readonly movie: { readonly title: string; readonly runtime?: number };
}

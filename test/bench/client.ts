import { isDeepStrictEqual } from 'node:util';
import { Pool } from 'undici';
import { expectedAnswer } from '../load/movies.ts';
import type { AskedError } from '../support/gateway.ts';

/** An answer as it came over the wire. */
export interface Reply {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly body: {
    readonly data?: Readonly<Record<string, unknown>> | null;
    readonly errors?: readonly AskedError[];
    readonly extensions?: { readonly tmdb: Readonly<Record<'requests' | 'hits' | 'waitedMs', number>> };
  };
  /** Milliseconds from the request to the last byte. */
  readonly took: number;
}

export interface AskOptions {
  readonly variables?: Readonly<Record<string, unknown>>;
  /** The address that a proxy in front of the gateway would have seen. */
  readonly caller?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Disconnects the client. */
  readonly signal?: AbortSignal;
}

/** GraphQL clients of one gateway, each on a socket of its own when they ask concurrently. */
export interface Client {
  /** Rejects when the connection breaks, and when no answer comes at all. */
  ask(query: string, options?: AskOptions): Promise<Reply>;
  /** Aborts operations in flight. */
  close(): Promise<void>;
}

/** Milliseconds after which an operation hangs: well beyond its deadline. */
const HUNG = 20_000;

export function createClient(address: string): Client {
  const pool = new Pool(address, { connections: 1200, headersTimeout: HUNG, bodyTimeout: HUNG, keepAliveTimeout: HUNG });
  return {
    async ask(query, { variables, caller, headers, signal } = {}) {
      const from = performance.now();
      const response = await pool.request({
        path: '/graphql',
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'tmdb-explain': '1',
          ...(caller !== undefined && { 'x-forwarded-for': caller }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      });
      const body = (await response.body.json()) as Reply['body'];
      const header = response.headers['retry-after'];
      const retryAfter = Array.isArray(header) ? header[0] : header;
      return { status: response.statusCode, retryAfter, body, took: performance.now() - from };
    },
    close: () => pool.destroy(),
  };
}

/** The smallest query that needs a TMDB request, for generated movies of the sandbox. */
export const MOVIE = 'query Movie($id: ID!) { movie(id: $id) { tmdbId title directors { name } } }';

export const isRightMovie = ({ body: { data, errors } }: Reply, id: number): boolean =>
  errors === undefined && isDeepStrictEqual({ data }, expectedAnswer(id));

/** Whether an operation was refused rightly: typed, with the same delay in the error and in Retry-After. */
export function isTypedRefusal({ status, retryAfter, body: { errors = [] } }: Reply): boolean {
  const [error] = errors;
  if (error?.extensions.code !== 'RATE_LIMITED') return false;
  return status === 503 && Number(retryAfter) >= 1 && error.extensions.retryAfter === Number(retryAfter);
}

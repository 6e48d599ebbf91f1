import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server';
import type { CORSOptions } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { CREDENTIALS, type HeaderReader } from '../tmdb/session.ts';

/** Request headers that a page may send. Tracing and Apollo Client add some by themselves. */
const ALLOWED_HEADERS = [
  'Accept',
  'Accept-Language',
  'Apollographql-Client-Name',
  'Apollographql-Client-Version',
  'Content-Type',
  'TMDB-Explain',
  'TMDB-Region',
  'TMDB-Watch-Region',
  'Traceparent',
  ...Object.values(CREDENTIALS).map(({ header }) => header),
];

type CorsOptionsOf = (request: { readonly headers: HeaderReader }) => CORSOptions;

/** CORS is off unless configured. Only pages of the configured origins may read responses, and they send no cookies. */
export const corsOptions = ({ corsOrigins }: Config): false | CorsOptionsOf =>
  corsOrigins.length > 0 &&
  (({ headers }) => {
    const origin = headers.get('origin');
    if (origin === null || !corsOrigins.includes(origin)) return false;
    return {
      origin,
      credentials: false,
      methods: ['GET', 'POST'],
      allowedHeaders: ALLOWED_HEADERS,
      exposedHeaders: ['Retry-After'],
      maxAge: 86_400,
    };
  });

/** The headers that CORS adds to the response to a request. */
export type CorsHeaders = (headers: HeaderReader) => Readonly<Record<string, string>> | undefined;

export function corsHeaders(options: false | CorsOptionsOf): CorsHeaders {
  if (options === false) return () => undefined;
  return (headers) => getCORSHeadersByRequestAndOptions({ headers } as Request, options({ headers })) ?? undefined;
}

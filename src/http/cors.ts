import { getCORSHeadersByRequestAndOptions } from '@whatwg-node/server';
import type { CORSOptions, Plugin } from 'graphql-yoga';
import { isOrigin, type Config } from '../config.ts';
import { CREDENTIALS, type HeaderReader } from '../tmdb/session.ts';

/** Request headers that a page may send. Tracing, Sentry and Apollo Client add some by themselves. */
const ALLOWED_HEADERS = [
  'Accept',
  'Accept-Language',
  'Apollographql-Client-Name',
  'Apollographql-Client-Version',
  'Baggage',
  'Content-Type',
  'Sentry-Trace',
  'TMDB-Explain',
  'TMDB-Region',
  'TMDB-Watch-Region',
  'Traceparent',
  'Tracestate',
  ...Object.values(CREDENTIALS).map(({ header }) => header),
];

/** Origins of development servers. */
const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?$/;

type CorsOptionsOf = (request: { readonly headers: HeaderReader }) => CORSOptions;

export interface Cors {
  /** For Yoga; false when no page of another origin may read answers. */
  readonly options: false | CorsOptionsOf;
  /** Warns where Yoga has no options. */
  readonly plugin: Plugin;
  /** The headers that CORS adds to the response to a request past Yoga. */
  headers(requested: HeaderReader): Readonly<Record<string, string>> | undefined;
}

/**
 * Lets only pages of the configured origins read responses, and without cookies. While none is configured, the sandbox, whose
 * data is public, lets pages of this machine.
 * @param warn Called with one line about the first origin that is refused.
 */
export function createCors({ corsOrigins, corsHeaders, sandbox }: Config, warn: (text: string) => void): Cors {
  const allowsLocal = sandbox && corsOrigins.length === 0;
  const allows = (origin: string): boolean => corsOrigins.includes(origin) || (allowsLocal && LOCAL.test(origin));
  const allowedHeaders = [...ALLOWED_HEADERS, ...corsHeaders];
  let hasWarned = false;

  const optionsOf: CorsOptionsOf = ({ headers }) => {
    const origin = headers.get('origin');
    if (origin === null) return false;
    if (!allows(origin)) {
      if (!hasWarned && isOrigin(origin) && !isOwn(origin, headers)) {
        hasWarned = true;
        warn(`CORS: pages of ${origin} cannot read answers. To allow that, add the origin to CORS_ORIGINS, as in CORS_ORIGINS=${origin}.`);
      }
      return false;
    }
    return {
      origin,
      credentials: false,
      methods: ['GET', 'POST'],
      allowedHeaders,
      exposedHeaders: ['Retry-After'],
      maxAge: 86_400,
    };
  };

  const options = (allowsLocal || corsOrigins.length > 0) && optionsOf;
  return {
    options,
    plugin: options ? {} : { onRequest: ({ request }) => void optionsOf(request) },
    headers: (requested) =>
      getCORSHeadersByRequestAndOptions({ headers: requested } as Request, optionsOf({ headers: requested })) ?? undefined,
  };
}

/** Whether an origin is that of the gateway itself: browsers send it with each POST of GraphiQL. */
const isOwn = (origin: string, headers: HeaderReader): boolean =>
  headers.get('sec-fetch-site') === 'same-origin' || new URL(origin).host === headers.get('host');

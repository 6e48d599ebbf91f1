import type { CORSOptions } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { CREDENTIALS } from '../tmdb/session.ts';

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

/** CORS is off unless configured. Only pages of the configured origins may read responses, and they send no cookies. */
export const corsOptions = ({ corsOrigins }: Config): false | ((request: Request) => CORSOptions) =>
  corsOrigins.length > 0 &&
  ((request) => {
    const origin = request.headers.get('origin');
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

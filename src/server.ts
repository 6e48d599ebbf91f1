import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { createYoga } from 'graphql-yoga';
import { schema } from '../schema/index.ts';
import type { Config } from './config.ts';
import { createContext } from './context.ts';
import type { ServerContext } from './context.ts';
import { serveGraphiql } from './graphiql.ts';
import { revalidate, sayFreshness } from './http/cache-control.ts';
import { corsOptions } from './http/cors.ts';
import { guardAnswers } from './http/headers.ts';
import { refusePieces } from './http/incremental.ts';
import { hideSchema } from './http/introspection.ts';
import { knowDocuments } from './http/known-documents.ts';
import { keptDocuments, limitDocuments } from './http/limits.ts';
import { nodeHandler } from './http/node-handler.ts';
import { endOperations, presentErrors, readStrictly, sandboxPictures } from './plugins.ts';
import { withBreaker } from './tmdb/breaker.ts';
import { createPartCache } from './tmdb/cache.ts';
import { second } from './tmdb/duration.ts';
import { createEngine } from './tmdb/engine.ts';
import { createLimiter } from './tmdb/limiter.ts';
import { createTransport } from './tmdb/transport.ts';

/** Largest request body. */
const MAX_BODY_BYTES = 200_000;

/** Longest that a client may take to send a request. */
const REQUEST_TIMEOUT = 10 * second;

/** A gateway over one TMDB. It holds sockets and timers until it is closed. */
export interface Gateway {
  /** Answers a request of the Fetch API: `/graphql`, `/health`. */
  fetch(request: Request): Promise<Response>;
  /** The same for `node:http`: `createServer(gateway.handler)`, or mounted in a server of your own. */
  readonly handler: RequestListener;
  /** Breaks off what is under way and frees all sockets. */
  close(): Promise<void>;
}

/**
 * A gateway with a limiter, a cache and sockets of its own; several live side by side.
 * @param now What day it is goes by this clock: milliseconds of the epoch.
 */
export function createGateway(config: Config, now: () => number = Date.now): Gateway {
  const limiter = createLimiter({ ratePerSecond: config.rateLimit, maxConnections: config.maxConnections });
  const engine = createEngine({
    transport: withBreaker(
      createTransport({
        url: config.tmdbUrl,
        maxConnections: config.maxConnections,
        accessToken: config.accessToken,
        apiKey: config.apiKey,
      }),
    ),
    limiter,
    cache: createPartCache(config.cacheMaxBytes),
    patience: config.operationDeadline,
    queueMax: config.queueMax,
    ratePerSecond: config.rateLimit,
  });

  const yoga = createYoga<object, ServerContext>({
    schema,
    context: (initial) => createContext(initial, { config, engine, limiter, now }),
    maskedErrors: false, // presentError sees every error of every answer, below.
    logging: config.logLevel === 'silent' ? false : config.logLevel,
    maxRequestBodySize: MAX_BODY_BYTES,
    parserAndValidationCache: keptDocuments(),
    multipart: false,
    cors: corsOptions(config),
    landingPage: false,
    graphiql: false, // The page is ours, below.
    plugins: [
      readStrictly,
      knowDocuments(config, schema),
      limitDocuments,
      endOperations,
      useDeferStream(),
      sayFreshness,
      refusePieces,
      presentErrors(config),
      revalidate,
      guardAnswers,
      ...(config.introspection ? [] : [hideSchema]),
      ...(config.graphiql ? [serveGraphiql(config)] : []),
      ...(config.sandbox ? [sandboxPictures] : []),
    ],
  });

  return {
    fetch: async (request) => yoga.fetch(request),
    handler: nodeHandler((request, response) => void yoga(request, response)),
    close: () => engine.close(),
  };
}

/** Listens with a gateway. Used by main, and by tests that want real sockets. */
export function listen(gateway: Gateway, port: number, host: string): Promise<ReturnType<typeof createServer>> {
  const server = createServer(
    { requestTimeout: REQUEST_TIMEOUT, headersTimeout: REQUEST_TIMEOUT, connectionsCheckingInterval: second },
    gateway.handler,
  );
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

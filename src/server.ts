import { createServer, type RequestListener } from 'node:http';
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { createYoga } from 'graphql-yoga';
import { schema } from '../schema/index.ts';
import { ConfigError, type Config } from './config.ts';
import { createContext, type ServerContext } from './context.ts';
import { useEtags, useCacheControl } from './http/cache-control.ts';
import { corsOptions } from './http/cors.ts';
import { useErrorPresentation } from './http/error-presentation.ts';
import { useGraphiql } from './http/graphiql.ts';
import { useSecurityHeaders } from './http/headers.ts';
import { useIncrementalGuard } from './http/incremental.ts';
import { useDisabledIntrospection } from './http/introspection.ts';
import { documentCache, useDocumentLimits } from './http/limits.ts';
import { nodeHandler } from './http/node-handler.ts';
import { useOperationEnd } from './http/operation-end.ts';
import { useSandboxImages } from './http/sandbox-images.ts';
import { useStrictRequests } from './http/strict-requests.ts';
import { useTrustedDocuments } from './http/trusted-documents.ts';
import { checkCredential } from './ops/credential.ts';
import { createReadiness, useMetrics } from './ops/health.ts';
import { createLog, type Log } from './ops/log.ts';
import { createMetrics } from './ops/metrics.ts';
import { useOperationRecords } from './ops/operations.ts';
import { createTracing } from './ops/tracing.ts';
import { createVerifiedCredentials } from './tmdb/verified-credentials.ts';
import { withCircuitBreaker } from './tmdb/engine/breaker.ts';
import { createPartCache } from './tmdb/engine/cache.ts';
import { second } from './tmdb/duration.ts';
import { createEngine } from './tmdb/engine/engine.ts';
import { createLimiter } from './tmdb/engine/limiter.ts';
import { combineObservers } from './tmdb/engine/observer.ts';
import { createTransport, DEFAULT_TIMEOUT } from './tmdb/engine/transport.ts';

/** Largest request body. */
const MAX_BODY_BYTES = 200_000;

/** Longest that a client may take to send a request. */
const REQUEST_TIMEOUT = 10 * second;

/** How long a connection is kept that nobody asks on: longer than load balancers do, or they would ask on one that is just being closed. */
const KEEP_ALIVE_TIMEOUT = 75 * second;

/** After so long without a byte in either direction a connection is closed, whatever it is in the middle of. */
const IDLE_TIMEOUT = 90 * second;

const NO_TMDB = 'Set TMDB_ACCESS_TOKEN, TMDB_API_KEY or TMDB_API_URL: only `npm start` brings the sandbox with it.';

/** A gateway over one TMDB. It holds sockets and timers until it is closed. */
export interface Gateway {
  /** Answers a request of the Fetch API: `/graphql`, `/health`, `/ready`, `/metrics`. */
  fetch(request: Request): Promise<Response>;
  /** The same for `node:http`: `createServer(gateway.handler)`, or mounted in a server of your own. */
  readonly handler: RequestListener;
  /** Asks TMDB once whether it takes the credential, and warns in the log when it does not. Never rejects. */
  checkCredential(): Promise<void>;
  /** Is not `/ready` any more, though it answers: whoever sends it work has to look elsewhere. */
  stop(): void;
  /** Breaks off what is under way and frees all sockets. */
  close(): Promise<void>;
}

/**
 * A gateway with a limiter, a cache and sockets of its own; several live side by side.
 * @param now What day it is goes by this clock: milliseconds of the epoch.
 * @param log Where it tells what it does; standard output when not given.
 * @throws ConfigError for one without any TMDB: the sandbox has to be started by whoever wants it.
 */
export function createGateway(config: Config, now: () => number = Date.now, log: Log = createLog(config.logLevel)): Gateway {
  if (config.sandbox && config.accessToken === undefined && config.apiKey === undefined) throw new ConfigError([NO_TMDB]);
  const metrics = config.metrics ? createMetrics() : undefined;
  const tracing = createTracing();
  const observer = combineObservers([...(metrics ? [metrics.observer] : []), tracing.observer]);
  const limiter = createLimiter({ ratePerSecond: config.rateLimit, maxConnections: config.maxConnections, observer });
  const unguarded = createTransport({
    url: config.tmdbUrl,
    maxConnections: config.maxConnections,
    proxy: config.proxy,
    accessToken: config.accessToken,
    apiKey: config.apiKey,
    // An attempt that outlives whoever waits for it is broken off, and nobody learns that TMDB stalls.
    timeout: Math.min(DEFAULT_TIMEOUT, Math.floor(config.operationDeadline / 2)),
    observer,
  });
  const transport = withCircuitBreaker(unguarded, log.circuits);
  const cache = createPartCache(config.cacheMaxBytes);
  const engine = tracing.traced(
    createEngine({
      transport,
      limiter,
      cache,
      maxWait: config.operationDeadline,
      queueMax: config.queueMax,
      ratePerSecond: config.rateLimit,
      observer,
    }),
  );
  metrics?.gauge({ limiter, ratePerSecond: config.rateLimit, cache, cacheMaxBytes: config.cacheMaxBytes, transport });
  const readiness = createReadiness({ transport });
  const verified = createVerifiedCredentials();

  const yoga = createYoga<object, ServerContext>({
    schema,
    context: (initial) => createContext(initial, { config, engine, limiter, verified, now }),
    maskedErrors: false, // presentError sees every error of every answer, below.
    logging: { debug() {}, info() {}, warn() {}, error: log.error },
    maxRequestBodySize: MAX_BODY_BYTES,
    parserAndValidationCache: documentCache(),
    multipart: false,
    cors: corsOptions(config),
    landingPage: false,
    graphiql: false, // The page is ours, below.
    plugins: [
      useStrictRequests,
      useTrustedDocuments(config, schema),
      useDocumentLimits,
      useOperationEnd,
      useDeferStream(),
      useCacheControl,
      useIncrementalGuard,
      useErrorPresentation(config, log.error),
      useEtags,
      useSecurityHeaders,
      ...(config.introspection ? [] : [useDisabledIntrospection]),
      ...(config.graphiql ? [useGraphiql(config)] : []),
      ...(config.sandbox ? [useSandboxImages] : []),
      readiness.plugin,
      ...(metrics ? [useMetrics(metrics.text)] : []),
      useOperationRecords([log.watcher, ...(metrics ? [metrics.watcher] : []), tracing.watcher]),
    ],
  });

  return {
    fetch: async (request) => yoga.fetch(request),
    handler: nodeHandler((request, response) => void yoga(request, response)),
    checkCredential: () => checkCredential({ transport: unguarded, limiter, config, log }),
    stop: () => readiness.stop(),
    close: () => engine.close(),
  };
}

/** Listens with a gateway, guarded against clients that send slowly or do not read. @returns The server, once it listens. */
export function listen(gateway: Gateway, port: number, host: string): Promise<ReturnType<typeof createServer>> {
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: second,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
    },
    gateway.handler,
  );
  // Who does not read their answer keeps it in memory.
  server.setTimeout(IDLE_TIMEOUT);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

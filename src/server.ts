import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import { Readable } from 'node:stream';
import { useDeferStream } from '@graphql-yoga/plugin-defer-stream';
import { createYoga, type YogaInitialContext } from 'graphql-yoga';
import { needsOf, rootFieldsOf, selectedBy } from '../schema/beforehand/needs.ts';
import { rehearse } from '../schema/beforehand/rehearsal.ts';
import { schema } from '../schema/index.ts';
import { ConfigError, type Config } from './config.ts';
import { createContext, type GatewayState, type Incoming, type ServerContext } from './context.ts';
import { answerBadRequests } from './http/connections/bad-requests.ts';
import { useEtags, useCacheControl } from './http/cache-control.ts';
import { trustedProxies } from './http/client-address.ts';
import { createCors } from './http/cors.ts';
import { endpointListener, health, useEndpoints, type Endpoints } from './http/endpoint.ts';
import { createErrorPresentation, useErrorPresentation } from './http/error-presentation.ts';
import { readExamples } from './http/examples.ts';
import { useExplain, type Pricing } from './http/explain.ts';
import { createFastPath } from './http/fast-path/fast-path.ts';
import { createAnswerMaker } from './http/fast-path/made-answer.ts';
import { createPlainDocuments } from './http/fast-path/plain-documents.ts';
import { createStoredAnswers } from './http/fast-path/stored-answers.ts';
import { useGraphiql } from './http/graphiql.ts';
import { useIncrementalGuard } from './http/incremental.ts';
import { useDisabledIntrospection } from './http/introspection.ts';
import { documentCaches, MAX_BODY_BYTES, parseDocument, useRequestLimits } from './http/limits.ts';
import { useMediaTypes } from './http/media-types.ts';
import { nodeHandler } from './http/node-handler.ts';
import { useOperationEnd } from './http/operation-end.ts';
import { useReportedErrors } from './http/reported-errors.ts';
import { inLine } from './http/connections/pipelining.ts';
import { createLocate, SANDBOX_IMAGES_PATH, type Locate } from './http/place.ts';
import { useSandboxApproval } from './http/sandbox-approval.ts';
import { sandboxImage } from './http/sandbox-images.ts';
import { useSecurityHeaders } from './http/security-headers.ts';
import { useStrictRequests } from './http/strict-requests.ts';
import { createTrustedDocuments, readTrustedDocuments, useTrustedDocuments } from './http/trusted-documents.ts';
import { createTurns, useTurns } from './http/turns.ts';
import { checkCredential, type CredentialCheck } from './ops/credential.ts';
import { createLog, type Log } from './ops/log.ts';
import { createMetrics, metricsEndpoint, type Metrics } from './ops/metrics.ts';
import { createOperationRecords, useOperationRecords } from './ops/operations.ts';
import { createReadiness, readinessEndpoint, type Readiness } from './ops/readiness.ts';
import { createTracing } from './ops/tracing.ts';
import { pageEndpoints } from './pages/pages.ts';
import { createVerifiedCredentials } from './tmdb/verified-credentials.ts';
import { second } from './tmdb/duration.ts';
import type { Engine } from './tmdb/engine/engine.ts';
import { combineObservers } from './tmdb/engine/observer.ts';
import { openUpstream } from './upstream.ts';

/** Time in which a client must send its request. */
const REQUEST_TIMEOUT = 10 * second;

/** Keep-alive timeout of idle connections. Longer than that of load balancers, which could otherwise reuse a connection as it closes. */
const KEEP_ALIVE_TIMEOUT = 75 * second;

/** Timeout of a connection without a byte in either direction, even within a request. */
const IDLE_TIMEOUT = 90 * second;

/** The share of the cache's memory for finished answers; parts have the rest. */
const ANSWERS_SHARE = 1 / 8;

const NO_TMDB = 'Set TMDB_ACCESS_TOKEN, TMDB_API_KEY or TMDB_API_URL: only `npm start` starts the sandbox by itself.';

/** A gateway to one TMDB. It holds sockets and timers until it is closed. */
export interface Gateway {
  /** Answers a request of the Fetch API: `/graphql`, `/health`, `/ready`, `/metrics`, and the pages of browsers. */
  fetch(request: Request): Promise<Response>;
  /** The same for `node:http`: `createServer(gateway.handler)`, or mounted in a server of your own. */
  readonly handler: RequestListener;
  /** Answers `/metrics`, `/status`, `/health` and `/ready` alone, for a server on `METRICS_PORT`. */
  readonly metricsHandler: RequestListener;
  /** Asks TMDB once whether it accepts the credential, and logs a warning when it does not. Never rejects. */
  checkCredential(): Promise<CredentialCheck>;
  /** Makes `/ready` say no, so that load balancers send their requests elsewhere, and ends the events of `/status`. The gateway still answers. */
  stop(): void;
  /** Aborts all TMDB requests and closes all sockets to TMDB. */
  close(): Promise<void>;
}

/**
 * Creates a gateway with a limiter, a cache and sockets of its own. One process may have several.
 * @param now The wall clock that decides which day is today, in milliseconds since the epoch.
 * @param log The gateway's log; standard output by default.
 * @throws ConfigError for a configuration without a TMDB: the caller has to start the sandbox.
 */
export function createGateway(config: Config, now: () => number = Date.now, log: Log = createLog(config.logLevel)): Gateway {
  if (config.sandbox && config.accessToken === undefined && config.apiKey === undefined) throw new ConfigError([NO_TMDB]);
  const metrics = config.metrics ? createMetrics() : undefined;
  const tracing = createTracing();
  const trusted = readTrustedDocuments(config, schema);
  const texts = [...readExamples().map(({ query }) => query), ...trusted.values()];
  const answersMaxBytes = Math.floor(config.cacheMaxBytes * ANSWERS_SHARE);
  const upstream = openUpstream({
    config,
    log,
    metrics,
    observer: combineObservers([...(metrics ? [metrics.observer] : []), tracing.observer]),
    cacheMaxBytes: config.cacheMaxBytes - answersMaxBytes,
    expected: texts.flatMap((text) => rehearse(schema, parseDocument(text), config.locale)),
  });
  const { cache, failures, fleet, limiter, transport } = upstream;
  const engine = tracing.traced(upstream.engine);
  const answers = createStoredAnswers(engine, answersMaxBytes);
  const cacheBytes = (): number => cache.bytes + answers.bytes;
  metrics?.addGauges({
    engine,
    limiter,
    ratePerSecond: config.rateLimit,
    cacheBytes,
    cacheMaxBytes: config.cacheMaxBytes,
    failures,
    fleet,
  });
  const readiness = createReadiness({ failures, fleet });
  const verified = createVerifiedCredentials();
  const isTrustedProxy = trustedProxies(config.trustProxy);
  const locate = createLocate(config.basePath);
  const state: GatewayState = { config, engine, limiter, verified, isTrustedProxy, locate, now };
  const documentOf = createTrustedDocuments(config, trusted);
  const pricing = createPricing(engine);
  const presentation = createErrorPresentation(config, log.error);
  const records = createOperationRecords([
    log.operationObserver,
    ...(metrics ? [metrics.operationObserver] : []),
    tracing.operationObserver,
  ]);
  const endpoints = endpointsOf(config, readiness, metrics);
  const cors = createCors(config, log.warn);
  const caches = documentCaches();
  const turns = createTurns((text) => caches.documentCache.has(text) || caches.errorCache.has(text));

  const yoga = createYoga<object, ServerContext>({
    schema,
    context: (initial) => createContext(incomingOf(initial, locate), state),
    maskedErrors: false, // useErrorPresentation presents every error, below.
    logging: { debug() {}, info() {}, warn() {}, error: log.error },
    maxRequestBodySize: MAX_BODY_BYTES,
    parserAndValidationCache: caches,
    multipart: false,
    cors: cors.options,
    // useEndpoints, below, answers all requests but those for GraphQL. No URL ends with a space.
    graphqlEndpoint: '*',
    healthCheckEndpoint: ' ',
    landingPage: false,
    graphiql: false, // useGraphiql serves it, below.
    plugins: [
      cors.plugin,
      useMediaTypes,
      useStrictRequests,
      useTrustedDocuments(documentOf),
      useTurns(turns, isTrustedProxy),
      useRequestLimits,
      useExplain(pricing),
      useOperationEnd,
      useDeferStream(),
      useReportedErrors,
      useCacheControl,
      useIncrementalGuard,
      useErrorPresentation(presentation),
      useEtags,
      useSecurityHeaders,
      ...(config.introspection ? [] : [useDisabledIntrospection]),
      ...(config.graphiql ? [useGraphiql(config, locate, log)] : []),
      ...(config.sandbox ? [useSandboxApproval(config, locate)] : []),
      useEndpoints(endpoints.ofGateway, locate),
      useOperationRecords(records),
    ],
  });

  const { validate } = yoga.getEnveloped({});
  const documents = createPlainDocuments({
    documentOf,
    parsed: caches.documentCache,
    parse: parseDocument,
    validate: (document) => validate(schema, document),
  });
  const fastPath = createFastPath({
    state,
    documents,
    make: createAnswerMaker({ schema, state, documents, turns, pricing, presentation, records }),
    answers,
    records,
    cors: cors.headers,
    maxBodyBytes: MAX_BODY_BYTES,
    report: log.error,
  });

  return {
    fetch: async (request) => platformResponse(await yoga.fetch(request), request),
    handler: nodeHandler((request, response) => void yoga(request, response), (config.fastPath ?? true) ? fastPath : undefined),
    metricsHandler: nodeHandler(endpointListener(endpoints.ofMetricsPort, locate, log.error), undefined),
    checkCredential: () => checkCredential({ transport, limiter, config, log }),
    stop: () => readiness.stop(),
    close: async () => void (await Promise.all([engine.close(), fleet?.close()]).finally(readiness.stop)),
  };
}

const createPricing = (engine: Engine): Pricing => ({
  engine,
  forecastOf(document, operation, variables, context) {
    const selected = selectedBy(schema, document, operation, variables);
    return selected && { needs: needsOf(selected, context), roots: rootFieldsOf(selected) };
  },
});

/** The endpoints beside GraphQL: those of the public port, and those of `METRICS_PORT`. */
function endpointsOf(config: Config, readiness: Readiness, metrics: Metrics | undefined): Record<'ofGateway' | 'ofMetricsPort', Endpoints> {
  const probes = { '/health': health, '/ready': readinessEndpoint(readiness) };
  const withMetrics = { ...probes, ...(metrics && { '/metrics': metricsEndpoint(metrics) }) };
  const pages = pageEndpoints(config, metrics, readiness.stopping);
  const ofGateway = {
    ...(config.metricsPort === undefined ? withMetrics : probes),
    ...pages.ofGateway,
    ...(config.sandbox && { [`${SANDBOX_IMAGES_PATH}/`]: sandboxImage }),
  };
  return { ofGateway, ofMetricsPort: { ...withMetrics, ...pages.ofMetricsPort } };
}

const incomingOf = ({ request, req }: YogaInitialContext & { readonly req?: IncomingMessage }, locate: Locate): Incoming => ({
  headers: request.headers,
  url: request.url,
  base: locate(req ?? request).base,
  remoteAddress: req?.socket.remoteAddress,
  onLeave(listener) {
    if (request.signal.aborted) listener();
    else request.signal.addEventListener('abort', listener, { once: true });
  },
});

/** Yoga's response as one of the platform: the servers of other frameworks need what only that has. */
function platformResponse(response: Response, { method }: Request): Response {
  if (response instanceof globalThis.Response) return response;
  const { body, status, headers } = response as Response;
  const isEmpty = body === null || method === 'HEAD' || [204, 304].includes(status);
  return new Response(isEmpty ? null : (Readable.toWeb(Readable.from(body)) as ReadableStream), { status, headers: [...headers] });
}

/** Starts a server with timeouts for clients that send slowly or do not read. Resolves when it listens. */
export function listen({ handler }: Pick<Gateway, 'handler'>, port: number, host: string): Promise<ReturnType<typeof createServer>> {
  const server = createServer(
    {
      requestTimeout: REQUEST_TIMEOUT,
      headersTimeout: REQUEST_TIMEOUT,
      connectionsCheckingInterval: second,
      keepAliveTimeout: KEEP_ALIVE_TIMEOUT,
      // Otherwise all but the first would be ignored, as a second host, which may not be there.
      joinDuplicateHeaders: true,
    },
    inLine(handler),
  );
  // A client that does not read its response keeps it in memory.
  server.setTimeout(IDLE_TIMEOUT);
  answerBadRequests(server);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

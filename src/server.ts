import { setMaxListeners } from 'node:events';
import { createServer } from 'node:http';
import type { RequestListener } from 'node:http';
import { GraphQLError, parse } from 'graphql';
import { createYoga } from 'graphql-yoga';
import type { Plugin, YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../schema/builder.ts';
import { schema } from '../schema/index.ts';
import type { Config, Locale } from './config.ts';
import { graphiqlOptions, graphiqlPage } from './graphiql.ts';
import { createLoad } from './loaders.ts';
import { httpStatusOf, presentError } from './present-error.ts';
import type { ErrorExtensions } from './present-error.ts';
import { picture } from './sandbox/picture.ts';
import { createPartCache } from './tmdb/cache.ts';
import type { ErrorCode } from './tmdb/error-code.ts';
import { createEngine } from './tmdb/engine.ts';
import type { Engine } from './tmdb/engine.ts';
import { GatewayError } from './tmdb/error.ts';
import { parseAcceptLanguage, parseCountry } from './tmdb/language.ts';
import { createLimiter } from './tmdb/limiter.ts';
import { createTransport } from './tmdb/transport.ts';

/** Largest request body. */
const MAX_BODY_BYTES = 200_000;

/** Most tokens of a document: counted while it is read, so that nothing deep or long is ever built. */
const MAX_TOKENS = 2000;

/** Where the sandbox's pictures are served, by the gateway itself. */
const SANDBOX_PICTURES = '/sandbox/t/p';

/** A gateway over one TMDB. It holds sockets and timers until it is closed. */
export interface Gateway {
  /** Answers a request of the Fetch API: `/graphql`, `/health`. */
  fetch(request: Request): Promise<Response>;
  /** The same for `node:http`: `createServer(gateway.handler)`, or mounted in a server of your own. */
  readonly handler: RequestListener;
  /** Breaks off what is under way and frees all sockets. */
  close(): Promise<void>;
}

/** A gateway with a limiter, a cache and sockets of its own; several live side by side. */
export function createGateway(config: Config): Gateway {
  const engine = createEngine({
    transport: createTransport({
      url: config.tmdbUrl,
      maxConnections: config.maxConnections,
      accessToken: config.accessToken,
      apiKey: config.apiKey,
    }),
    limiter: createLimiter({ ratePerSecond: config.rateLimit, maxConnections: config.maxConnections }),
    cache: createPartCache(config.cacheMaxBytes),
    patience: config.operationDeadline,
  });

  const yoga = createYoga<object, ServerContext>({
    schema,
    context: (initial) => createContext(initial, config, engine),
    maskedErrors: false, // presentError sees every error of every answer, below.
    logging: config.logLevel === 'silent' ? false : config.logLevel,
    maxRequestBodySize: MAX_BODY_BYTES,
    multipart: false,
    cors: false,
    landingPage: false,
    graphiql: config.graphiql && graphiqlOptions(config),
    renderGraphiQL: graphiqlPage,
    plugins: [
      readStrictly,
      limitTokens,
      endOperations,
      presentErrors(config),
      ...(config.graphiql ? [openGraphiql] : []),
      ...(config.sandbox ? [sandboxPictures] : []),
    ],
  });

  return {
    fetch: async (request) => yoga.fetch(request),
    handler: (request, response) => void yoga(request, response),
    close: () => engine.close(),
  };
}

interface ServerContext extends Context {
  /** The operation has its answer. */
  done(): void;
}

/** What one GraphQL request's resolvers may reach. Its wishes end with the request, and with the operation's deadline. */
function createContext({ request }: YogaInitialContext, config: Config, engine: Engine): ServerContext {
  const end = new AbortController();
  setMaxListeners(0, end.signal); // One for each wish of the operation.
  const timer = setTimeout(
    () => end.abort(deadlineExceeded(`The operation has ${config.operationDeadline / 1000} seconds; this part was not answered in time.`)),
    config.operationDeadline,
  );
  request.signal.addEventListener('abort', () => end.abort(deadlineExceeded('The client left.')), { once: true });
  return {
    load: createLoad(engine, end.signal),
    done: () => clearTimeout(timer),
    locale: localeOfRequest(request, config.locale),
    imageUrl: config.imageUrl ?? new URL(SANDBOX_PICTURES, request.url).href,
  };
}

const deadlineExceeded = (message: string): GatewayError => new GatewayError('DEADLINE_EXCEEDED', message);

/** Headers before configuration. Routers forward these, not directives. @throws GatewayError BAD_USER_INPUT */
function localeOfRequest({ headers }: Request, defaults: Locale): Locale {
  const [first, ...others] = parseAcceptLanguage(headers.get('accept-language') ?? '');
  const region = headers.get('tmdb-region');
  const watchRegion = headers.get('tmdb-watch-region');
  return {
    languages: first === undefined ? defaults.languages : [first, ...others],
    region: region === null ? defaults.region : parseCountry(region),
    watchRegion: watchRegion === null ? defaults.watchRegion : parseCountry(watchRegion),
    includeAdult: defaults.includeAdult,
  };
}

const limitTokens: Plugin = {
  onParse: ({ setParseFn }) =>
    setParseFn((source: string) => {
      try {
        return parse(source, { maxTokens: MAX_TOKENS });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        throw new GraphQLError('The document is nested too deeply.');
      }
    }),
};

/**
 * Only what GraphQL over HTTP describes is read: forms are what a foreign page could send in a user's name.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
const readStrictly: Plugin = {
  onRequestParse({ request }) {
    if (request.method === 'POST' && !/^application\/(json|graphql)\b/i.test(request.headers.get('content-type') ?? '')) {
      throw badRequest(415, 'A POST has `content-type: application/json`.');
    }
    if (request.method !== 'GET') return;
    const { searchParams } = new URL(request.url, 'http://gateway');
    for (const name of ['variables', 'extensions']) {
      if (!isJson(searchParams.get(name) || '{}')) throw badRequest(400, `\`${name}\` is JSON.`);
    }
  },
};

const badRequest = (status: number, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const endOperations: Plugin<ServerContext> = {
  onExecute: ({ args }) => ({ onExecuteDone: () => args.contextValue.done() }),
};

/**
 * HTTP 200 when any data came, else 503 for RATE_LIMITED, otherwise as GraphQL over HTTP says; `spec` keeps to its rule that
 * only `application/graphql-response+json` has other statuses than 200 for documents that cannot be run.
 */
const presentErrors = ({ logLevel }: Config): Plugin => ({
  onResultProcess({ result, setResult }) {
    if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
    const errors = result.errors.map((error) => presentError(error, logLevel === 'silent' ? () => {} : report));
    const limited = errors.find(({ extensions }) => extensions['code'] === 'RATE_LIMITED');
    if (limited && !hasData(result.data)) {
      const { retryAfter } = limited.extensions as unknown as ErrorExtensions;
      limited.extensions['http'] = { status: 503, ...(retryAfter !== null && { headers: { 'retry-after': String(retryAfter) } }) };
    } else if (!hasRun({ ...result, errors })) {
      delete result.data;
      for (const { extensions } of errors) extensions['http'] ??= { spec: true, status: httpStatusOf(extensions['code'] as ErrorCode) };
    }
    // What is left of a body that was refused is not read, so its connection cannot go on.
    const tooLarge = errors.find(({ extensions }) => extensions['code'] === 'REQUEST_ENTITY_TOO_LARGE');
    if (tooLarge) tooLarge.extensions['http'] = { status: 413, headers: { connection: 'close' } };
    setResult({ ...result, errors });
  },
});

/** Whether a document was run, or refused as a whole; the executor says `data: null` of some that were refused. */
const hasRun = ({ data, errors }: { data?: unknown; errors: readonly GraphQLError[] }): boolean =>
  data !== undefined && (data !== null || errors.some(({ path }) => path !== undefined));

const hasData = (data: unknown): boolean =>
  typeof data === 'object' && data !== null && Object.values(data).some((value) => value !== null);

/** Faults of the gateway itself go to the log, and only there. */
const report = (error: unknown): void => console.error('The gateway failed at a query:', error);

/** Who opens the address without its path wants GraphiQL. */
const openGraphiql: Plugin = {
  onRequest({ url, endResponse, fetchAPI }) {
    if (url.pathname === '/') endResponse(new fetchAPI.Response(null, { status: 302, headers: { location: '/graphql' } }));
  },
};

const sandboxPictures: Plugin = {
  onRequest({ url, endResponse, fetchAPI }) {
    if (!url.pathname.startsWith(`${SANDBOX_PICTURES}/`)) return;
    const svg = picture(url.pathname.slice(SANDBOX_PICTURES.length));
    endResponse(
      new fetchAPI.Response(svg ?? 'No such picture.', {
        status: svg === undefined ? 404 : 200,
        headers: { 'content-type': svg === undefined ? 'text/plain' : 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
      }),
    );
  },
};

/** Listens with a gateway. Used by main, and by tests that want real sockets. */
export function listen(gateway: Gateway, port: number, host: string): Promise<ReturnType<typeof createServer>> {
  const server = createServer(gateway.handler);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

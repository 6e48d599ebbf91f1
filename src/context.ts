import { setMaxListeners } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { YogaInitialContext } from 'graphql-yoga';
import type { Context } from '../schema/builder.ts';
import type { Config, Locale } from './config.ts';
import { createLoad } from './loaders.ts';
import { day } from './tmdb/duration.ts';
import type { Engine } from './tmdb/engine.ts';
import { GatewayError } from './tmdb/error.ts';
import { parseAcceptLanguage, parseCountry } from './tmdb/language.ts';
import type { Limiter } from './tmdb/limiter.ts';
import { createOperation } from './tmdb/operation.ts';
import { readSession } from './tmdb/session.ts';
import type { Session } from './tmdb/session.ts';
import type { Cost, Operation } from './tmdb/operation.ts';

/** Where the sandbox's pictures are served, by the gateway itself. */
export const SANDBOX_PICTURES = '/sandbox/t/p';

/** The context of resolvers, and what the server keeps of the operation beside it. */
export interface ServerContext extends Context {
  readonly operation: Pick<Operation, 'freshUntil' | 'personal'>;
  /** When `today` is over, by `performance.now()`. */
  readonly dayEnds: number;
  readonly cost: Cost;
  /** Whether the client wants to be told the cost (`TMDB-Explain: 1`). */
  readonly explain: boolean;
  /** The operation has its answer. */
  done(): void;
}

export interface Parts {
  readonly config: Config;
  readonly engine: Engine;
  readonly limiter: Limiter;
  /** Milliseconds of the epoch. */
  readonly now: () => number;
}

/**
 * What one GraphQL request's resolvers may reach. Its wishes end with the request, and with the operation's deadline.
 * @throws GatewayError BAD_USER_INPUT for headers that are not what they should be.
 */
export function createContext(
  initial: YogaInitialContext & { req?: IncomingMessage },
  { config, engine, limiter, now }: Parts,
): ServerContext {
  const { request } = initial;
  const locale = localeOf(request, config.locale);
  const session = readSession(request.headers);
  const end = new AbortController();
  setMaxListeners(0, end.signal); // One for each wish of the operation.
  const timer = setTimeout(
    () => end.abort(deadlineExceeded(`The operation has ${config.operationDeadline / 1000} seconds; this part was not answered in time.`)),
    config.operationDeadline,
  );
  request.signal.addEventListener('abort', () => end.abort(deadlineExceeded('The client left.')), { once: true });
  const operation = createOperation({
    signal: end.signal,
    caller: callerOf(initial, session, config.trustProxy),
    session,
    maxRequests: config.operationMaxRequests,
  });
  return {
    load: createLoad(engine, operation),
    locale,
    imageUrl: config.imageUrl ?? new URL(SANDBOX_PICTURES, request.url).href,
    today: new Date(now()).toISOString().slice(0, 10),
    dayEnds: performance.now() + day - (now() % day),
    rateLimit() {
      operation.usedUntil(0);
      return { limit: config.rateLimit, available: limiter.available, queued: limiter.waiting };
    },
    operation,
    cost: operation.cost,
    explain: request.headers.get('tmdb-explain') === '1',
    done: () => clearTimeout(timer),
  };
}

const deadlineExceeded = (message: string): GatewayError => new GatewayError('DEADLINE_EXCEEDED', message);

/** Headers before configuration. Routers forward these, not directives. */
function localeOf({ headers }: Request, defaults: Locale): Locale {
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

/** Whose share of the queue it is: a session, else the client's address; behind a proxy the one that the proxy saw, which it writes last. */
function callerOf({ request, req }: { request: Request; req?: IncomingMessage }, session: Session, trustProxy: boolean): string {
  const signedIn = session.user ?? session.session ?? session.guest;
  if (signedIn !== undefined) return signedIn;
  const forwarded = trustProxy ? request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return (forwarded || req?.socket.remoteAddress) ?? 'here';
}

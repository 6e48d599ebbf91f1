import { locatedError, responsePathAsArray, type GraphQLError } from 'graphql';
import type { Context } from '../schema/core/context.ts';
import { needsOf } from '../schema/beforehand/needs.ts';
import type { Config } from './config.ts';
import type { Locale } from './tmdb/locale.ts';
import { callerAddress, type IsTrustedProxy } from './http/client-address.ts';
import { acceptedLanguages, explainOf, type Explain } from './http/negotiation.ts';
import { SANDBOX_APPROVAL_PATH, SANDBOX_IMAGES_PATH, type Locate } from './http/place.ts';
import { createLoad } from './loaders.ts';
import { remembered } from './remembered.ts';
import type { VerifiedCredentials } from './tmdb/verified-credentials.ts';
import { day } from './tmdb/duration.ts';
import type { Engine } from './tmdb/engine/engine.ts';
import { GatewayError } from './tmdb/error.ts';
import { languageChain, parseCountry } from './tmdb/language.ts';
import type { Limiter } from './tmdb/engine/limiter.ts';
import { createOperation, type Operation } from './tmdb/engine/operation.ts';
import { readSession, type CredentialKind, type HeaderReader } from './tmdb/session.ts';

/** The context of resolvers, with the server's own state of the operation. */
export interface ServerContext extends Context {
  readonly operation: Operation;
  /** The errors that resolvers reported beside their values, until a result takes them. */
  readonly reported: GraphQLError[];
  /** The end of `today`, on the clock of `performance.now()`. */
  readonly dayEnds: number;
  /** What the client asked for with `TMDB-Explain`: the cost of the operation that is run, or its price without running it. */
  readonly explain: Explain | undefined;
  /** Ends the deadline, once the operation has its last result. */
  done(): void;
}

/** What the context of an operation depends on in its HTTP request. */
export interface Incoming {
  readonly headers: HeaderReader;
  /** The absolute URL that was requested. */
  readonly url: string;
  /** The path below which the client sees the gateway, such as `/api`. */
  readonly base: string;
  readonly remoteAddress: string | undefined;
  /** Calls back when no client waits for the response any longer. */
  onLeave(listener: () => void): void;
}

/** Everything that the contexts of one gateway share. */
export interface GatewayState {
  readonly config: Config;
  readonly engine: Engine;
  readonly limiter: Limiter;
  readonly verified: VerifiedCredentials;
  readonly isTrustedProxy: IsTrustedProxy;
  readonly locate: Locate;
  /** The wall clock, in milliseconds since the epoch. */
  readonly now: () => number;
}

/**
 * Creates the context of one GraphQL request. Its wishes end when the client disconnects, and at the operation's deadline.
 * @throws GatewayError BAD_USER_INPUT for invalid headers.
 */
export function createContext(
  { headers, url, base, remoteAddress, onLeave }: Incoming,
  { config, engine, limiter, verified, isTrustedProxy, now }: GatewayState,
): ServerContext {
  const locale = localeFromHeaders(headers, config.locale);
  const session = readSession(headers);
  const end = new AbortController();
  const timer = setTimeout(
    () =>
      end.abort(
        deadlineExceeded(`This part was not answered within the ${config.operationDeadline / 1000} seconds that an operation may take.`),
      ),
    config.operationDeadline,
  );
  onLeave(() => end.abort(deadlineExceeded('The client disconnected.')));
  const operation = createOperation({
    signal: end.signal,
    caller: verified.callerOf(session) ?? callerAddress(remoteAddress, headers.get('x-forwarded-for'), isTrustedProxy),
    session,
    onVerified: (credential) => verified.add(credential),
    maxRequests: config.operationMaxRequests,
  });
  let isChecked = false;
  const reported: GraphQLError[] = [];
  return {
    load: createLoad(engine, operation),
    signedIn: Object.keys(session) as CredentialKind[],
    credential: (kinds) => operation.credential(kinds),
    spend: (fields) => operation.spend(fields),
    report: (error, { fieldNodes, path }) => void reported.push(locatedError(error, fieldNodes, responsePathAsArray(path))),
    assertAffordable(selected) {
      if (!isChecked) engine.assertPrice(needsOf(selected, this), operation);
      isChecked = true;
    },
    approvalUrl: approvalUrl(config.sandbox ? new URL(base + SANDBOX_APPROVAL_PATH, url) : undefined),
    locale,
    lookAhead: config.lookAhead ?? true,
    imageUrl: config.imageUrl ?? new URL(base + SANDBOX_IMAGES_PATH, url).href,
    today: new Date(now()).toISOString().slice(0, 10),
    dayEnds: performance.now() + day - (now() % day),
    rateLimit() {
      operation.limitFreshness(0);
      return { limit: config.rateLimit, available: limiter.available, queued: engine.queued };
    },
    kept: new Map(),
    operation,
    entityTags: config.cacheTags ? [] : undefined,
    reported,
    explain: explainOf(headers),
    done: () => clearTimeout(timer),
  };
}

/**
 * @param ofSandbox The page that approves request tokens of the sandbox, as the client sees it.
 * @see https://developer.themoviedb.org/reference/authentication-how-do-i-generate-a-session-id
 */
const approvalUrl =
  (ofSandbox: URL | undefined): Context['approvalUrl'] =>
  (version, requestToken, redirectTo) => {
    const url = new URL(ofSandbox ?? (version === 3 ? `${APPROVAL[3]}/${encodeURIComponent(requestToken)}` : APPROVAL[4]));
    if (version === 4 || ofSandbox) url.searchParams.set('request_token', requestToken);
    if (redirectTo !== undefined) url.searchParams.set('redirect_to', redirectTo);
    return url.href;
  };

const APPROVAL = { 3: 'https://www.themoviedb.org/authenticate', 4: 'https://www.themoviedb.org/auth/access' } as const;

const deadlineExceeded = (message: string): GatewayError => new GatewayError('DEADLINE_EXCEEDED', message);

/** The languages of TMDB that a header accepts, read once for each header. */
const languagesOf = remembered((header) => languageChain(acceptedLanguages(header)));

/** Reads the locale; headers win over the configuration. Routers forward headers, but not directives. */
function localeFromHeaders(headers: HeaderReader, defaults: Locale): Locale {
  const [first, ...others] = languagesOf(headers.get('accept-language') ?? '');
  const region = headers.get('tmdb-region');
  const watchRegion = headers.get('tmdb-watch-region');
  return {
    languages: first === undefined ? defaults.languages : [first, ...others],
    negotiated: first !== undefined,
    region: region === null ? defaults.region : parseCountry(region),
    watchRegion: watchRegion === null ? defaults.watchRegion : parseCountry(watchRegion),
    includeAdult: defaults.includeAdult,
  };
}

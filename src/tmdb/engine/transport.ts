import { createDispatcher } from './http/dispatcher.ts';
import type { Proxy } from './http/proxy.ts';
import type { SharedLimit } from './limits/shared-limit.ts';
import { second } from '../duration.ts';
import type { CredentialOwner } from '../error.ts';
import { NOOP_OBSERVER, type Observer } from './observer.ts';
import { requestTarget } from './http/request-target.ts';
import type { Query } from '../resource.ts';
import { exchange, type Received } from './http/exchange.ts';
import { assertCurrent, parseResponse, remainingMaxAge } from './http/response.ts';
import type { Credential } from '../session.ts';
import type { Write } from '../write.ts';
import { invalidPath, transportFailure } from './http/failure.ts';

/** One GET. The path has passed the parsers of ids, and is below version 3 unless it begins with `/4/`. */
export interface TransportRequest {
  readonly path: string;
  readonly append: readonly string[];
  readonly query: Query;
  /** The caller's own, for personal parts. */
  readonly credential?: Credential;
  /** Whether TMDB responds with a bare list; a list is not valid as the response to any other request. */
  readonly isList?: boolean;
  /** Whether a success may carry a status that says so; no other read may. */
  readonly hasStatus?: boolean;
  /** Whether only a response counts that no cache had kept, whatever it says. */
  readonly isCurrent?: boolean;
}

/** One write, with the credential that it carries. */
export interface TransportWrite extends Pick<Write, 'method' | 'path' | 'query' | 'body'> {
  readonly credential?: Credential;
}

/** The JSON of a response with HTTP 2xx that is no failure. */
export interface TransportAnswer {
  /** A bare list is under `list`. */
  readonly json: Record<string, unknown>;
  /** For how many ms TMDB's caches would still use it: `max-age` less `Age`. */
  readonly maxAge: number;
}

/** One attempt: no retry, no queue. Rejects with a {@link TmdbError}, or with the signal's reason. */
export interface Transport {
  /** @param onSent Called when the request is written to its connection, so never when it is not. */
  send(request: TransportRequest, signal: AbortSignal, onSent?: () => void): Promise<TransportAnswer>;
  /** Sends once. Resolves with the JSON of a success: HTTP 2xx without a status, or with a status that is a success. */
  write(request: TransportWrite, signal: AbortSignal, onSent?: () => void): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface TransportOptions {
  /** Origin of the API, `https://api.themoviedb.org`; may have a path before `/3`. */
  readonly url: string;
  readonly maxConnections: number;
  /** The limit that other processes share; then the connections are those of all processes. */
  readonly shared?: Pick<SharedLimit, 'shareOf' | 'subscribe'> | undefined;
  /** The proxy on the way to TMDB, if there is one. */
  readonly proxy?: Proxy | undefined;
  /** Sent as Bearer; takes precedence over the key. */
  readonly accessToken?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Maximum duration of one attempt, in ms, from the first byte sent to the last byte received. */
  readonly timeout?: number | undefined;
  /** Maximum number of bytes of one response, before and after decompression. */
  readonly maxBytes?: number | undefined;
  readonly observer?: Observer;
}

export const DEFAULT_TIMEOUT = 3 * second;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/**
 * undici over HTTP/1.1 with kept-alive connections, gzip and br; redirects are not followed.
 * @see https://developer.themoviedb.org/docs/authentication-application
 */
export function createTransport(options: TransportOptions): Transport {
  const { maxConnections, shared, timeout = DEFAULT_TIMEOUT, maxBytes = DEFAULT_MAX_BYTES, observer = NOOP_OBSERVER } = options;
  const base = new URL(options.url);
  const { origin } = base; // Read once: a URL makes it anew.
  const prefix = base.pathname.replace(/\/$/, '');
  const ownConnections = (): number => shared?.shareOf(maxConnections) ?? maxConnections;
  const dispatcher = createDispatcher({ origin, maxConnections: ownConnections(), timeout, proxy: options.proxy });
  shared?.subscribe({ onMembers: () => dispatcher.resize(ownConnections()) });

  /** Receives a whole response, whatever it says. A user's token takes the place of the gateway's own credential. */
  async function receive(
    request: TransportWrite & { readonly append?: readonly string[] },
    signal: AbortSignal,
    onSent: (() => void) | undefined,
  ): Promise<Received> {
    const { method, body, credential } = request;
    const bearer = credential?.kind === 'user' ? credential.value : options.accessToken;
    const headers = {
      accept: 'application/json',
      'accept-encoding': 'br, gzip',
      ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
      ...(body && { 'content-type': 'application/json;charset=utf-8' }),
    };
    const path = prefix + requestTarget(request, bearer === undefined ? options.apiKey : undefined);
    if (!/^[\x21-\x7e]+$/.test(path)) throw invalidPath();
    let sent = false;
    try {
      return await exchange(
        dispatcher.current,
        { origin, path, method, headers, body: body ? JSON.stringify(body) : null },
        {
          signal,
          timeout,
          maxBytes,
          onBytes: observer.onBytes,
          onSent() {
            sent = true;
            onSent?.();
          },
        },
      );
    } catch (error) {
      signal.throwIfAborted();
      throw transportFailure(error, sent);
    }
  }

  return {
    async send(request, signal, onSent) {
      const received = await receive({ method: 'GET', ...request }, signal, onSent);
      if (request.isCurrent) assertCurrent(received);
      const json = await parseResponse(received, ownerOf(request.credential), { ...request, maxBytes });
      return { json, maxAge: remainingMaxAge(received) };
    },
    async write(request, signal, onSent) {
      const received = await receive(request, signal, onSent);
      // A body can carry more secrets of the caller: a password, a request token.
      return parseResponse(received, request.credential?.kind === 'user' ? 'caller alone' : 'caller', { maxBytes, hasStatus: true });
    },
    close: () => dispatcher.destroy(),
  };
}

const ownerOf = (credential: Credential | undefined): CredentialOwner =>
  credential === undefined ? 'gateway' : credential.kind === 'user' ? 'caller alone' : 'caller';

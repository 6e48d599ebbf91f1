import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { type Proxy, createDispatcher } from './dispatcher.ts';
import { second } from '../duration.ts';
import { errorFromResponse, TmdbError, type CredentialOwner } from '../error.ts';
import { NOOP_OBSERVER, type Observer } from './observer.ts';
import type { Query } from '../resource.ts';
import { parseRetryAfter } from './retry.ts';
import type { Credential } from '../session.ts';
import { isTmdbStatus, TMDB_STATUS } from '../status.ts';

/** One GET. The path has passed the parsers of ids, and is below version 3 unless it begins with `/4/`; parameters are encoded here. */
export interface TransportRequest {
  readonly path: string;
  readonly append: readonly string[];
  readonly query: Query;
  /** The caller's own, for what is personal. */
  readonly credential?: Credential;
  /** Whether a bare list is to be answered; no other request may be answered with one. */
  readonly isList?: boolean;
  /** Whether a success may say by its status that it is one; no other read's may. */
  readonly hasStatus?: boolean;
}

/** One request that changes something at TMDB, whatever its method: v4 has a GET that empties a list. */
export interface TransportWrite {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly query?: Readonly<Record<string, string | null | undefined>>;
  /** Sent as JSON. */
  readonly body?: object;
  readonly credential?: Credential;
}

/** A JSON answer with HTTP 2xx that is no failure. */
export interface TransportAnswer {
  /** A bare list stands under `list`. */
  readonly json: Record<string, unknown>;
  /** Milliseconds for which TMDB's caches would still use it: max-age less Age. */
  readonly maxAge: number;
}

/** One attempt: no retry, no queue. Rejects with a {@link TmdbError}, or with the signal's reason. */
export interface Transport {
  /** @param onSent Called when the request is written to its connection; never, when it is not. */
  send(request: TransportRequest, signal: AbortSignal, onSent?: () => void): Promise<TransportAnswer>;
  /** Sent once. Resolves with the answer of a success: HTTP 2xx with no status, or with one that is a success. */
  write(request: TransportWrite, signal: AbortSignal, onSent?: () => void): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export interface TransportOptions {
  /** Origin of the API, `https://api.themoviedb.org`; may have a path before `/3`. */
  readonly url: string;
  readonly maxConnections: number;
  /** What stands between here and TMDB, where something does. */
  readonly proxy?: Proxy | undefined;
  /** Sent as Bearer; wins over the key. */
  readonly accessToken?: string | undefined;
  readonly apiKey?: string | undefined;
  /** Whole time of one attempt, in ms, from first byte out to last byte in. */
  readonly timeout?: number | undefined;
  /** Most bytes of one answer, before and after decompression. */
  readonly maxBytes?: number | undefined;
  /** Told what came. */
  readonly observer?: Observer;
}

export const DEFAULT_TIMEOUT = 3 * second;
const DEFAULT_MAX_BYTES = 16 * 1024 * 1024;

/**
 * undici over HTTP/1.1 with kept-alive connections, gzip and br; redirects are not followed.
 * @see https://developer.themoviedb.org/docs/authentication-application
 */
export function createTransport(options: TransportOptions): Transport {
  const { timeout = DEFAULT_TIMEOUT, maxBytes = DEFAULT_MAX_BYTES, observer = NOOP_OBSERVER } = options;
  const base = new URL(options.url);
  const prefix = base.pathname.replace(/\/$/, '');
  const pool = createDispatcher({ origin: base.origin, maxConnections: options.maxConnections, timeout, proxy: options.proxy });
  // `opaque` is the caller's own, handed through by undici.
  const dispatcher = pool.compose(
    (dispatch) => (options, handler) => dispatch(options, tellingWhenSent(handler, (options as { opaque?: () => void }).opaque)),
  );
  /** The whole of an answer, whatever it says. A user's token stands in place of the gateway's own credential. */
  async function exchange(
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
    const path = prefix + target(request, bearer === undefined ? options.apiKey : undefined);
    if (!/^[\x21-\x7e]+$/.test(path)) throw unaskable();
    const expiry = AbortSignal.timeout(timeout);
    let sent = false;
    const noteSent = (): void => {
      sent = true;
      onSent?.();
    };
    try {
      const ending = AbortSignal.any([signal, expiry]);
      const response = await unless(
        ending,
        dispatcher.request({
          origin: base.origin,
          path,
          method,
          headers,
          body: body ? JSON.stringify(body) : null,
          signal: ending,
          opaque: noteSent,
        }),
      );
      return { response, text: await decode(response, maxBytes, observer) };
    } catch (error) {
      signal.throwIfAborted();
      throw failure(error, expiry.aborted, sent);
    }
  }

  return {
    async send(request, signal, onSent) {
      const { response, text } = await exchange({ method: 'GET', ...request }, signal, onSent);
      return {
        json: read(response, text, ownerOf(request.credential), request),
        maxAge: maxAge(first(response.headers['cache-control']), first(response.headers['age'])),
      };
    },
    async write(request, signal, onSent) {
      const { response, text } = await exchange(request, signal, onSent);
      // What it carries beside the credential is the caller's too: a password, a request token.
      return read(response, text, request.credential?.kind === 'user' ? 'caller alone' : 'caller', { hasStatus: true });
    },
    close: () => pool.destroy(),
  };
}

/** undici starts a request when it writes its head, which may be long after it was asked to: connecting comes first. */
const tellingWhenSent = (handler: Dispatcher.DispatchHandler, onSent: (() => void) | undefined): Dispatcher.DispatchHandler => ({
  onRequestStart(controller, context) {
    onSent?.();
    handler.onRequestStart?.(controller, context);
  },
  onRequestUpgrade: (...args) => handler.onRequestUpgrade?.(...args),
  onResponseStart: (...args) => handler.onResponseStart?.(...args),
  onResponseData: (...args) => handler.onResponseData?.(...args),
  onResponseEnd: (...args) => handler.onResponseEnd?.(...args),
  onResponseError: (...args) => handler.onResponseError?.(...args),
});

/** undici notices a signal only when the connection stands; whoever waits shall not wait for that. */
function unless<T>(signal: AbortSignal, promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', leave));
  });
}

interface Received {
  readonly response: Dispatcher.ResponseData<unknown>;
  readonly text: string;
}

/** v3 takes sessions as parameters, v4 a user's token as the bearer. */
const SESSION_PARAMETERS = { session: 'session_id', guest: 'guest_session_id', user: undefined } as const;

const ownerOf = (credential: Credential | undefined): CredentialOwner =>
  credential === undefined ? 'gateway' : credential.kind === 'user' ? 'caller alone' : 'caller';

const isSuccess = (status: unknown): boolean => isTmdbStatus(status) && TMDB_STATUS[status].fault === 'none';

/** What goes into the request line: `/3/movie/603?append_to_response=credits,videos&language=de`. */
export function target(
  {
    path,
    append = [],
    query = {},
    credential,
  }: Pick<TransportWrite, 'path' | 'query' | 'credential'> & { readonly append?: readonly string[] },
  apiKey?: string,
): string {
  const search: string[] = [];
  const set = (name: string, value: string): void => void search.push(`${name}=${encodeURIComponent(value).replaceAll('%2C', ',')}`);
  if (append.length > 0) search.push(`append_to_response=${append.join(',')}`);
  for (const [name, value] of Object.entries(query).toSorted()) if (value !== null && value !== undefined) set(name, value);
  // A guest's own path says it already.
  const session = path.startsWith('/guest_session/') ? undefined : credential && SESSION_PARAMETERS[credential.kind];
  if (session !== undefined) set(session, credential?.value ?? '');
  if (apiKey !== undefined) set('api_key', apiKey);
  return `${path.startsWith('/4/') ? '' : '/3'}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`;
}

const decompress: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  identity: (body) => Promise.resolve(body),
};

/** Reads a whole body, never more than `maxBytes` of it, packed or unpacked. */
async function decode({ headers, body }: Dispatcher.ResponseData<unknown>, maxBytes: number, observer: Observer): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    observer.onBytes(chunk.length);
    // Leaving the loop destroys the stream, and with it the connection: nobody reads on.
    if (bytes > maxBytes) throw badAnswer('TMDB answered with more than can be read.');
    chunks.push(chunk);
  }
  const encoding = (first(headers['content-encoding']) ?? 'identity').toLowerCase();
  const unpack = Object.hasOwn(decompress, encoding) ? decompress[encoding] : undefined;
  if (!unpack) throw badAnswer('TMDB answered in an encoding that was not asked for.');
  try {
    return (await unpack(Buffer.concat(chunks), { maxOutputLength: maxBytes })).toString('utf8');
  } catch (cause) {
    throw badAnswer('TMDB answered with a body that cannot be unpacked.', cause);
  }
}

/**
 * Decides by HTTP status, `status_code` and `success` together; a body that is not JSON counts as its HTTP status only.
 * @param options.isList Whether a bare list is what was asked for.
 * @param options.hasStatus Whether a success may say that it is one.
 */
function read(
  { statusCode: http, headers }: Dispatcher.ResponseData<unknown>,
  text: string,
  owner: CredentialOwner,
  { isList = false, hasStatus = false }: { isList?: boolean; hasStatus?: boolean },
): Record<string, unknown> {
  const parsed = parse(text);
  if (http < 200 || http >= 300 || saysFailure(parsed, hasStatus)) {
    throw errorFromResponse(http, parsed, owner, parseRetryAfter(first(headers['retry-after'])));
  }
  const json = isList ? Array.isArray(parsed) && { list: parsed } : parsed;
  if (!isObject(json)) throw badAnswer('TMDB answered with something that is not the JSON asked for.', undefined, http);
  return json;
}

const saysFailure = (json: unknown, mayHaveStatus: boolean): boolean =>
  isObject(json) && (json['success'] === false || ('status_code' in json && !(mayHaveStatus && isSuccess(json['status_code']))));

const first = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2 */
function maxAge(cacheControl = '', age = '0'): number {
  const [, seconds = '0'] = /(?:^|[\s,])max-age=(\d+)/.exec(cacheControl) ?? [];
  return Math.max(0, Number(seconds) - (Number(age) || 0)) * second;
}

const badAnswer = (message: string, cause?: unknown, http?: number): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_BAD_RESPONSE', message, fault: 'tmdb', retry: 'no', http, cause });

/** undici refuses such a path too, but its connection then waits for an answer for ever. */
const unaskable = (): TmdbError =>
  new TmdbError({
    code: 'UPSTREAM_BAD_RESPONSE',
    message: 'TMDB gave an id that cannot stand in an address.',
    fault: 'tmdb',
    retry: 'no',
    sent: false,
  });

interface FailureRow {
  /** Node's and undici's codes and names of errors. */
  readonly codes: RegExp;
  readonly code: 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNAVAILABLE' | 'UPSTREAM_BAD_RESPONSE';
  readonly retry: 'no' | 'backoff';
  readonly message: string;
}

const TIMED_OUT: FailureRow = {
  codes: /TIMEOUT|ETIMEDOUT/,
  code: 'UPSTREAM_TIMEOUT',
  retry: 'backoff',
  message: 'TMDB did not answer in time.',
};

/** Failures below HTTP: what each means and whether a GET may be sent again. */
const FAILURES: readonly FailureRow[] = [
  TIMED_OUT,
  { codes: /ENOTFOUND|EAI_AGAIN/, code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff', message: 'The address of TMDB could not be looked up.' },
  {
    codes: /CERT|TLS|SSL|SELF_SIGNED|ISSUER/,
    code: 'UPSTREAM_UNAVAILABLE',
    retry: 'no',
    message: 'The secure connection to TMDB could not be trusted.',
  },
  {
    codes: /HTTPParserError|HEADERS_OVERFLOW|CONTENT_LENGTH|RES_EXCEEDED/,
    code: 'UPSTREAM_BAD_RESPONSE',
    retry: 'no',
    message: 'TMDB answered with something that is not HTTP.',
  },
];

const BROKEN = { code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff', message: 'The connection to TMDB broke.' } as const;

function failure(error: unknown, expired: boolean, sent: boolean): TmdbError {
  if (error instanceof TmdbError) return error;
  const { code: errno = '', name = '' } = error as NodeJS.ErrnoException;
  const found = `${errno} ${name}`;
  const row = expired ? TIMED_OUT : FAILURES.find(({ codes }) => codes.test(found));
  const { code, retry, message } = row ?? BROKEN;
  return new TmdbError({ code, message, fault: 'tmdb', retry, sent, cause: error });
}

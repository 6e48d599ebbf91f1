import type { ErrorCode } from './error-code.ts';
import { isTmdbStatus, TMDB_STATUS, unlistedStatus, type Fault, type RetryRule, type StatusRow } from './status.ts';

/** A failure that clients may see: its message is safe to show, and its code says what to do. */
export class GatewayError extends Error {
  override readonly name: string = 'GatewayError';
  readonly code: ErrorCode;
  /** Whole seconds after which a retry makes sense; undefined when waiting does not help. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, options: { cause?: unknown; retryAfter?: number | undefined } = {}) {
    // An error for clients needs no stack trace, which would be most of its cost where a query gets a hundred of them.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message, options);
    Error.stackTraceLimit = stackTraceLimit;
    this.code = code;
    this.retryAfter = options.retryAfter;
  }
}

/** An error for an invalid argument, variable or header. The message says what was expected and never repeats the input. */
export const badInput = (message: string): GatewayError => new GatewayError('BAD_USER_INPUT', message);

/** Everything known about a failed TMDB request. */
export interface TmdbFailure {
  code: ErrorCode;
  message: string;
  fault: Exclude<Fault, 'credential'>;
  retry: RetryRule;
  /** The HTTP status, when TMDB answered at all. */
  http?: number | undefined;
  /** TMDB's `status_code`, even if {@link TMDB_STATUS} does not list it. */
  status?: number | undefined;
  retryAfter?: number | undefined;
  /** False when nothing was sent, because the circuit was open or no connection could be made. */
  sent?: boolean;
  cause?: unknown;
}

/** A failed TMDB request: TMDB refused it, or sent no usable response. Holds no URL and no credential. */
export class TmdbError extends GatewayError {
  override readonly name = 'TmdbError';
  readonly fault: Exclude<Fault, 'credential'>;
  readonly retry: RetryRule;
  readonly http: number | undefined;
  readonly status: number | undefined;
  readonly sent: boolean;

  constructor({ code, message, fault, retry, http, status, retryAfter, sent = true, cause }: TmdbFailure) {
    super(code, message, { cause, retryAfter });
    this.fault = fault;
    this.retry = retry;
    this.http = http;
    this.status = status;
    this.sent = sent;
  }
}

/** The owner of the credential that a request carried, and so at fault when TMDB refuses it. `caller alone`: the gateway sent none of its own. */
export type CredentialOwner = 'gateway' | 'caller' | 'caller alone';

/**
 * Reads a failure from a response of TMDB.
 * @param http The HTTP status of the response.
 * @param body The parsed body, or undefined when it was not JSON.
 * @param retryAfter Whole seconds, from a `Retry-After` header.
 */
export function errorFromResponse(http: number, body: unknown, owner: CredentialOwner = 'gateway', retryAfter?: number): TmdbError {
  const { status_code: status, errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    status_code?: unknown;
    errors?: unknown;
  };
  const listed = isTmdbStatus(status) ? TMDB_STATUS[status] : undefined;
  // A 422 with only {"errors": ["query must be provided"]} is about parameters that TMDB could not use.
  const row = listed ?? (http === 422 && Array.isArray(errors) ? TMDB_STATUS[5] : unlistedStatus(http));
  const { code, fault } = faultOf(row, owner);
  return new TmdbError({
    code,
    message: fault === 'gateway' ? GATEWAY_FAULT : row.means,
    fault,
    retry: row.retry,
    http,
    status: typeof status === 'number' ? status : undefined,
    retryAfter,
  });
}

function faultOf({ code, fault }: Pick<StatusRow, 'code' | 'fault'>, owner: CredentialOwner): Pick<TmdbFailure, 'code' | 'fault'> {
  if (fault === 'none') return { code, fault: 'tmdb' };
  if (fault === 'credential') return owner === 'gateway' ? { code: 'UPSTREAM_AUTH', fault: 'gateway' } : { code, fault: 'caller' };
  // TMDB answers "invalid API key" to every unknown bearer token.
  if (code === 'UPSTREAM_AUTH' && owner === 'caller alone') return { code: 'UNAUTHENTICATED', fault: 'caller' };
  return { code, fault };
}

/** Tells clients only that the fault is not theirs; the reason is in `extensions.tmdb`. */
const GATEWAY_FAULT =
  'The gateway could not make this request to TMDB. This is not your fault: only the operator of the gateway can fix it.';

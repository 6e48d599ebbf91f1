import type { ErrorCode } from './error-code.ts';
import { isTmdbStatus, TMDB_STATUS, unlistedStatus, type Fault, type RetryRule, type StatusRow } from './status.ts';

/** A failure that a client may hear of: its message is safe to show and `code` says what to do. */
export class GatewayError extends Error {
  override readonly name: string = 'GatewayError';
  readonly code: ErrorCode;
  /** Whole seconds after which asking again makes sense. */
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { retryAfter?: number | undefined } = {}) {
    super(message, options);
    this.code = code;
    this.retryAfter = options.retryAfter;
  }
}

/** An argument, header or variable that is not what it should be. The message says what was expected and never repeats the input at length. */
export const badInput = (message: string): GatewayError => new GatewayError('BAD_USER_INPUT', message);

/** What is known of a failed TMDB request. */
export interface TmdbFailure {
  code: ErrorCode;
  message: string;
  fault: Exclude<Fault, 'credential'>;
  retry: RetryRule;
  /** The HTTP status, when TMDB answered at all. */
  http?: number | undefined;
  /** TMDB's `status_code`, also one that is in no table. */
  status?: number | undefined;
  retryAfter?: number | undefined;
  /** False when nothing was sent, since TMDB is taken to be down or could not be connected to. */
  sent?: boolean;
  cause?: unknown;
}

/** A TMDB request that failed: refused by TMDB, or never properly answered. Carries no URL and no credential. */
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

/** Whose credential a request carried decides who is at fault when TMDB refuses it; `caller alone`: none of the gateway's own. */
export type CredentialOwner = 'gateway' | 'caller' | 'caller alone';

/**
 * The failure that an answer of TMDB stands for.
 * @param http HTTP status of the answer.
 * @param body The parsed body, or undefined when it was not JSON.
 * @param retryAfter Whole seconds, when a `Retry-After` header gave them.
 */
export function errorFromResponse(http: number, body: unknown, owner: CredentialOwner = 'gateway', retryAfter?: number): TmdbError {
  const { status_code: status, errors } = (typeof body === 'object' && body !== null ? body : {}) as {
    status_code?: unknown;
    errors?: unknown;
  };
  const listed = isTmdbStatus(status) ? TMDB_STATUS[status] : undefined;
  // 422 with nothing but {"errors": ["query must be provided"]}: parameters TMDB could not use.
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
  // TMDB says "invalid API key" of every bearer that it does not know.
  if (code === 'UPSTREAM_AUTH' && owner === 'caller alone') return { code: 'UNAUTHENTICATED', fault: 'caller' };
  return { code, fault };
}

/** Clients are told that it is not their fault, and no more: the reason is in `extensions.tmdb`. */
const GATEWAY_FAULT = 'The gateway could not make this request to TMDB. This is not your fault; its operator has to look into it.';

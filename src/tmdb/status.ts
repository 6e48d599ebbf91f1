import type { ErrorCode } from './error-code.ts';

/** The party that can fix it. `credential`: the owner of the credential that the request carried, a caller or the gateway. */
export type Fault = 'none' | 'caller' | 'gateway' | 'tmdb' | 'credential';

/** How a GET is retried: never, once, a few times with backoff, or after the pause that `Retry-After` asks for. */
export type RetryRule = 'no' | 'once' | 'backoff' | 'when told';

export interface StatusRow {
  /** A name after TMDB's message, and the value in the SDL's enum `TmdbStatus`. */
  readonly name: string;
  /** The HTTP status that comes with it. 21 and 40 are failures with HTTP 200. */
  readonly http: number;
  /** The value of `extensions.code` in the gateway's response. */
  readonly code: ErrorCode;
  readonly fault: Fault;
  readonly retry: RetryRule;
  /** A message for clients, shown unless the fault is the gateway's own. */
  readonly means: string;
}

/**
 * All of TMDB's status codes. The successes of writes (1, 12, 13) have `fault: 'none'`; as a response to a read they are not
 * usable, hence their code.
 * @see https://developer.themoviedb.org/docs/errors
 */
export const TMDB_STATUS = {
  1: { name: 'SUCCESS', http: 200, code: 'UPSTREAM_BAD_RESPONSE', fault: 'none', retry: 'no', means: 'The request succeeded.' },
  2: {
    name: 'INVALID_SERVICE',
    http: 501,
    code: 'UPSTREAM_BAD_RESPONSE',
    fault: 'gateway',
    retry: 'no',
    means: 'This service does not exist.',
  },
  3: {
    name: 'NO_PERMISSION',
    http: 401,
    code: 'FORBIDDEN',
    fault: 'credential',
    retry: 'no',
    means: 'The credential does not permit access to this service.',
  },
  4: {
    name: 'INVALID_FORMAT',
    http: 405,
    code: 'UPSTREAM_BAD_RESPONSE',
    fault: 'gateway',
    retry: 'no',
    means: 'This service does not exist in the requested format.',
  },
  5: {
    name: 'INVALID_PARAMETERS',
    http: 422,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'The parameters are not valid.',
  },
  6: { name: 'INVALID_ID', http: 404, code: 'NOT_FOUND', fault: 'caller', retry: 'no', means: 'The id is not valid, or does not exist.' },
  7: { name: 'INVALID_API_KEY', http: 401, code: 'UPSTREAM_AUTH', fault: 'gateway', retry: 'no', means: 'The API key is not valid.' },
  8: { name: 'DUPLICATE_ENTRY', http: 403, code: 'CONFLICT', fault: 'caller', retry: 'no', means: 'The entry already exists.' },
  9: {
    name: 'SERVICE_OFFLINE',
    http: 503,
    code: 'UPSTREAM_UNAVAILABLE',
    fault: 'tmdb',
    retry: 'backoff',
    means: 'The service is temporarily offline.',
  },
  10: { name: 'SUSPENDED_API_KEY', http: 401, code: 'UPSTREAM_AUTH', fault: 'gateway', retry: 'no', means: 'The API key is suspended.' },
  11: {
    name: 'INTERNAL_ERROR',
    http: 500,
    code: 'UPSTREAM_UNAVAILABLE',
    fault: 'tmdb',
    retry: 'backoff',
    means: 'TMDB had an internal error.',
  },
  12: { name: 'UPDATED', http: 201, code: 'UPSTREAM_BAD_RESPONSE', fault: 'none', retry: 'no', means: 'The record was updated.' },
  13: { name: 'DELETED', http: 200, code: 'UPSTREAM_BAD_RESPONSE', fault: 'none', retry: 'no', means: 'The record was deleted.' },
  14: {
    name: 'AUTHENTICATION_FAILED',
    http: 401,
    code: 'UNAUTHENTICATED',
    fault: 'credential',
    retry: 'no',
    means: 'Authentication failed.',
  },
  15: { name: 'FAILED', http: 500, code: 'UPSTREAM_UNAVAILABLE', fault: 'tmdb', retry: 'once', means: 'TMDB failed without saying why.' },
  16: { name: 'DEVICE_DENIED', http: 401, code: 'UNAUTHENTICATED', fault: 'credential', retry: 'no', means: 'The device was denied.' },
  17: { name: 'SESSION_DENIED', http: 401, code: 'UNAUTHENTICATED', fault: 'credential', retry: 'no', means: 'The session was denied.' },
  18: { name: 'VALIDATION_FAILED', http: 400, code: 'BAD_USER_INPUT', fault: 'caller', retry: 'no', means: 'Validation failed.' },
  19: {
    name: 'INVALID_ACCEPT_HEADER',
    http: 406,
    code: 'UPSTREAM_BAD_RESPONSE',
    fault: 'gateway',
    retry: 'no',
    means: 'The Accept header is not valid.',
  },
  20: {
    name: 'INVALID_DATE_RANGE',
    http: 422,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'Expected a date range of at most 14 days.',
  },
  21: { name: 'ENTRY_NOT_FOUND', http: 200, code: 'NOT_FOUND', fault: 'caller', retry: 'no', means: 'The item to edit was not found.' },
  22: {
    name: 'INVALID_PAGE',
    http: 400,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'Expected a page from 1 to 500.',
  },
  23: {
    name: 'INVALID_DATE',
    http: 400,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'Expected a date as YYYY-MM-DD, such as 2026-08-06.',
  },
  24: {
    name: 'BACKEND_TIMEOUT',
    http: 504,
    code: 'UPSTREAM_TIMEOUT',
    fault: 'tmdb',
    retry: 'backoff',
    means: 'A backend of TMDB did not answer in time.',
  },
  25: {
    name: 'TOO_MANY_REQUESTS',
    http: 429,
    code: 'RATE_LIMITED',
    fault: 'tmdb',
    retry: 'when told',
    means: 'Too many requests were sent to TMDB.',
  },
  26: {
    name: 'MISSING_LOGIN',
    http: 400,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'Expected a user name and a password.',
  },
  27: {
    name: 'TOO_MANY_APPENDS',
    http: 400,
    code: 'UPSTREAM_BAD_RESPONSE',
    fault: 'gateway',
    retry: 'no',
    means: 'At most 20 parts can be appended to one request.',
  },
  28: {
    name: 'INVALID_TIMEZONE',
    http: 400,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'Expected a time zone that TMDB knows, such as Europe/Berlin.',
  },
  29: {
    name: 'CONFIRMATION_NEEDED',
    http: 400,
    code: 'BAD_USER_INPUT',
    fault: 'caller',
    retry: 'no',
    means: 'The action must be confirmed.',
  },
  30: {
    name: 'INVALID_LOGIN',
    http: 401,
    code: 'UNAUTHENTICATED',
    fault: 'caller',
    retry: 'no',
    means: 'The user name or the password is wrong.',
  },
  31: {
    name: 'ACCOUNT_DISABLED',
    http: 401,
    code: 'UNAUTHENTICATED',
    fault: 'caller',
    retry: 'no',
    means: 'The account is no longer active.',
  },
  32: {
    name: 'EMAIL_NOT_VERIFIED',
    http: 401,
    code: 'UNAUTHENTICATED',
    fault: 'caller',
    retry: 'no',
    means: 'The e-mail address is not verified.',
  },
  33: {
    name: 'INVALID_REQUEST_TOKEN',
    http: 401,
    code: 'UNAUTHENTICATED',
    fault: 'caller',
    retry: 'no',
    means: 'The request token has expired or is not valid.',
  },
  34: {
    name: 'RESOURCE_NOT_FOUND',
    http: 404,
    code: 'NOT_FOUND',
    fault: 'caller',
    retry: 'no',
    means: 'The requested resource was not found.',
  },
  35: { name: 'INVALID_TOKEN', http: 401, code: 'UNAUTHENTICATED', fault: 'credential', retry: 'no', means: 'The token is not valid.' },
  36: {
    name: 'TOKEN_WITHOUT_WRITE_PERMISSION',
    http: 401,
    code: 'FORBIDDEN',
    fault: 'credential',
    retry: 'no',
    means: 'The user has not granted this token write permission.',
  },
  37: { name: 'SESSION_NOT_FOUND', http: 404, code: 'UNAUTHENTICATED', fault: 'caller', retry: 'no', means: 'The session was not found.' },
  38: {
    name: 'NO_EDIT_PERMISSION',
    http: 401,
    code: 'FORBIDDEN',
    fault: 'credential',
    retry: 'no',
    means: 'The credential does not permit editing this resource.',
  },
  39: { name: 'PRIVATE_RESOURCE', http: 401, code: 'FORBIDDEN', fault: 'caller', retry: 'no', means: 'The resource is private.' },
  40: { name: 'NOTHING_TO_UPDATE', http: 200, code: 'BAD_USER_INPUT', fault: 'caller', retry: 'no', means: 'There is nothing to update.' },
  41: {
    name: 'REQUEST_TOKEN_NOT_APPROVED',
    http: 422,
    code: 'UNAUTHENTICATED',
    fault: 'caller',
    retry: 'no',
    means: 'The user has not approved this request token.',
  },
  42: {
    name: 'METHOD_NOT_SUPPORTED',
    http: 405,
    code: 'UPSTREAM_BAD_RESPONSE',
    fault: 'gateway',
    retry: 'no',
    means: 'The resource does not support this request method.',
  },
  43: {
    name: 'BACKEND_UNREACHABLE',
    http: 502,
    code: 'UPSTREAM_UNAVAILABLE',
    fault: 'tmdb',
    retry: 'backoff',
    means: 'TMDB could not connect to its backend.',
  },
  44: { name: 'ID_INVALID', http: 500, code: 'BAD_USER_INPUT', fault: 'caller', retry: 'no', means: 'The id is not valid.' },
  45: { name: 'USER_SUSPENDED', http: 403, code: 'FORBIDDEN', fault: 'caller', retry: 'no', means: 'The user is suspended.' },
  46: {
    name: 'MAINTENANCE',
    http: 503,
    code: 'UPSTREAM_UNAVAILABLE',
    fault: 'tmdb',
    retry: 'backoff',
    means: 'TMDB is under maintenance.',
  },
  47: { name: 'INVALID_INPUT', http: 400, code: 'BAD_USER_INPUT', fault: 'caller', retry: 'no', means: 'The input is not valid.' },
} as const satisfies Record<number, StatusRow>;

/** TMDB's own `status_code`, 1 to 47; never an HTTP status. */
export type TmdbStatus = keyof typeof TMDB_STATUS;

/** A name of a status, as in the SDL's enum `TmdbStatus`. */
export type TmdbStatusName = (typeof TMDB_STATUS)[TmdbStatus]['name'];

/** Whether a value that TMDB sent is a listed status. */
export const isTmdbStatus = (status: unknown): status is TmdbStatus => typeof status === 'number' && Object.hasOwn(TMDB_STATUS, status);

/** The meaning of a response without a listed `status_code`, by its HTTP status alone: a CDN's HTML page, an empty body, status 99. */
export function unlistedStatus(http: number): Omit<StatusRow, 'name' | 'http'> {
  if (http === 429) return { code: 'RATE_LIMITED', fault: 'tmdb', retry: 'when told', means: 'Too many requests were sent to TMDB.' };
  if (http === 408 || http === 504)
    return { code: 'UPSTREAM_TIMEOUT', fault: 'tmdb', retry: 'backoff', means: 'TMDB did not answer in time.' };
  if (http >= 500) return { code: 'UPSTREAM_UNAVAILABLE', fault: 'tmdb', retry: 'backoff', means: `TMDB answered with HTTP ${http}.` };
  if (http === 404) return { code: 'NOT_FOUND', fault: 'caller', retry: 'no', means: 'TMDB does not have the requested resource.' };
  if (http === 401) return { code: 'UPSTREAM_AUTH', fault: 'gateway', retry: 'no', means: 'TMDB does not accept the credential.' };
  return {
    code: 'UPSTREAM_BAD_RESPONSE',
    fault: 'tmdb',
    retry: 'no',
    means: `TMDB answered with HTTP ${http} and an unreadable body.`,
  };
}

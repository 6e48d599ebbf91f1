// The entry for clients, `tmdb-graphql-gateway/client`: the errors of the gateway as types and data, for browsers too. It has no dependency.
import type { ErrorCode } from './tmdb/error-code.ts';
import type { TMDB_STATUS, TmdbStatus, TmdbStatusName } from './tmdb/status.ts';

export type { ErrorCode } from './tmdb/error-code.ts';
export { TMDB_STATUS, type TmdbStatus, type TmdbStatusName } from './tmdb/status.ts';

/** `extensions.tmdb`: present whenever TMDB answered. */
export interface TmdbExtension {
  /** TMDB's `status_code`; null when its response had none. */
  status: number | null;
  /** Null when TMDB's documentation does not list the status. */
  name: TmdbStatusName | null;
  http: number;
  fault: 'CALLER' | 'GATEWAY' | 'TMDB';
  /** Whether the gateway itself retries reads with this status, so whether a retry may help. */
  retryable: boolean;
}

/** `extensions` of every error in a response of the gateway. */
export interface ErrorExtensions {
  code: ErrorCode;
  /** Whole seconds after which a retry makes sense; null when waiting does not help. */
  retryAfter: number | null;
  tmdb?: TmdbExtension;
}

/** An error in a response of the gateway that comes from a status of TMDB. */
export interface TmdbErrorOf<Status extends TmdbStatus> {
  readonly message: string;
  readonly extensions: ErrorExtensions & { tmdb: TmdbExtension & { status: Status; name: (typeof TMDB_STATUS)[Status]['name'] } };
}

/**
 * Tells a client whether an error in a response comes from this status of TMDB.
 * @example if (errors.some((error) => isTmdbError(error, 34))) show('Movie not found');
 */
export function isTmdbError<Status extends TmdbStatus>(error: unknown, status: Status): error is TmdbErrorOf<Status> {
  const { extensions } = (typeof error === 'object' && error !== null ? error : {}) as { extensions?: { tmdb?: { status?: unknown } } };
  return extensions?.tmdb?.status === status;
}

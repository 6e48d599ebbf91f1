import type { ErrorExtensions, TmdbExtension } from './present-error.ts';
import type { TMDB_STATUS, TmdbStatus } from './tmdb/status.ts';

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

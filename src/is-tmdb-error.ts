import type { ErrorExtensions, TmdbExtension } from './present-error.ts';
import type { TMDB_STATUS, TmdbStatus } from './tmdb/status.ts';

/** An error of an answer of the gateway that stands for a status of TMDB. */
export interface TmdbErrorOf<Status extends TmdbStatus> {
  readonly message: string;
  readonly extensions: ErrorExtensions & { tmdb: TmdbExtension & { status: Status; name: (typeof TMDB_STATUS)[Status]['name'] } };
}

/**
 * For clients: whether an error of an answer comes from this status of TMDB.
 * @example if (errors.some((error) => isTmdbError(error, 34))) show('No such film');
 */
export function isTmdbError<Status extends TmdbStatus>(error: unknown, status: Status): error is TmdbErrorOf<Status> {
  const { extensions } = (typeof error === 'object' && error !== null ? error : {}) as { extensions?: { tmdb?: { status?: unknown } } };
  return extensions?.tmdb?.status === status;
}

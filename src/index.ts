// The package's entry: the gateway to mount in a server, and the types of its errors for clients.
export { readConfig, type Config } from './config.ts';
export { createGateway, listen, type Gateway } from './server.ts';
export { createLog, type Log } from './ops/log.ts';
export { isTmdbError } from './is-tmdb-error.ts';
export type { ErrorExtensions, TmdbExtension } from './present-error.ts';
export type { ErrorCode } from './tmdb/error-code.ts';
export type { TmdbStatus, TmdbStatusName } from './tmdb/status.ts';

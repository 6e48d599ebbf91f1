// The package's entry: the gateway to mount in a server, and its errors as clients see them.
// The types below name Node's own, which a project need not have loaded; hence `@types/node` is a dependency.
/// <reference types="node" preserve="true" />
export { readConfig, type Config } from './config.ts';
export { createGateway, listen, type Gateway } from './server.ts';
export { createLog, type Log } from './ops/log.ts';
export * from './client.ts';

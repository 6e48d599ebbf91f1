#!/usr/bin/env node
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig } from './config.ts';
import { startSandbox } from './sandbox/server.ts';
import { createGateway, listen } from './server.ts';

/** How long operations that are under way may still take after a signal. */
const GRACE = 12_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  const sandbox = config.sandbox ? await startSandbox() : undefined;
  const gateway = createGateway(sandbox ? { ...config, tmdbUrl: sandbox.origin, accessToken: 'sandbox' } : config);
  const server = await listen(gateway, config.port, config.host);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;

  console.log(`TMDB gateway: http://${host}:${port}/graphql${config.graphiql ? ' (open it in a browser for GraphiQL)' : ''}`);
  console.log(
    sandbox
      ? 'Sandbox: no TMDB variable is set, so answers come from a small TMDB of the gateway’s own. For the real one: TMDB_ACCESS_TOKEN=… npm start'
      : `Upstream: ${new URL(config.tmdbUrl).host}, at most ${config.rateLimit} requests a second.`,
  );

  const stop = (): void => {
    // No new connections; answers that are under way are finished, then their connections close.
    server.close(() => {
      void Promise.all([gateway.close(), sandbox?.close()]).then(() => process.exit(0));
    });
    server.closeIdleConnections();
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : error);
  process.exitCode = 1;
});

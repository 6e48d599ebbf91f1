#!/usr/bin/env -S node --max-semi-space-size=16 --heap-growing-percent=50
import { enableCompileCache } from 'node:module';
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig } from './config.ts';

/** How long operations that are under way may still take after a signal. */
const GRACE = 12_000;

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Most of a start is reading code, so it is kept compiled for the next one. What is imported before this is not.
  enableCompileCache();
  const { createGateway, listen } = await import('./server.ts');
  const sandbox = config.sandbox ? await startSandbox() : undefined;
  const gateway = createGateway(sandbox ? { ...config, tmdbUrl: sandbox.origin, accessToken: 'sandbox' } : config);
  const close = (): Promise<unknown> => Promise.all([gateway.close(), sandbox?.close()]);
  const server = await listen(gateway, config.port, config.host).catch(async (error: unknown) => {
    await close();
    throw error;
  });
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;

  console.log(`TMDB gateway: http://${host}:${port}/graphql${config.graphiql ? ' (open it in a browser for GraphiQL)' : ''}`);
  console.log(
    sandbox
      ? 'Sandbox: no TMDB variable is set, so answers come from a small TMDB of the gateway’s own. For the real one: TMDB_ACCESS_TOKEN=… npm start'
      : `Upstream: ${new URL(config.tmdbUrl).host}, at most ${config.rateLimit} requests a second.`,
  );

  const stop = (): void => {
    // No new connections; answers that are under way are finished, and each connection closes when it has nothing more to say.
    server.close(() => void close());
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => server.closeAllConnections(), GRACE).unref();
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
}

/** The catalogue is large, and only needed where there is no other TMDB. */
async function startSandbox() {
  const { startSandbox: start } = await import('./sandbox/server.ts');
  return await start();
}

/** One line for what an operator can mend. */
function listenProblem(error: unknown): string | undefined {
  const { syscall, code, address, port } = error as NodeJS.ErrnoException & { address?: string; port?: number };
  if (syscall !== 'listen') return undefined;
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened at (${code})`;
  return `${address}:${port} ${reason}: set HOST and PORT to others.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : (listenProblem(error) ?? error));
  process.exitCode = 1;
});

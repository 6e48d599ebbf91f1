#!/usr/bin/env -S node --max-semi-space-size=16 --heap-growing-percent=50
import { enableCompileCache } from 'node:module';
import { constants } from 'node:os';
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig } from './config.ts';
import { createShutdown } from './ops/shutdown.ts';

const SANDBOX =
  'Sandbox: no TMDB variable is set, so answers come from a small TMDB of the gateway’s own. For the real one: TMDB_ACCESS_TOKEN=… npm start';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Most of a start is reading code, so it is kept compiled for the next one. What is imported before this is not.
  enableCompileCache();
  const { createGateway, listen } = await import('./server.ts');
  const { createLog } = await import('./ops/log.ts');
  const sandbox = config.sandbox ? await startSandbox() : undefined;
  const log = createLog(config.logLevel);
  const gateway = createGateway(
    sandbox ? { ...config, tmdbUrl: sandbox.origin, accessToken: 'sandbox', proxy: undefined } : config,
    Date.now,
    log,
  );
  const close = (): Promise<unknown> => Promise.all([gateway.close(), sandbox?.close()]);
  const server = await listen(gateway, config.port, config.host);
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;

  if (config.metrics) (await import('prom-client')).collectDefaultMetrics();
  log.info(`TMDB gateway: http://${host}:${port}/graphql${config.graphiql ? ' (open it in a browser for GraphiQL)' : ''}`);
  if (!sandbox) log.info(`Upstream: ${new URL(config.tmdbUrl).host}, at most ${config.rateLimit} requests a second.`);
  else if (process.env['NODE_ENV'] === 'production') log.warn(SANDBOX);
  else log.info(SANDBOX);
  // Nobody waits for it.
  if (!sandbox) void gateway.checkCredential();

  const shutdown = createShutdown(server);
  let isStopping = false;
  const stop = async (signal: 'SIGTERM' | 'SIGINT'): Promise<void> => {
    // Whoever signals twice does not want to wait.
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    gateway.stop();
    log.info(`${signal}: answering what is under way, then stopping. Once more stops at once.`);
    await shutdown();
    await close();
    log.info('Stopped.');
    log.flush();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

/** The catalogue is large, and only needed where there is no other TMDB. */
async function startSandbox() {
  const { startSandbox: start } = await import('./sandbox/server/server.ts');
  return await start();
}

/** One line for what an operator can mend. */
function listenProblem(error: unknown): string | undefined {
  const { syscall, code, address, port, hostname } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  if (syscall === 'getaddrinfo') return `${hostname} cannot be looked up (${code}): set HOST to another.`;
  if (syscall !== 'listen') return undefined;
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be listened at (${code})`;
  return `${address}:${port} ${reason}: set HOST and PORT to others.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : (listenProblem(error) ?? error));
  // Whatever is open already is closed by that.
  process.exit(1);
});

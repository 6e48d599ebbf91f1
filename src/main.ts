#!/usr/bin/env -S node --max-semi-space-size=16 --heap-growing-percent=50
import { enableCompileCache } from 'node:module';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig } from './config.ts';
import { createShutdown } from './ops/shutdown.ts';
import { stopAtSignals } from './ops/signals.ts';
import { second } from './tmdb/duration.ts';

const SANDBOX =
  'Sandbox: no TMDB variable is set, so responses come from a small TMDB of the gateway’s own. For the real one: TMDB_ACCESS_TOKEN=… npm start';

async function main(): Promise<void> {
  const config = readConfig(process.env);
  // Starting is mostly compilation, so compiled code is cached for the next start, except imports before this line.
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
  const metricsServer =
    config.metricsPort === undefined ? undefined : await listen({ handler: gateway.metricsHandler }, config.metricsPort, config.host);
  const originOf = (listening: Server): string => {
    const { port } = listening.address() as AddressInfo; // A TCP server's address is never a string.
    return `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${port}${config.basePath}`;
  };

  const shutdown = createShutdown(server);
  stopAtSignals(async (signal, isTerminal) => {
    gateway.stop();
    log.info(`${signal}: finishing running requests, then stopping.${isTerminal ? ' Ctrl-C again stops at once.' : ''}`);
    // A developer at a terminal has no load balancer to wait for.
    await shutdown(isTerminal ? 0 : config.shutdownDelay);
    await close();
    // Last, so that a scrape sees the end.
    metricsServer?.close();
    setTimeout(() => metricsServer?.closeAllConnections(), second).unref();
    log.info('Stopped.');
    log.flush();
  }, log);

  if (config.metrics) (await import('prom-client')).collectDefaultMetrics();
  log.info(`TMDB gateway: ${originOf(server)}/graphql${config.graphiql ? ' (open it in a browser for GraphiQL)' : ''}`);
  if (metricsServer) log.info(`Metrics: ${originOf(metricsServer)}/metrics`);
  if (!sandbox) log.info(`Upstream: ${new URL(config.tmdbUrl).host}, at most ${config.rateLimit} requests a second.`);
  else if (process.env['NODE_ENV'] === 'production') log.warn(SANDBOX);
  else log.info(SANDBOX);
  // In the background: the gateway already answers.
  if (!sandbox) void gateway.checkCredential();
}

/** Loads the sandbox on demand: its catalogue is large, and not needed with another TMDB. */
async function startSandbox() {
  const { startSandbox: start } = await import('./sandbox/server/server.ts');
  return await start();
}

/** A one-line message for problems that an operator can fix. */
function listenProblem(error: unknown): string | undefined {
  const { syscall, code, address, port, hostname } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  if (syscall === 'getaddrinfo') return `${hostname} cannot be resolved (${code}): set HOST to another one.`;
  if (syscall !== 'listen') return undefined;
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
  return `${address}:${port} ${reason}: set HOST or PORT (or METRICS_PORT) to another one.`;
}

main().catch((error: unknown) => {
  console.error(error instanceof ConfigError ? error.message : (listenProblem(error) ?? error));
  // Exiting also closes everything that is already open.
  process.exit(1);
});

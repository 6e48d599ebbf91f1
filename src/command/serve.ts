import { constants } from 'node:os';
import type { AddressInfo } from 'node:net';
import { readConfig } from '../config.ts';
import { createShutdown } from '../ops/shutdown.ts';

const SANDBOX =
  'Sandbox: no TMDB variable is set, so responses come from a small TMDB of the gateway’s own. For the real one: TMDB_ACCESS_TOKEN=… npm start';

/** Starts the gateway, and stops it at a signal. Rejects when it cannot start. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env);
  const { createGateway, listen } = await import('../server.ts');
  const { createLog } = await import('../ops/log.ts');
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
  // In the background: the gateway already answers.
  if (!sandbox) void gateway.checkCredential();

  const shutdown = createShutdown(server);
  let isStopping = false;
  const stop = async (signal: 'SIGTERM' | 'SIGINT'): Promise<void> => {
    // A second signal stops at once.
    if (isStopping) process.exit(128 + constants.signals[signal]);
    isStopping = true;
    gateway.stop();
    log.info(`${signal}: finishing running requests, then stopping. A second signal stops at once.`);
    await shutdown();
    await close();
    log.info('Stopped.');
    log.flush();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop(signal));
}

/** Loads the sandbox on demand: its catalogue is large, and not needed with another TMDB. */
async function startSandbox() {
  const { startSandbox: start } = await import('../sandbox/server/server.ts');
  return await start();
}

/** A one-line message for problems of listening that an operator can fix. */
export function listenProblem(error: unknown): string | undefined {
  const { syscall, code, address, port, hostname } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  if (syscall === 'getaddrinfo') return `${hostname} cannot be resolved (${code}): set HOST to another one.`;
  if (syscall !== 'listen') return undefined;
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
  return `${address}:${port} ${reason}: set HOST or PORT to another one.`;
}

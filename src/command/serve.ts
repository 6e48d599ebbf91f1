import { constants } from 'node:os';
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { createShutdown } from '../ops/shutdown.ts';
import { openGateway } from './open-gateway.ts';
import { CommandError, UsageError } from './option.ts';

const SANDBOX =
  'Sandbox: responses come from a small TMDB of the gateway’s own. For the real one: TMDB_ACCESS_TOKEN=… npm start (without SANDBOX=true)';

/** Options that win over the variables of the same names. */
export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
}

/** Starts the gateway, and stops it at a signal. Rejects when it cannot start. */
export async function serve(options: ServeOptions): Promise<void> {
  const config = configOf(options);
  const { createLog } = await import('../ops/log.ts');
  const log = createLog(config.logLevel);
  const { gateway, close } = await openGateway(config, log);
  const { listen } = await import('../server.ts');
  const server = await listen(gateway, config.port, config.host).catch((error: unknown) => {
    throw listenProblem(error) ?? error;
  });
  const { port } = server.address() as AddressInfo;
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;

  if (config.metrics) (await import('prom-client')).collectDefaultMetrics();
  log.info(`TMDB gateway: http://${host}:${port}/graphql${config.graphiql ? ' (open it in a browser for GraphiQL)' : ''}`);
  if (!config.sandbox) log.info(`Upstream: ${new URL(config.tmdbUrl).host}, at most ${config.rateLimit} requests a second.`);
  else if (process.env['NODE_ENV'] === 'production') log.warn(SANDBOX);
  else log.info(SANDBOX);
  // In the background: the gateway already answers.
  if (!config.sandbox) void gateway.checkCredential();

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

/** @throws UsageError, ConfigError */
function configOf(options: ServeOptions): Config {
  const variables = Object.entries(options).map(([name, value]) => ({ name, variable: name.toUpperCase(), value }));
  for (const { name, variable, value } of variables) {
    try {
      readConfig({ SANDBOX: 'true', [variable]: value });
    } catch (error) {
      if (error instanceof ConfigError) throw new UsageError(error.problems.join(' ').replace(variable, `--${name}`), { cause: error });
      throw error;
    }
  }
  return readConfig({ ...process.env, ...Object.fromEntries(variables.map(({ variable, value }) => [variable, value])) });
}

/** A one-line message for problems of listening that an operator can fix. */
function listenProblem(error: unknown): CommandError | undefined {
  const { syscall, code, address, port, hostname } = error as NodeJS.ErrnoException & {
    address?: string;
    port?: number;
    hostname?: string;
  };
  if (syscall === 'getaddrinfo') return new CommandError(`${hostname} cannot be resolved (${code}): set HOST to another one.`);
  if (syscall !== 'listen') return undefined;
  const reason = code === 'EADDRINUSE' ? 'is in use' : `cannot be used (${code})`;
  return new CommandError(`${address}:${port} ${reason}: set HOST or PORT to another one.`);
}

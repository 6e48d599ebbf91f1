import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigError, readConfig, type Config } from '../config.ts';
import { createShutdown } from '../ops/shutdown.ts';
import { stopAtSignals } from '../ops/signals.ts';
import type { Gateway } from '../server.ts';
import { second } from '../tmdb/duration.ts';
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
  const open = (served: Pick<Gateway, 'handler'>, port: number): Promise<Server> =>
    listen(served, port, config.host).catch((error: unknown) => {
      throw listenProblem(error) ?? error;
    });
  const server = await open(gateway, config.port);
  const metricsServer = config.metricsPort === undefined ? undefined : await open({ handler: gateway.metricsHandler }, config.metricsPort);
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
  if (!config.sandbox) log.info(`Upstream: ${new URL(config.tmdbUrl).host}, at most ${config.rateLimit} requests a second.`);
  else if (config.production) log.warn(SANDBOX);
  else log.info(SANDBOX);
  // In the background: the gateway already answers.
  if (!config.sandbox) void gateway.checkCredential();
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
  // Without a port where any was to be taken.
  return new CommandError(
    `${address}${port === undefined ? '' : `:${port}`} ${reason}: set HOST or PORT (or METRICS_PORT) to another one.`,
  );
}

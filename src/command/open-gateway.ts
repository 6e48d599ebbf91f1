import type { Config } from '../config.ts';
import type { Log } from '../ops/log.ts';
import type { Gateway } from '../server.ts';

export interface OpenGateway {
  readonly gateway: Gateway;
  /** Closes the gateway and its sandbox. */
  close(): Promise<unknown>;
}

/** Creates the gateway of a configuration, over a sandbox of its own where the configuration says so. Logs the warnings of the configuration. */
export async function openGateway(config: Config, log: Log): Promise<OpenGateway> {
  for (const warning of config.warnings) log.warn(warning);
  const { createGateway } = await import('../server.ts');
  // Loaded on demand: its catalogue is large, and not needed with another TMDB.
  const sandbox = config.sandbox ? await (await import('../sandbox/server/server.ts')).startSandbox() : undefined;
  const upstream = sandbox && { tmdbUrl: sandbox.origin, accessToken: 'sandbox', proxy: undefined };
  try {
    const gateway = createGateway({ ...config, ...upstream }, Date.now, log);
    return { gateway, close: () => Promise.all([gateway.close(), sandbox?.close()]) };
  } catch (error) {
    // Else it would keep the process alive.
    await sandbox?.close();
    throw error;
  }
}

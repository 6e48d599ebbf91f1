import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { second } from '../../duration.ts';
import type { Proxy } from './proxy.ts';

const CONNECT_TIMEOUT = 2 * second;

export interface DispatcherOptions {
  readonly origin: string;
  readonly maxConnections: number;
  /** Maximum duration of one attempt, in ms. */
  readonly timeout: number;
  readonly proxy: Proxy | undefined;
}

/** The connections to one origin, whose maximum number can change. */
export interface Connections {
  readonly current: Dispatcher;
  /** Moves to connections of another maximum number: idle ones close at once, the others after their response. */
  resize(maxConnections: number): void;
  destroy(): Promise<void>;
}

/** undici's kept-alive HTTP/1.1 connections to one origin, directly or through a proxy. */
export function createDispatcher({ maxConnections, ...options }: DispatcherOptions): Connections {
  let size = maxConnections;
  let current = dispatcherOf({ maxConnections, ...options });
  /** Those that still receive a response. */
  const closing = new Set<Dispatcher>();

  return {
    get current() {
      return current;
    },
    resize(connections) {
      if (connections === size) return;
      const old = current;
      size = connections;
      current = dispatcherOf({ maxConnections: connections, ...options });
      closing.add(old);
      const forget = (): void => void closing.delete(old);
      old.close().then(forget, forget);
    },
    destroy: async () => void (await Promise.all([current, ...closing].map((dispatcher) => dispatcher.destroy()))),
  };
}

/** A pool of undici cannot be resized. */
function dispatcherOf({ origin, maxConnections, timeout, proxy }: DispatcherOptions): Dispatcher {
  const settings = {
    connections: maxConnections,
    pipelining: 1,
    allowH2: false,
    connectTimeout: CONNECT_TIMEOUT,
    headersTimeout: timeout,
    bodyTimeout: timeout,
    keepAliveTimeout: 30 * second,
  } satisfies Pool.Options;
  if (!proxy) return new Pool(origin, settings);
  // An empty string keeps undici from reading the environment itself. Only these factories give its pools our limits.
  const withLimits = (to: string | URL, options: object): Pool => new Pool(to, { ...settings, ...options });
  return new EnvHttpProxyAgent({
    ...settings,
    httpsProxy: proxy.https ?? '',
    httpProxy: proxy.http ?? '',
    noProxy: proxy.none ?? '',
    factory: withLimits,
    clientFactory: withLimits,
  });
}

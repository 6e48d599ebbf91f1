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

/** undici's kept-alive HTTP/1.1 connections to one origin, directly or through a proxy. */
export function createDispatcher({ origin, maxConnections, timeout, proxy }: DispatcherOptions): Dispatcher {
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

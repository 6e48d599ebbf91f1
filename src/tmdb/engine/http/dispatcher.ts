import { EnvHttpProxyAgent, Pool, type Dispatcher } from 'undici';
import { second } from '../../duration.ts';

/** Proxies on the way to TMDB, by the scheme of its address. */
export interface Proxy {
  readonly https: string | undefined;
  readonly http: string | undefined;
  /** Hosts that are asked without one, with commas between. */
  readonly none: string | undefined;
}

const CONNECT_TIMEOUT = 2 * second;

export interface DispatcherOptions {
  readonly origin: string;
  readonly maxConnections: number;
  /** Of one attempt, in ms. */
  readonly timeout: number;
  readonly proxy: Proxy | undefined;
}

/** undici's sockets to one origin, kept alive, over HTTP/1.1; directly or through a proxy. */
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
  // An empty text keeps undici from reading the environment itself. Its pools to and through a proxy get our limits only here.
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

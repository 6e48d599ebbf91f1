import type { Config } from './config.ts';
import { createFleet, type Fleet } from './fleet/fleet.ts';
import type { Log } from './ops/log.ts';
import type { Metrics } from './ops/metrics.ts';
import { connectRedis } from './redis/connection.ts';
import { second } from './tmdb/duration.ts';
import { createPartCache, type PartCache } from './tmdb/engine/cache.ts';
import { createEngine, type Engine } from './tmdb/engine/engine.ts';
import { createFailures, type CircuitListener, type Failures } from './tmdb/engine/failures/failures.ts';
import { createLimiter, usedRate, type Limiter } from './tmdb/engine/limiter.ts';
import type { Observer } from './tmdb/engine/observer.ts';
import { createTransport, DEFAULT_TIMEOUT, type Transport } from './tmdb/engine/transport.ts';
import type { Wish } from './tmdb/resource.ts';
import { createFileStore } from './tmdb/second-level/file-store.ts';
import { createRedisStore } from './tmdb/second-level/redis-store.ts';
import type { SecondLevelHome } from './tmdb/second-level/second-level.ts';
import type { SecondLevelStore } from './tmdb/second-level/store.ts';

/** The engine of a configuration, and what it is made of. */
export interface Upstream {
  readonly cache: PartCache;
  readonly engine: Engine;
  readonly failures: Failures;
  /** Undefined for a process alone. */
  readonly fleet: Fleet | undefined;
  readonly limiter: Limiter;
  readonly transport: Transport;
}

export interface UpstreamOptions {
  readonly config: Config;
  readonly log: Log;
  readonly metrics: Metrics | undefined;
  readonly observer: Observer;
  /** Maximum memory of cached parts, in bytes. */
  readonly cacheMaxBytes: number;
  /** The first wishes of operations that are known beforehand, one list for each. */
  readonly expected: readonly (readonly Wish[])[];
}

/** Makes everything between the graph and TMDB. */
export function openUpstream({ config, log, metrics, observer, cacheMaxBytes, expected }: UpstreamOptions): Upstream {
  const { rateLimit, maxConnections } = config;
  const fleet = joinFleet(config, log);
  const limiter = createLimiter({ ratePerSecond: rateLimit, maxConnections, shared: fleet, observer });
  const transport = createTransport({
    url: config.tmdbUrl,
    maxConnections,
    shared: fleet,
    proxy: config.proxy,
    accessToken: config.accessToken,
    apiKey: config.apiKey,
    // An attempt must end before the operations that wait for it: an aborted one does not show that TMDB stalls.
    timeout: Math.min(DEFAULT_TIMEOUT, Math.floor(config.operationDeadline / 2)),
    observer,
  });
  const failures = createFailures({ listener: fleet ? withFleet(log.circuits, fleet) : log.circuits });
  fleet?.subscribe({ onCircuitOpened: failures.warn });
  const cache = createPartCache(cacheMaxBytes);
  const engine = createEngine({
    transport,
    limiter,
    failures,
    cache,
    maxWait: config.operationDeadline,
    queueMax: config.queueMax,
    ratePerSecond: rateLimit,
    shared: fleet,
    expected,
    observer,
    secondLevel: secondLevelOf(config, log, metrics),
    report: log.error,
  });
  return { cache, engine, failures, fleet, limiter, transport };
}

/** The fleet of the processes with this Redis; undefined for a process alone, which then loads no client of Redis. */
function joinFleet({ redisUrl, tmdbUrl, rateLimit, operationDeadline }: Config, log: Log): Fleet | undefined {
  if (redisUrl === undefined) return undefined;
  return createFleet({
    redis: connectRedis(redisUrl),
    name: `tmdb-gateway:${new URL(tmdbUrl).host}`,
    limit: usedRate(rateLimit),
    maxWait: operationDeadline,
    log,
  });
}

/** The same listener, which also tells the other processes. */
const withFleet = ({ onOpen, onClose }: CircuitListener, fleet: Fleet): CircuitListener => ({
  onClose,
  onOpen(paths, error) {
    onOpen(paths, error);
    fleet.circuitOpened(paths);
  },
});

function storeOf({ redisUrl, cacheFile, cacheFileMaxBytes }: Config): SecondLevelStore | undefined {
  if (redisUrl !== undefined) return createRedisStore(connectRedis(redisUrl, 5 * second), connectRedis(redisUrl));
  return cacheFile === undefined ? undefined : createFileStore(cacheFile, cacheFileMaxBytes);
}

/** Where the parts are kept beyond the life of this process. */
function secondLevelOf(config: Config, log: Log, metrics: Metrics | undefined): SecondLevelHome | undefined {
  const store = storeOf(config);
  const onLookup = metrics?.onSecondLevelLookup ?? (() => {});
  return store && { store, origin: config.tmdbUrl, listener: { onLookup, ...log.secondLevel(store.name) } };
}

import { Gauge, register, Registry } from 'prom-client';
import type { Fleet } from '../fleet/fleet.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Engine } from '../tmdb/engine/engine.ts';
import { second } from '../tmdb/duration.ts';
import { ERROR_CODE } from '../tmdb/error-code.ts';
import type { Failures } from '../tmdb/engine/failures/failures.ts';
import type { Limiter } from '../tmdb/engine/limiter.ts';
import { combineObservers, type Observer } from '../tmdb/engine/observer.ts';
import { createActivity } from './activity.ts';
import type { SecondLevelListener } from '../tmdb/second-level/second-level.ts';
import { isTmdbStatus } from '../tmdb/status.ts';
import type { OperationListener, OperationObserver } from './operation-record.ts';
import { statusOf, type Samples, type Status } from './status.ts';
import { createCounter, createHistogram } from './tallies.ts';

/** Sources of gauges, which are read at each scrape. */
export interface GaugeSources {
  readonly engine: Pick<Engine, 'queued'>;
  readonly limiter: Limiter;
  readonly ratePerSecond: number;
  /** Estimated bytes of parts and answers. */
  readonly cacheBytes: () => number;
  readonly cacheMaxBytes: number;
  readonly failures: Failures;
  /** Undefined for a process alone. */
  readonly fleet: Pick<Fleet, 'members' | 'mode'> | undefined;
}

/** A gateway's own metrics, for Prometheus. Labels have few values: none holds an id, a name or an address. */
export interface Metrics {
  readonly observer: Observer;
  readonly operationObserver: OperationObserver;
  readonly onSecondLevelLookup: SecondLevelListener['onLookup'];
  /** Adds a gauge for each value of these sources. */
  addGauges(sources: GaugeSources): void;
  /** The text of `/metrics`. */
  text(): Promise<string>;
  /** What `/status` shows: the same values, and what recently happened. */
  status(): Promise<Status>;
}

const PREFIX = 'tmdb_gateway_';

/** Seconds, from cached responses to one TMDB request, waits in the queue and the deadline. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Clients and TMDB influence these two labels, so unknown values share one. */
const outcomeLabel = (code: string | undefined): string =>
  code === undefined ? 'OK' : code === 'LEFT' || Object.hasOwn(ERROR_CODE, code) ? code : 'OTHER';
const httpLabel = (http: number | undefined): string => (http !== undefined && http >= 100 && http <= 599 ? String(http) : 'none');

export function createMetrics(): Metrics {
  const registry = new Registry();
  const operations = createHistogram(
    registry,
    {
      name: `${PREFIX}operation_duration_seconds`,
      help: 'Duration of GraphQL operations, by type and by the code of their first error.',
      labelNames: ['type', 'outcome'],
    },
    BUCKETS,
  );
  const answers = createCounter(registry, {
    name: `${PREFIX}answers_total`,
    help: 'Answers by the way they were made: executed, stored (the bytes of an earlier one) or shared with an equal operation under way.',
    labelNames: ['way'],
  });
  const requests = createHistogram(
    registry,
    {
      name: `${PREFIX}tmdb_request_duration_seconds`,
      help: 'Duration of attempts at TMDB, by method, by resource and part, and by HTTP status, which is none without a response.',
      labelNames: ['method', 'template', 'http'],
    },
    BUCKETS,
  );
  const retries = createCounter(registry, {
    name: `${PREFIX}tmdb_retries_total`,
    help: 'Attempts after the first, per TMDB request.',
    labelNames: [],
  });
  const received = createCounter(registry, {
    name: `${PREFIX}tmdb_received_bytes_total`,
    help: 'Bytes of TMDB response bodies as received, before decompression.',
    labelNames: [],
  });
  const waits = createHistogram(
    registry,
    {
      name: `${PREFIX}slot_wait_seconds`,
      help: 'Time that requests waited for their slot.',
      labelNames: [],
    },
    BUCKETS,
  );
  const lookups = createCounter(registry, {
    name: `${PREFIX}cache_lookups_total`,
    help: 'Wishes by result of the cache lookup: hit, stale (served while being refreshed) or miss.',
    labelNames: ['result'],
  });
  const secondLevelLookups = createCounter(registry, {
    name: `${PREFIX}second_level_lookups_total`,
    help: 'Wishes that memory could not answer, by result of the lookup in Redis or the cache file: hit, miss or error.',
    labelNames: ['result'],
  });
  for (const result of ['hit', 'miss', 'error']) secondLevelLookups.add(0, result);

  const tmdbErrors = createCounter(registry, {
    name: `${PREFIX}tmdb_errors_total`,
    help: 'Operations with an error that TMDB answered, by the status in its body.',
    labelNames: ['status'],
  });
  const activity = createActivity();

  /** Counts for these metrics alone. */
  const counting: Observer = {
    onCacheLookup: (result, count) => lookups.add(count, result),
    onSlotGranted: (duration) => waits.observe(duration / second),
    onRequest({ method, template, attempt }) {
      const since = performance.now();
      return ({ http, sent = true }) => {
        if (!sent) return;
        requests.observe((performance.now() - since) / second, method, template, httpLabel(http));
        if (attempt > 1) retries.add(1);
      };
    },
    onBytes: (bytes) => received.add(bytes),
  };

  const operationListener: OperationListener = {
    onEnd(record) {
      const [code] = record.codes;
      operations.observe(record.duration / second, record.type, outcomeLabel(code));
      if (record.way) answers.add(1, record.way);
      for (const status of record.tmdbStatuses) tmdbErrors.add(1, isTmdbStatus(status) ? String(status) : 'OTHER');
      activity.addOperation(record);
    },
  };

  return {
    onSecondLevelLookup: (result, count) => secondLevelLookups.add(count, result),
    observer: combineObservers([counting, activity.observer]),
    operationObserver: () => operationListener,
    addGauges: (sources) => addGauges(registry, sources),
    // Metrics of the whole process are in prom-client's global registry, if the program collects them.
    text: async () => `${await registry.metrics()}\n${await register.metrics()}`,
    status: async () => statusOf(await samplesOf(registry), activity),
  };
}

/** Adds gauges, which are read at each scrape. */
function addGauges(registry: Registry, { engine, limiter, ratePerSecond, cacheBytes, cacheMaxBytes, failures, fleet }: GaugeSources): void {
  for (const [name, help, read] of [
    ['queue_length', 'Requests waiting for a slot.', () => engine.queued],
    ['limit_requests_per_second', 'Maximum number of requests that may reach TMDB in a second.', () => ratePerSecond],
    ['limit_available_requests', 'Requests that could be sent now.', () => limiter.available],
    ['cache_bytes', 'Estimated memory of the cache.', cacheBytes],
    ['cache_max_bytes', 'Maximum memory of the cache.', () => cacheMaxBytes],
    ['fleet_members', 'Processes that share the limit through Redis; 1 without one.', () => fleet?.members ?? 1],
    [
      'fleet_without_redis',
      'Whether this process has a REDIS_URL, and sends requests without Redis, or none yet: 1, otherwise 0.',
      () => (fleet && fleet.mode !== 'redis' ? 1 : 0),
    ],
  ] as const) {
    const gauge: Gauge = new Gauge({ name: PREFIX + name, help, registers: [], collect: () => gauge.set(read()) });
    registry.registerMetric(gauge);
  }
  const breaker: Gauge<'paths'> = new Gauge({
    name: `${PREFIX}breaker_open`,
    help: 'Circuit breakers by first segment of the path: 1 while the circuit is open, 0 while it is closed.',
    labelNames: ['paths'],
    registers: [],
    collect() {
      for (const [paths, isOpen] of failures.circuits) breaker.set({ paths }, isOpen ? 1 : 0);
    },
  });
  registry.registerMetric(breaker);
}

/** The current values of a registry, by name after the prefix. */
async function samplesOf(registry: Registry): Promise<Samples> {
  const all = (await registry.getMetricsAsJSON()).flatMap(({ name, values }) =>
    values.map((value) => ({ name: ('metricName' in value ? String(value.metricName) : name).slice(PREFIX.length), ...value })),
  );
  return Map.groupBy(all, ({ name }) => name);
}

const PROMETHEUS = 'text/plain; version=0.0.4; charset=utf-8';

/** `/metrics`, for Prometheus. */
export const metricsEndpoint =
  ({ text }: Metrics): Endpoint =>
  async () => ({ headers: { 'content-type': PROMETHEUS, 'cache-control': 'no-store' }, body: await text() });

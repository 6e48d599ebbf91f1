import { Counter, Gauge, Histogram, register, Registry } from 'prom-client';
import type { PartCache } from '../tmdb/engine/cache.ts';
import { second } from '../tmdb/duration.ts';
import { ERROR_CODE } from '../tmdb/error-code.ts';
import type { CircuitBreakerTransport } from '../tmdb/engine/breaker.ts';
import type { Limiter } from '../tmdb/engine/limiter.ts';
import type { Observer } from '../tmdb/engine/observer.ts';
import type { Watcher } from './operations.ts';

/** What is measured when somebody looks, not when it changes. */
export interface Gauged {
  readonly limiter: Limiter;
  readonly ratePerSecond: number;
  readonly cache: PartCache;
  readonly cacheMaxBytes: number;
  readonly transport: CircuitBreakerTransport;
}

/** A gateway's own metrics, for Prometheus. Every label has few values: none holds an id, a name or an address. */
export interface Metrics {
  readonly observer: Observer;
  readonly watcher: Watcher;
  /** Adds what can be read from these at any time. */
  gauge(gauged: Gauged): void;
  /** The text of `/metrics`. */
  text(): Promise<string>;
}

const PREFIX = 'tmdb_gateway_';

/** Seconds: cached answers, one TMDB request, a wait in the queue, the deadline. */
const BUCKETS = [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Both are what clients and TMDB may say: anything unheard of is one value. */
const outcomeLabel = (code: string | undefined): string =>
  code === undefined ? 'OK' : code === 'LEFT' || Object.hasOwn(ERROR_CODE, code) ? code : 'OTHER';
const httpLabel = (http: number | undefined): string => (http !== undefined && http >= 100 && http <= 599 ? String(http) : 'none');

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const operations = new Histogram({
    name: `${PREFIX}operation_duration_seconds`,
    help: 'GraphQL operations, by type and by the code of their first error.',
    labelNames: ['type', 'outcome'],
    buckets: BUCKETS,
    registers,
  });
  const requests = new Histogram({
    name: `${PREFIX}tmdb_request_duration_seconds`,
    help: 'Attempts at TMDB, by resource and part and by HTTP status; none when no answer came.',
    labelNames: ['method', 'template', 'http'],
    buckets: BUCKETS,
    registers,
  });
  const retries = new Counter({
    name: `${PREFIX}tmdb_retries_total`,
    help: 'Attempts that were not the first.',
    registers,
  });
  const received = new Counter({
    name: `${PREFIX}tmdb_received_bytes_total`,
    help: 'Bytes of bodies that TMDB sent, as they were on the wire.',
    registers,
  });
  const waits = new Histogram({
    name: `${PREFIX}slot_wait_seconds`,
    help: 'How long requests waited for their slot.',
    buckets: BUCKETS,
    registers,
  });
  const lookups = new Counter({
    name: `${PREFIX}cache_lookups_total`,
    help: 'Wishes by result of the cache lookup: hit, stale (served while it is refreshed) or miss.',
    labelNames: ['result'],
    registers,
  });

  return {
    observer: {
      onCacheLookup: (result) => lookups.inc({ result }),
      onSlotGranted: (duration) => waits.observe(duration / second),
      onRequest({ method, template, attempt }) {
        const since = performance.now();
        return ({ http, sent = true }) => {
          if (!sent) return;
          requests.observe({ method, template, http: httpLabel(http) }, (performance.now() - since) / second);
          if (attempt > 1) retries.inc();
        };
      },
      onBytes: (bytes) => received.inc(bytes),
    },
    watcher: () => ({
      ended: ({ type, codes: [code], duration }) => operations.observe({ type, outcome: outcomeLabel(code) }, duration / second),
    }),
    gauge({ limiter, ratePerSecond, cache, cacheMaxBytes, transport }) {
      for (const [name, help, read] of [
        ['queue_length', 'Requests that wait for a slot.', () => limiter.waiting],
        ['limit_requests_per_second', 'Most requests that may reach TMDB in a second.', () => ratePerSecond],
        ['limit_available_requests', 'Requests that could be sent at once.', () => limiter.available],
        ['cache_bytes', 'Memory of the cache, estimated.', () => cache.bytes],
        ['cache_max_bytes', 'Memory that the cache may use.', () => cacheMaxBytes],
      ] as const) {
        const gauge: Gauge = new Gauge({ name: PREFIX + name, help, registers: [], collect: () => gauge.set(read()) });
        registry.registerMetric(gauge);
      }
      const breaker: Gauge<'paths'> = new Gauge({
        name: `${PREFIX}breaker_open`,
        help: 'By class of paths: 1 while TMDB is taken to be down there, so that it is hardly asked.',
        labelNames: ['paths'],
        registers: [],
        collect() {
          for (const [paths, isOpen] of transport.circuits) breaker.set({ paths }, isOpen ? 1 : 0);
        },
      });
      registry.registerMetric(breaker);
    },
    // What is of the whole process, not of one gateway, is in prom-client's own registry when the program collects it.
    text: async () => `${await registry.metrics()}\n${await register.metrics()}`,
  };
}

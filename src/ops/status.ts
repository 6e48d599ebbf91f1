import type { Activity, NamedOperations, Quantiles } from './activity.ts';

/** A value of a metric. */
export interface Sample {
  readonly labels: Readonly<Partial<Record<string, string | number>>>;
  readonly value: number;
}

/** The values of the gateway's own metrics, by name after their prefix. Histograms have `_sum`, `_count` and `_bucket`. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** Counts by the values of a label, the largest first. */
export type Counts = readonly (readonly [label: string, count: number])[];

/** The state of a gateway at one time. All totals are those of `/metrics` at that time. */
export interface Status {
  /** TMDB requests of each second of the last minutes, the oldest first. */
  readonly perSecond: readonly number[];
  readonly limit: number;
  readonly available: number;
  readonly queued: number;
  readonly waits: Quantiles;
  readonly requests: { readonly total: number; readonly retries: number; readonly bytes: number; readonly byHttp: Counts } & Quantiles;
  readonly operations: { readonly total: number; readonly byOutcome: Counts; readonly byWay: Counts } & Quantiles;
  readonly cache: {
    readonly hit: number;
    readonly stale: number;
    readonly miss: number;
    readonly bytes: number;
    readonly maxBytes: number;
  };
  readonly fleet: {
    /** Processes that share the limit; 1 without Redis. */
    readonly members: number;
    /** Whether this process should send by Redis, and does not. */
    readonly isWithoutRedis: boolean;
    /** Lookups in the second level by their result. */
    readonly lookups: Counts;
  };
  /** Circuits by class of paths, and whether each is open. */
  readonly circuits: readonly (readonly [paths: string, isOpen: boolean])[];
  /** Operations with an error of TMDB, by its status. */
  readonly tmdbStatuses: Counts;
  readonly slowest: readonly NamedOperations[];
  readonly dearest: readonly NamedOperations[];
}

/** Number of operations that are named. */
const NAMED = 5;

function countsBy(label: string, samples: readonly Sample[] = []): Counts {
  const counts = new Map<string, number>();
  for (const { labels, value } of samples) {
    const key = String(labels[label]);
    counts.set(key, (counts.get(key) ?? 0) + value);
  }
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

const topOf = (named: readonly NamedOperations[], measure: (one: NamedOperations) => number): NamedOperations[] =>
  named
    .filter((one) => measure(one) > 0)
    .toSorted((a, b) => measure(b) - measure(a))
    .slice(0, NAMED);

export function statusOf(samples: Samples, activity: Activity): Status {
  const sum = (name: string): number => (samples.get(name) ?? []).reduce((total, { value }) => total + value, 0);
  const lookups = Object.fromEntries(countsBy('result', samples.get('cache_lookups_total')));
  const named = activity.named();
  return {
    perSecond: activity.perSecond(),
    limit: sum('limit_requests_per_second'),
    available: sum('limit_available_requests'),
    queued: sum('queue_length'),
    waits: activity.waits(),
    requests: {
      total: sum('tmdb_request_duration_seconds_count'),
      retries: sum('tmdb_retries_total'),
      bytes: sum('tmdb_received_bytes_total'),
      byHttp: countsBy('http', samples.get('tmdb_request_duration_seconds_count')),
      ...activity.requests(),
    },
    operations: {
      total: sum('operation_duration_seconds_count'),
      byOutcome: countsBy('outcome', samples.get('operation_duration_seconds_count')),
      byWay: countsBy('way', samples.get('answers_total')),
      ...activity.operations(),
    },
    cache: {
      hit: lookups['hit'] ?? 0,
      stale: lookups['stale'] ?? 0,
      miss: lookups['miss'] ?? 0,
      bytes: sum('cache_bytes'),
      maxBytes: sum('cache_max_bytes'),
    },
    fleet: {
      members: sum('fleet_members'),
      isWithoutRedis: sum('fleet_without_redis') === 1,
      lookups: countsBy('result', samples.get('second_level_lookups_total')),
    },
    circuits: (samples.get('breaker_open') ?? []).map(({ labels, value }) => [String(labels['paths']), value === 1]),
    tmdbStatuses: countsBy('status', samples.get('tmdb_errors_total')),
    slowest: topOf(named, ({ duration, runs }) => duration / runs),
    dearest: topOf(named, ({ requests, runs }) => requests / runs),
  };
}

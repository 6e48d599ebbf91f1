import type { Metric, Registry } from 'prom-client';

/**
 * Counters and histograms that are counted several times for each operation. Those of prom-client check the labels and make
 * a text of them each time, which is an eighth of what a stored answer costs above its bytes; it still collects and writes these.
 */

interface Definition<Names extends readonly string[]> {
  readonly name: string;
  readonly help: string;
  readonly labelNames: Names;
}

/** The value of each label, in the order of their names. */
type Values<Names extends readonly string[]> = { readonly [index in keyof Names]: string };

export interface Counter<Names extends readonly string[]> {
  add(count: number, ...labels: Values<Names>): void;
}

export interface Histogram<Names extends readonly string[]> {
  observe(value: number, ...labels: Values<Names>): void;
}

/** What is counted for the same labels. */
interface Series<Counts> {
  readonly labels: Readonly<Record<string, string>>;
  readonly counts: Counts;
}

/** The series with the values so far, and those with one more value. */
interface Branch<Counts> {
  series: Series<Counts> | undefined;
  readonly below: Map<string, Branch<Counts>>;
}

const newBranch = <Counts>(): Branch<Counts> => ({ series: undefined, below: new Map() });

/** Keeps the counts for each combination of labels. */
function createTallies<Counts>(labelNames: readonly string[], newCounts: () => Counts) {
  const root = newBranch<Counts>();
  const all: Series<Counts>[] = [];

  function countsOf(values: readonly string[]): Counts {
    let branch = root;
    for (const value of values) {
      let next = branch.below.get(value);
      if (!next) branch.below.set(value, (next = newBranch()));
      branch = next;
    }
    if (!branch.series) {
      branch.series = { labels: Object.fromEntries(labelNames.map((name, index) => [name, values[index] ?? ''])), counts: newCounts() };
      all.push(branch.series);
    }
    return branch.series.counts;
  }

  if (labelNames.length === 0) countsOf([]); // Counted from the beginning, at 0.
  return { countsOf, all };
}

/** A value as prom-client writes it. */
interface Sample {
  readonly labels: Readonly<Record<string, string | number>>;
  readonly value: number;
  /** Default: the metric's. */
  readonly metricName?: string;
}

function register(registry: Registry, { name, help }: Definition<readonly string[]>, type: string, samples: () => Sample[]): void {
  // A registry asks a metric for nothing else, but its type is that of prom-client's own classes.
  const metric: unknown = { name, get: async () => ({ name, help, type, values: samples() }) };
  registry.registerMetric(metric as Metric);
}

/** Adds a counter to a registry. */
export function createCounter<const Names extends readonly string[]>(registry: Registry, definition: Definition<Names>): Counter<Names> {
  const tallies = createTallies(definition.labelNames, () => ({ value: 0 }));
  register(registry, definition, 'counter', () => tallies.all.map(({ labels, counts: { value } }) => ({ labels, value })));
  return {
    add(count, ...labels) {
      tallies.countsOf(labels).value += count;
    },
  };
}

/** Adds a histogram to a registry. @param bounds The upper bounds of its buckets, ascending. */
export function createHistogram<const Names extends readonly string[]>(
  registry: Registry,
  definition: Definition<Names>,
  bounds: readonly number[],
): Histogram<Names> {
  const { name, labelNames } = definition;
  // The last bucket is for values beyond the last bound.
  const tallies = createTallies(labelNames, () => ({ buckets: Array.from({ length: bounds.length + 1 }, () => 0), sum: 0 }));
  const valuesOf = ({ labels, counts: { buckets, sum } }: (typeof tallies.all)[number]): Sample[] => {
    let count = 0;
    const cumulated = buckets.map((one, index) => ({
      metricName: `${name}_bucket`,
      labels: { le: bounds[index] ?? '+Inf', ...labels },
      value: (count += one),
    }));
    return [...cumulated, { metricName: `${name}_sum`, labels, value: sum }, { metricName: `${name}_count`, labels, value: count }];
  };
  register(registry, definition, 'histogram', () => tallies.all.flatMap(valuesOf));
  return {
    observe(value, ...labels) {
      const counts = tallies.countsOf(labels);
      let index = 0;
      while (index < bounds.length && value > (bounds[index] ?? 0)) index += 1;
      counts.buckets[index] = (counts.buckets[index] ?? 0) + 1;
      counts.sum += value;
    },
  };
}

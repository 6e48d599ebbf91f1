import { LRUCache } from 'lru-cache';
import { minute, second } from '../tmdb/duration.ts';
import { NOOP_OBSERVER, type Observer } from '../tmdb/engine/observer.ts';
import type { OperationRecord } from './operation-record.ts';

/** Operations of one name. */
export interface NamedOperations {
  readonly name: string;
  runs: number;
  /** Milliseconds: in all, and of the slowest. */
  duration: number;
  slowest: number;
  /** TMDB requests: in all, and of the dearest. */
  requests: number;
  dearest: number;
}

/** Milliseconds under which half and 95 % of the latest stayed; undefined before the first. */
export interface Quantiles {
  readonly half: number | undefined;
  readonly most: number | undefined;
}

/** What recently happened, beside the totals that metrics count. */
export interface Activity {
  readonly observer: Observer;
  addOperation(record: OperationRecord): void;
  /** TMDB requests of each whole second of the last minutes, the oldest first. */
  perSecond(): number[];
  readonly waits: () => Quantiles;
  readonly requests: () => Quantiles;
  readonly operations: () => Quantiles;
  /** Operations by name, those that ran last. */
  named(): readonly NamedOperations[];
}

/** The time for which seconds are kept. */
const KEPT = (5 * minute) / second;

/** Number of durations that quantiles are of. */
const RECENT = 1000;

/** Maximum number of names: clients choose them. */
const MAX_NAMES = 500;

/** Counts events by second, without a timer. */
function createSeconds(now: () => number) {
  const counts = new Uint32Array(KEPT + 1);
  /** The second that each count is of. */
  const seconds = new Float64Array(KEPT + 1).fill(-1);
  const current = (): number => Math.floor(now() / second);
  return {
    current,
    add(at: number, count: number): void {
      const index = at % counts.length;
      if (seconds[index] !== at) {
        if (count < 0) return; // Its second is no longer kept.
        seconds[index] = at;
        counts[index] = 0;
      }
      counts[index] = (counts[index] ?? 0) + count;
    },
    whole(): number[] {
      const first = current() - KEPT;
      return Array.from({ length: KEPT }, (_, n) => {
        const index = (first + n) % counts.length;
        return first + n >= 0 && seconds[index] === first + n ? (counts[index] ?? 0) : 0;
      });
    },
  };
}

/** Keeps the latest durations. */
function createRecent() {
  const kept = new Float64Array(RECENT);
  let count = 0;
  return {
    add(duration: number): void {
      kept[count % RECENT] = duration;
      count += 1;
    },
    quantiles(): Quantiles {
      const sorted = kept.slice(0, count).toSorted();
      const at = (share: number): number | undefined => sorted[Math.ceil(share * sorted.length) - 1];
      return { half: at(0.5), most: at(0.95) };
    },
  };
}

/** @param now A clock that never goes back, in ms. */
export function createActivity(now: () => number = () => performance.now()): Activity {
  const sent = createSeconds(now);
  const waits = createRecent();
  const requests = createRecent();
  const operations = createRecent();
  const byName = new LRUCache<string, NamedOperations>({ max: MAX_NAMES });

  return {
    observer: {
      ...NOOP_OBSERVER,
      onSlotGranted: (duration) => waits.add(duration),
      onRequest() {
        const since = now();
        const at = sent.current();
        sent.add(at, 1);
        return ({ sent: wasSent = true }) => {
          if (wasSent) requests.add(now() - since);
          else sent.add(at, -1);
        };
      },
    },
    addOperation({ type, name = `unnamed ${type}`, duration, cost }) {
      operations.add(duration);
      // One that was refused before it ran says nothing about its name.
      if (!cost) return;
      const found = byName.get(name);
      const known = found ?? { name, runs: 0, duration: 0, slowest: 0, requests: 0, dearest: 0 };
      known.runs += 1;
      known.duration += duration;
      known.slowest = Math.max(known.slowest, duration);
      known.requests += cost.requests;
      known.dearest = Math.max(known.dearest, cost.requests);
      if (!found) byName.set(name, known);
    },
    perSecond: () => sent.whole(),
    waits: () => waits.quantiles(),
    requests: () => requests.quantiles(),
    operations: () => operations.quantiles(),
    named: () => [...byName.values()],
  };
}

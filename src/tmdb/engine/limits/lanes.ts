import PQueue from 'p-queue';
import type { QueueOptions } from './rate-queue.ts';

/** A queue for each class of paths in front of the connections, so that a class that stalls does not stop the others. */
export interface Lanes {
  /** Runs in the lane of this name, the highest priority first. */
  add<T>(name: string, run: () => Promise<T>, options: QueueOptions): Promise<T>;
  readonly queues: readonly PQueue[];
}

/** Connections that are always kept for another lane. */
const KEPT_FOR_OTHERS = 2;

export function createLanes(maxConnections: number): Lanes {
  const lanes = new Map<string, PQueue>();
  const concurrency = Math.max(1, maxConnections - KEPT_FOR_OTHERS);
  return {
    add(name, run, options) {
      const lane = lanes.get(name) ?? new PQueue({ concurrency });
      lanes.set(name, lane);
      return lane.add(run, options);
    },
    get queues() {
      return [...lanes.values()];
    },
  };
}

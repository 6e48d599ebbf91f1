import PQueue from 'p-queue';
import { PlaceQueue, type Place, type Placed } from './place-queue.ts';

/** The connections that each class of paths uses: it may not take all, so that one that stalls does not stop the others. */
export interface Lanes {
  enter(lane: string | undefined): void;
  leave(lane: string | undefined): void;
  /** How many of these waiting runs, counted by lane, may begin. */
  ready(waiting: Iterable<readonly [lane: string | undefined, count: number]>): number;
  hasRoom(lane: string | undefined): boolean;
  resize(maxConnections: number): void;
}

/** Connections that are always kept for another lane. */
const KEPT_FOR_OTHERS = 2;

export function createLanes(maxConnections: number): Lanes {
  const used = new Map<string, number>();
  let all = maxConnections;
  let running = 0;
  const most = (): number => Math.max(1, all - KEPT_FOR_OTHERS);
  const room = (lane: string | undefined): number => (lane === undefined ? Infinity : most() - (used.get(lane) ?? 0));
  const change = (lane: string | undefined, by: number): void => {
    running += by;
    if (lane !== undefined) used.set(lane, (used.get(lane) ?? 0) + by);
  };
  return {
    enter: (lane) => change(lane, 1),
    leave: (lane) => change(lane, -1),
    ready(waiting) {
      let ready = 0;
      for (const [lane, count] of waiting) ready += Math.min(count, Math.max(0, room(lane)));
      return Math.max(0, Math.min(ready, all - running));
    },
    hasRoom: (lane) => room(lane) > 0,
    resize: (connections) => void (all = connections),
  };
}

export interface LaneQueueOptions {
  readonly lanes: Lanes;
  /** Maximum number of starts in any interval, as long as the wall clock does not jump. */
  readonly intervalCap: number;
  /** In ms. */
  readonly interval: number;
  /** Maximum number that run at once. */
  readonly concurrency: number;
}

export interface LaneQueue {
  readonly queue: Pick<PQueue<PlaceQueue, Placed>, 'add' | 'concurrency' | 'pause' | 'pending' | 'start'>;
  /** All that wait, also those whose lane is full. */
  readonly waiting: number;
  /** How many of them could begin now, if the queue were not paused. */
  readonly ready: number;
  /** Rejects all that wait. */
  clear(): void;
}

/**
 * p-queue with a queue of its own, of which it sees only the runs whose lane has room: so the choice falls when a slot is free,
 * and one that comes late is not behind those of its class that already left for a connection.
 */
export function createLaneQueue({ lanes, ...limits }: LaneQueueOptions): LaneQueue {
  /** How many wait in each lane: p-queue reads its size several times for each run. */
  let sizes = new Map<string | undefined, number>();
  let isOver = false;
  const mayGo = (lane: string | undefined): boolean => isOver || lanes.hasRoom(lane);

  class Lined extends PlaceQueue {
    constructor() {
      super();
      sizes = new Map(); // p-queue takes another one when it is cleared.
    }

    override get size(): number {
      let size = 0;
      for (const [lane, count] of sizes) if (mayGo(lane)) size += count;
      return size;
    }

    protected override mayGo({ lane }: Place): boolean {
      return mayGo(lane);
    }

    protected override count({ lane }: Place, by: 1 | -1): void {
      sizes.set(lane, (sizes.get(lane) ?? 0) + by);
    }
  }

  const queue = new PQueue<Lined, Placed>({ ...limits, queueClass: Lined, strict: true });
  return {
    queue,
    get waiting() {
      return sizes.values().reduce((sum, count) => sum + count, 0);
    },
    get ready() {
      return lanes.ready(sizes);
    },
    clear() {
      isOver = true; // p-queue clears nothing when it sees nothing.
      queue.clear();
    },
  };
}

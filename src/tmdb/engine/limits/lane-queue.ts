import PQueue, { type Queue } from 'p-queue';

/** The place of a run in every queue that it goes through. */
export interface Place {
  /** Higher goes first. Default: 0. */
  priority?: number;
  readonly id?: string | undefined;
  /** Runs of one lane share connections; one without a lane may use any. */
  readonly lane?: string;
  /** Leaves the queue without running; the promise then rejects with its reason. */
  readonly signal?: AbortSignal;
}

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
  readonly queue: Pick<PQueue<Queue<Run, Place>, Place>, 'add' | 'concurrency' | 'pause' | 'pending' | 'setPriority' | 'start'>;
  /** All that wait, also those whose lane is full. */
  readonly waiting: number;
  /** How many of them could begin now, if the queue were not paused. */
  readonly ready: number;
  /** Rejects all that wait. */
  clear(): void;
}

type Run = () => Promise<unknown>;
interface Waiting extends Omit<Place, 'signal'> {
  readonly priority: number;
  readonly run: Run;
}

/**
 * p-queue with a queue of its own, of which it sees only the runs whose lane has room: so the choice falls when a slot is free,
 * and one that comes late is not behind those of its class that already left for a connection.
 * @see https://github.com/sindresorhus/p-queue#custom-queueclass
 */
export function createLaneQueue({ lanes, ...limits }: LaneQueueOptions): LaneQueue {
  /** In the order in which they go. */
  let waiting: Waiting[] = [];
  /** How many wait in each lane: p-queue reads its size several times for each run. */
  let sizes = new Map<string | undefined, number>();
  let isOver = false;
  const mayGo = (lane: string | undefined): boolean => isOver || lanes.hasRoom(lane);

  function resize(lane: string | undefined, by: number): void {
    sizes.set(lane, (sizes.get(lane) ?? 0) + by);
  }

  function take(index: number): Waiting | undefined {
    const taken = waiting[index];
    if (!taken) return undefined;
    waiting.splice(index, 1);
    resize(taken.lane, -1);
    return taken;
  }

  class Lined implements Queue<Run, Place> {
    constructor() {
      waiting = []; // p-queue takes another one when it is cleared.
      sizes = new Map();
    }

    get size(): number {
      let size = 0;
      for (const [lane, count] of sizes) if (mayGo(lane)) size += count;
      return size;
    }

    enqueue(run: Run, { priority = 0, id, lane }: Partial<Place> = {}): void {
      const after = waiting.findLastIndex((other) => other.priority >= priority);
      waiting.splice(after + 1, 0, { priority, run, ...(id !== undefined && { id }), ...(lane !== undefined && { lane }) });
      resize(lane, 1);
    }

    dequeue(): Run | undefined {
      return take(waiting.findIndex(({ lane }) => mayGo(lane)))?.run;
    }

    remove(id: string): void {
      take(waiting.findIndex((other) => other.id === id));
    }

    setPriority(id: string, priority: number): void {
      const moved = take(waiting.findIndex((other) => other.id === id));
      if (moved) this.enqueue(moved.run, { ...moved, priority });
    }

    filter({ priority }: Readonly<Partial<Place>>): Run[] {
      return waiting.filter((other) => other.priority === priority).map(({ run }) => run);
    }
  }

  const queue = new PQueue<Lined, Place>({ ...limits, queueClass: Lined, strict: true });
  return {
    queue,
    get waiting() {
      return waiting.length;
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

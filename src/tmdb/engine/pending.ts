import type { Answer } from './cache.ts';
import type { TmdbError } from '../error.ts';
import type { Operation } from './operation.ts';
import { wishKey, type Wish } from '../resource.ts';

/** A wish that is not answered yet, and all who wait for it. */
export interface Pending {
  readonly wish: Wish;
  /** By which it is found and joined: that of its wish, until it is outdated. */
  key: string;
  readonly waiters: Set<Waiter>;
  attempts: number;
  /** Its key was missing when it was appended: asked once more, at its own path. */
  alone: boolean;
  /** Why the last attempt failed, while another one is still to come. */
  failure?: TmdbError;
  /** Its last place in the queue, which it keeps when it has to be sent again. */
  tag?: number;
  /** Set while a request carries it. */
  flight?: InFlight;
  /** Nobody asked for it: it only rides along. */
  prefetched?: boolean;
  /** What it is about was changed after it was sent: its answer is for those who wait, and for nobody else. */
  invalidated?: boolean;
  /** Waits for its next attempt, outside the queue. */
  backingOff?: boolean;
}

export interface Waiter {
  readonly operation: Operation;
  /** By `performance.now()`. */
  readonly since: number;
  settle(answer: Answer): void;
}

/** A request under way. */
export interface InFlight {
  readonly carries: readonly Pending[];
  readonly controller: AbortController;
}

export const newPending = (wish: Wish): Pending => ({ wish, key: wishKey(wish), waiters: new Set(), attempts: 0, alone: false });

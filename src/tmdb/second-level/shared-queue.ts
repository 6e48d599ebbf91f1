import type { Operation } from '../engine/operation.ts';
import type { PendingWishes } from '../engine/pending-wishes.ts';
import type { WishQueue } from '../engine/wish-queue.ts';
import { partOf, wishKey, type Wish } from '../resource.ts';
import type { SecondLevel } from './second-level.ts';

interface SharedQueueOptions {
  readonly queue: WishQueue;
  readonly secondLevel: SecondLevel;
  readonly pendings: Pick<PendingWishes, 'has'>;
  /** Throws when the operation has ended, or the engine is closed. */
  readonly assertRunning: (operation: Operation) => void;
}

/** Whether the part of a wish is kept at all. */
const isKept = (wish: Wish): boolean => wish.scope === undefined && !wish.confirms && partOf(wish).fresh !== undefined;

/** Asks the second level before a wish takes a place in the queue, unless an equal one has. */
export function createSharedQueue({ queue, secondLevel, pendings, assertRunning }: SharedQueueOptions): WishQueue {
  return {
    async join(wish, operation) {
      if (!isKept(wish) || pendings.has(wishKey(wish))) return queue.join(wish, operation);
      const loaded = await untilEnd(secondLevel.load(wish, 'usable'), operation);
      assertRunning(operation);
      if (!loaded) return queue.join(wish, operation).finally(() => secondLevel.leave(wish));
      const isFresh = loaded.freshFor > 0;
      operation.limitFreshness(performance.now() + loaded.freshFor);
      operation.cost[isFresh ? 'hits' : 'stale'] += 1;
      if (!isFresh) this.refresh(wish);
      return loaded.doc;
    },

    refresh(wish) {
      if (pendings.has(wishKey(wish))) return;
      // What another process refreshed, or does now, is loaded.
      void secondLevel.load(wish, 'fresh').then((loaded) => loaded ?? queue.refresh(wish));
    },
  };
}

/** Rejects with the reason for which the operation ends if that comes first. */
function untilEnd<T>(promise: Promise<T>, { signal, onEnd, offEnd }: Operation): Promise<T> {
  const { promise: ended, reject } = Promise.withResolvers<never>();
  const leave = (): void => reject(signal.reason);
  onEnd(leave);
  return Promise.race([promise, ended]).finally(() => offEnd(leave));
}

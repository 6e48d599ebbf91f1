import type { Availability } from './availability.ts';
import type { SecondLevelStore } from './store.ts';

/** The parts that this process fetches on behalf of all that share the store. */
export interface Locks {
  readonly size: number;
  add(key: string, isNeeded: () => boolean): void;
  /** Ends a lock that is no longer needed: other processes fetch the part themselves. */
  release(key: string): void;
  /** Forgets a lock that the store ended. */
  forget(key: string): void;
  /** Renews the locks that are still needed, and releases the others. */
  renew(): void;
  releaseAll(): Promise<unknown>;
}

/** @param timeout How many ms a command may take. */
export function createLocks({ locks }: Pick<SecondLevelStore, 'locks'>, availability: Availability, timeout: number): Locks {
  const held = new Map<string, () => boolean>();
  let released: string[] = [];

  const sendReleases = (): Promise<unknown> => {
    const keys = released;
    released = [];
    return locks && keys.length > 0 ? availability.ask(() => locks.release(keys), timeout) : Promise.resolve();
  };

  function release(key: string): void {
    const isNeeded = held.get(key);
    if (!isNeeded || isNeeded()) return;
    held.delete(key);
    if (released.length === 0) setImmediate(() => void sendReleases());
    released.push(key);
  }

  return {
    get size() {
      return held.size;
    },
    add(key, isNeeded) {
      if (locks) held.set(key, isNeeded);
    },
    release,
    forget: (key) => void held.delete(key),
    renew() {
      for (const key of held.keys()) release(key);
      if (locks && held.size > 0) void availability.ask(() => locks.renew([...held.keys()]), timeout);
    },
    releaseAll() {
      released.push(...held.keys());
      held.clear();
      return sendReleases();
    },
  };
}

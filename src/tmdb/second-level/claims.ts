import type { Availability } from './availability.ts';
import type { SecondLevelStore } from './store.ts';

/** The parts that this process fetches on behalf of all that share the store. */
export interface Claims {
  readonly size: number;
  add(key: string, isNeeded: () => boolean): void;
  /** Ends a claim that is no longer needed: other processes fetch the part themselves. */
  release(key: string): void;
  /** Forgets a claim that the store ended. */
  forget(key: string): void;
  /** Renews the claims that are still needed, and releases the others. */
  renew(): void;
  releaseAll(): Promise<unknown>;
}

/** @param timeout How many ms a command may take. */
export function createClaims({ claims }: Pick<SecondLevelStore, 'claims'>, availability: Availability, timeout: number): Claims {
  const held = new Map<string, () => boolean>();
  let released: string[] = [];

  const sendReleases = (): Promise<unknown> => {
    const keys = released;
    released = [];
    return claims && keys.length > 0 ? availability.ask(() => claims.release(keys), timeout) : Promise.resolve();
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
      if (claims) held.set(key, isNeeded);
    },
    release,
    forget: (key) => void held.delete(key),
    renew() {
      for (const key of held.keys()) release(key);
      if (claims && held.size > 0) void availability.ask(() => claims.renew([...held.keys()]), timeout);
    },
    releaseAll() {
      released.push(...held.keys());
      held.clear();
      return sendReleases();
    },
  };
}

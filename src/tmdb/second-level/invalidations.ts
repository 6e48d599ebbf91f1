import { resourceKey, type ResourceRef } from '../resource.ts';
import type { SecondLevelStore } from './store.ts';

/** Changed resources that are still to be removed from the store, which may be away. */
export interface Invalidations {
  readonly size: number;
  add(changed: ResourceRef): void;
  /** Sends all, also those that failed before: to be awaited before each lookup. */
  send(): Promise<void>;
}

/** Beyond, the oldest are dropped. */
const MAX_WAITING = 1000;

export function createInvalidations(store: Pick<SecondLevelStore, 'invalidate'>): Invalidations {
  const waiting = new Map<string, ResourceRef>();
  return {
    get size() {
      return waiting.size;
    },
    add({ resource, ref }) {
      const [oldest] = waiting.keys();
      if (waiting.size >= MAX_WAITING && oldest !== undefined) waiting.delete(oldest);
      waiting.set(resourceKey({ resource, ref }), { resource, ref });
    },
    async send() {
      if (waiting.size === 0) return;
      const sent = [...waiting];
      await store.invalidate(sent.map(([, changed]) => changed));
      for (const [key, changed] of sent) if (waiting.get(key) === changed) waiting.delete(key);
    },
  };
}

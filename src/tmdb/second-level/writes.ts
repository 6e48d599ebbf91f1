import { createAvailability, type Availability, type AvailabilityListener } from './availability.ts';
import type { Locks } from './locks.ts';
import { pack } from './entry.ts';
import type { SecondLevelStore, StoredPart } from './store.ts';

/** A document to write. */
export interface Write {
  readonly key: string;
  readonly resourceKey: string;
  readonly doc: object;
  readonly ttl: number;
}

/** Entries on their way to the store, the oldest first. No query waits for one. */
export interface Writes {
  has(key: string): boolean;
  add(write: Write): void;
  /** Drops what was not sent yet of a resource that was changed. */
  drop(resourceKey: string): void;
  /** Resolves when nothing waits any more. */
  flushed(): Promise<void>;
}

/** Entries that are packed in one turn of the event loop, in 2 ms at most, and sent as one command. */
const BATCH = 16;

/** Entries that may wait; beyond, the oldest are dropped. */
const MAX_WAITING = 2000;

/** Batches that fail in a row until no more are sent for a while. When the store is away as a whole, reads find that out first. */
const MAX_FAILURES = 10;

/** How many ms a batch may take. */
const TIMEOUT = 500;

interface WritesOptions {
  readonly store: SecondLevelStore;
  readonly reads: Pick<Availability, 'isAway'>;
  readonly locks: Pick<Locks, 'forget' | 'release'>;
  readonly listener: AvailabilityListener;
}

export function createWrites({ store, reads, locks, listener }: WritesOptions): Writes {
  const availability = createAvailability(listener, MAX_FAILURES);
  const waiting = new Map<string, Write>();
  let sending: Promise<void> | undefined;

  /** Sends batch after batch: a slow store gets fewer commands, not more at once. */
  async function send(): Promise<void> {
    while (waiting.size > 0) {
      // The response is on its way to the client first.
      await new Promise(setImmediate);
      const batch = [...waiting.values().take(BATCH)];
      // What cannot be read is not written: two lines of the log would say the same.
      if (reads.isAway) {
        waiting.clear();
        for (const { key } of batch) locks.release(key);
        break;
      }
      const parts = batch.flatMap((write) => packed(write) ?? []);
      const isDone = await availability.ask(async () => {
        await store.set(parts);
        return true;
      }, TIMEOUT);
      for (const write of batch) {
        if (waiting.get(write.key) === write) waiting.delete(write.key);
        if (isDone) locks.forget(write.key);
        else locks.release(write.key);
      }
    }
    sending = undefined;
  }

  /** Packs a document, and drops one that cannot be written: JSON.parse takes a depth at which JSON.stringify throws. */
  function packed({ doc, ...write }: Write): StoredPart | undefined {
    try {
      return { ...write, bytes: pack(write.key, doc) };
    } catch {
      return undefined;
    }
  }

  return {
    has: (key) => waiting.has(key),
    add(write) {
      if (reads.isAway || !availability.isAsked) return;
      waiting.delete(write.key);
      waiting.set(write.key, write);
      const [oldest] = waiting.keys();
      if (waiting.size > MAX_WAITING && oldest !== undefined) waiting.delete(oldest);
      sending ??= send();
    },
    drop(resourceKey) {
      for (const write of waiting.values()) if (write.resourceKey === resourceKey) waiting.delete(write.key);
    },
    flushed: async () => sending,
  };
}

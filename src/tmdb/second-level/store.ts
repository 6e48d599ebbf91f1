import { day } from '../duration.ts';
import { resourceKey, type ResourceRef } from '../resource.ts';
import { digest } from './entry.ts';

/** TMDB's terms allow no longer use of what was fetched. No part's own rules come near. */
export const MAX_TTL = 180 * day;

/** Names a resource in the stores of all releases. */
export const resourceDigest = (resource: ResourceRef): string => digest(resourceKey(resource));

/** An entry to look up. */
export interface Lookup {
  readonly key: string;
  /** Of the resource that the part is of. */
  readonly resourceKey: string;
  /** An entry that expires within this many ms does not do: then this process fetches the part, unless another one does. */
  readonly minTtl: number;
}

export interface Found {
  readonly bytes: Uint8Array | undefined;
  /** Milliseconds until the entry expires. */
  readonly ttl: number;
  /** Whether another process fetches the part at this moment. */
  readonly isLocked: boolean;
}

/** An entry to write. */
export interface StoredPart {
  readonly key: string;
  readonly resourceKey: string;
  readonly bytes: Uint8Array;
  /** Milliseconds after which it expires. */
  readonly ttl: number;
}

/** Called with what other processes did. */
export interface StoreListener {
  /** A part that another process fetched is there, or will not come. */
  onReleased(key: string): void;
  onInvalidated(changed: ResourceRef): void;
}

/** A home of the second level. Any promise may reject, or never settle. */
export interface SecondLevelStore {
  /** How the log names it. */
  readonly name: string;
  /** Maximum time in ms that a read is worth: TMDB itself answers in about 50. */
  readonly timeout: number;
  /** Resolves when it can be asked, or cannot be opened; never rejects. */
  readonly ready: Promise<void>;
  /** Looks up entries. Where processes share the store, a part that must be fetched is locked by the first one that asks. */
  get(lookups: readonly Lookup[]): Promise<readonly Found[]>;
  /** Writes entries, which ends the locks on them. */
  set(parts: readonly StoredPart[]): Promise<void>;
  /** Removes all entries of resources, here and in the memory of other processes. */
  invalidate(changed: readonly ResourceRef[]): Promise<void>;
  /** The locks of this process; absent where no other process shares the store. */
  readonly locks?: {
    /** Keeps locks from expiring, which they do within a second. */
    renew(keys: readonly string[]): Promise<void>;
    /** Ends locks on parts that did not come. */
    release(keys: readonly string[]): Promise<void>;
  };
  /** To be called once. */
  listen(listener: StoreListener): void;
  close(): Promise<void>;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { Passing } from '../../passing.ts';
import { second } from '../duration.ts';
import { partOf, wishKey, type ResourceRef, type Wish } from '../resource.ts';
import { createAvailability, type AvailabilityListener } from './availability.ts';
import { createLocks } from './locks.ts';
import { createKeys, unpack } from './entry.ts';
import { createInvalidations } from './invalidations.ts';
import { MAX_TTL, resourceDigest, type Found, type Lookup, type SecondLevelStore } from './store.ts';
import { createWrites } from './writes.ts';

/** `usable`: a stale part will do. */
const NEEDS = ['usable', 'fresh'] as const;
type Need = (typeof NEEDS)[number];

/** A part that the second level had. */
export interface Loaded {
  readonly doc: object;
  /** For how many ms from now it is fresh; negative when it is stale. */
  readonly freshFor: number;
}

/**
 * The memory that outlives a process, and that the processes of a fleet share, below the one in memory. It has public parts
 * alone, by the same keys and rules of freshness.
 */
export interface SecondLevel {
  /**
   * Looks a part up that memory lacks, with all that are looked up in this turn of the event loop. While another process
   * fetches it, this waits for that. Undefined when this process must fetch it itself.
   */
  load(wish: Wish, need: Need): Promise<Loaded | undefined>;
  /** Ends what a load began that returned undefined, once nothing is pending for it. */
  leave(wish: Wish): void;
  /** Writes a part, later. @param asked The same wish under the ref of the operation, which finds it too. */
  keep(wish: Wish, asked: Wish, doc: object, lifetime: number): void;
  /** Removes the parts of a changed resource everywhere. */
  invalidate(changed: ResourceRef): void;
  close(): Promise<void>;
}

export interface SecondLevelListener {
  /** The store may answer, and yet take nothing more, when it is full. */
  readonly reads: AvailabilityListener;
  readonly writes: AvailabilityListener;
  /** The second level was looked up for some wishes. */
  onLookup(result: 'hit' | 'miss' | 'error', count: number): void;
}

/** A store with what the engine needs to use it. */
export interface SecondLevelHome {
  readonly store: SecondLevelStore;
  /** TMDB's origin: documents of another TMDB are other documents. */
  readonly origin: string;
  readonly listener: SecondLevelListener;
}

export interface SecondLevelOptions extends SecondLevelHome {
  /** Whether a request for the wish of this key waits or is under way. */
  readonly isPending: (wishKey: string) => boolean;
  /** Puts a part into memory. */
  readonly restore: (wish: Wish, loaded: Loaded) => void;
  /** Removes a resource from memory that another process changed. */
  readonly onInvalidated: (changed: ResourceRef) => void;
  /** Longest that a wish waits for another process, in ms. */
  readonly maxWait: number;
}

/** Reads that fail in a row until the store counts as away. */
const MAX_FAILED_READS = 3;

/** Lookups in one command. */
const BATCH = 100;

/** How long the first lookups wait for a store that is being opened, and a closing gateway for its last writes, in ms. */
const START_TIMEOUT = 2 * second;
const CLOSE_TIMEOUT = 0.5 * second;

/** Interval at which locks are renewed, and at which parts are looked up that another process fetches, whose message may be lost. */
const TICK = 200;

const idOf = (key: string, need: Need): string => `${need} ${key}`;

interface Query extends Lookup {
  readonly wish: Wish;
  readonly since: number;
  readonly promise: Promise<Loaded | undefined>;
  /** Also ends it. */
  resolve(loaded: Loaded | undefined): void;
  state: 'asked' | 'waiting' | 'ended';
}

function newQuery(wish: Wish, key: string, need: Need, onEnd: () => void): Query {
  const { error, stale } = freshnessOf(wish);
  const { promise, resolve } = Promise.withResolvers<Loaded | undefined>();
  const query: Query = {
    key,
    resourceKey: resourceDigest(wish),
    minTtl: need === 'fresh' ? error : error - stale,
    wish,
    since: performance.now(),
    promise,
    resolve(loaded) {
      query.state = 'ended';
      onEnd();
      resolve(loaded);
    },
    state: 'asked',
  };
  return query;
}

export function createSecondLevel(options: SecondLevelOptions): SecondLevel {
  const { store, listener, isPending, restore, maxWait } = options;
  const availability = createAvailability(listener.reads, MAX_FAILED_READS);
  const locks = createLocks(store, availability, store.timeout);
  const writes = createWrites({ store, reads: availability, locks, listener: listener.writes });
  const invalidations = createInvalidations(store);
  const keyOf = createKeys(options.origin);
  /** By what is looked up, and for what. */
  const queries = new Passing<Query>();
  let next: Query[] = [];
  /** Resolves when the first lookups have waited long enough for the store. */
  let opened: Promise<unknown> | undefined;
  let ticking: NodeJS.Timeout | undefined;
  store.listen({
    onReleased(key) {
      for (const need of NEEDS) {
        const query = queries.get(idOf(key, need));
        if (query?.state === 'waiting') ask(query);
      }
    },
    onInvalidated(changed) {
      forget(changed);
      options.onInvalidated(changed);
    },
  });

  function ask(query: Query): void {
    query.state = 'asked';
    if (next.length === 0) {
      setImmediate(() => {
        const batch = next;
        next = [];
        for (let first = 0; first < batch.length; first += BATCH) void send(batch.slice(first, first + BATCH));
      });
    }
    next.push(query);
  }

  async function send(batch: readonly Query[]): Promise<void> {
    await (opened ??= Promise.race([store.ready, sleep(START_TIMEOUT, undefined, { ref: false })]));
    const found = await availability.ask(async () => {
      await invalidations.send();
      return store.get(batch);
    }, store.timeout);
    if (!found) listener.onLookup('error', batch.length);
    for (const [index, query] of batch.entries()) take(query, found?.[index]);
  }

  function take(query: Query, found: Found | undefined): void {
    if (query.state === 'ended') return;
    const { wish, key } = query;
    const loaded = found && read(query, found);
    if (loaded) restore(wish, loaded);
    if (found && loaded && found.ttl > query.minTtl) {
      listener.onLookup('hit', 1);
      query.resolve(loaded);
    } else if (found?.isLocked && performance.now() < query.since + maxWait) {
      query.state = 'waiting';
      startTicking();
    } else {
      if (found) listener.onLookup('miss', 1);
      if (found && !found.isLocked) {
        locks.add(key, () => isPending(wishKey(wish)) || writes.has(key));
        if (locks.size > 0) startTicking();
      }
      query.resolve(undefined);
    }
  }

  /** Renews locks, and asks again for what other processes fetch; there is no timer without either. */
  function startTicking(): void {
    ticking ??= setInterval(() => {
      const waiting = queries.values().filter(({ state }) => state === 'waiting');
      locks.renew();
      for (const query of waiting) ask(query);
      if (invalidations.size > 0) void availability.ask(invalidations.send, store.timeout);
      if (locks.size + waiting.length + invalidations.size > 0) return;
      clearInterval(ticking);
      ticking = undefined;
    }, TICK).unref();
  }

  function forget(changed: ResourceRef): void {
    const changedKey = resourceDigest(changed);
    writes.drop(changedKey);
    for (const query of queries.values()) if (query.resourceKey === changedKey) query.resolve(undefined);
  }

  return {
    load(wish, need) {
      const key = keyOf(wish);
      const id = idOf(key, need);
      const equal = queries.get(id);
      if (equal) return equal.promise;
      if (!availability.isAsked) return Promise.resolve(undefined);
      const query = newQuery(wish, key, need, () => queries.delete(id));
      queries.set(id, query);
      ask(query);
      return query.promise;
    },
    leave: (wish) => locks.release(keyOf(wish)),
    keep(wish, asked, doc, lifetime) {
      const ttl = Math.min(lifetime + freshnessOf(wish).error, MAX_TTL);
      for (const key of new Set([keyOf(asked), keyOf(wish)])) writes.add({ key, resourceKey: resourceDigest(wish), doc, ttl });
    },
    invalidate(changed) {
      forget(changed);
      invalidations.add(changed);
      void availability.ask(invalidations.send, store.timeout);
      startTicking();
    },
    async close() {
      clearInterval(ticking);
      for (const query of queries.values()) query.resolve(undefined);
      await inTime(writes.flushed());
      await locks.releaseAll();
      await inTime(store.close());
    },
  };
}

/** Waits for the end of something, as long as a closing gateway may. */
const inTime = (end: Promise<unknown>): Promise<unknown> => Promise.race([end, sleep(CLOSE_TIMEOUT, undefined, { ref: false })]);

/** The rules of a part that may be kept. */
function freshnessOf(wish: Wish) {
  const { fresh } = partOf(wish);
  if (!fresh || wish.scope) throw new TypeError('a personal part has no entry');
  return fresh;
}

/** Reads an entry, unless it would be usable for longer than one that is written now: then a clock is wrong. */
function read({ wish, key }: Query, { bytes, ttl }: Found): Loaded | undefined {
  const { ceiling, error } = freshnessOf(wish);
  if (!bytes || ttl <= 0 || ttl > Math.min(ceiling + error, MAX_TTL)) return undefined;
  const doc = unpack(key, bytes);
  return doc && { doc, freshFor: ttl - error };
}

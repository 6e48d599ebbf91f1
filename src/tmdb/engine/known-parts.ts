import { LRUCache } from 'lru-cache';
import type { Age, Answer, EntryId, PartCache } from './cache.ts';
import { minute } from '../duration.ts';
import { TmdbError } from '../error.ts';
import { NUMBER } from '../id.ts';
import type { Observer } from './observer.ts';
import type { Operation, Used } from './operation.ts';
import type { Pending } from './pending.ts';
import { planAround } from './plan.ts';
import { partOf, resourceKey, wishKey, type ResourceRef, type Wish } from '../resource.ts';

/** For how long "not found" is remembered. No other failure is. */
const NOT_FOUND_LIFETIME = minute;

/** Maximum number of other refs (IMDb ids) that are remembered. */
const MAX_REFS = 20_000;

/** Everything that is known without a request: cached parts, the refs of a resource, and parts that a resource cannot have. */
export interface KnownParts {
  /** The same wish under the ref that TMDB itself uses: `movie/tt0133093` → `movie/603`. */
  canonical<Of extends Pick<Wish, 'resource' | 'ref' | 'scope'>>(wish: Of): Of;
  /** The answer of the cache, unless it is only for when TMDB fails. Counts as a read of the entry and in the operation's cost. */
  lookUp(wish: Wish, operation: Reader): Looked | undefined;
  /** The same, but only for a document that is fresh; otherwise this is no lookup. */
  lookUpFresh(wish: Wish, operation: Reader): Looked | undefined;
  /** Notes which of the cached answers these are; undefined unless {@link lookUp} would find all of them. */
  remember(used: readonly Used[]): KnownAnswers | undefined;
  /** Looks all of them up; undefined when one is another answer by now, or none. @returns The wishes whose answers are stale. */
  recall(answers: KnownAnswers, reader: Reader): Wish[] | undefined;
  /** Whether {@link lookUp} would find an answer, or {@link isMissing} holds. */
  isAnswered(wish: Wish): boolean;
  /** Whether fresh details rule the part out, so that it need not be requested. */
  isMissing(wish: Wish): boolean;
  /** A document to use when TMDB fails or accepts no requests, however stale, counted in the cost of these operations. */
  ifError(key: string, operations: Iterable<Operation>): Extract<Answer, { doc: unknown }> | undefined;
  /** The wishes of the one request that refreshes a stale part: those parts that were read lately, are stale or nearly so, and fit into it. */
  dueWith(wish: Wish): Wish[];
  /** Learns the other refs of a resource from its details. */
  learnRefs(wish: Wish, details: Record<string, unknown>): void;
  /** Keeps a document of another process or an earlier one, unless there is one that is as fresh. @param freshFor In ms from now; may be negative. */
  restore(wish: Wish, doc: object, freshFor: number): void;
  /** Keeps a document if it may be kept. @returns For how many ms from now it is fresh. */
  keep(pending: Pending, doc: object, maxAge: number): number;
  /** Remembers "not found" for a while, if it may be remembered. */
  keepNotFound(pending: Pending, error: TmdbError): void;
  invalidate(changed: ResourceRef): void;
}

/** Answers of the cache. */
export type KnownAnswers = readonly EntryId[];

type Read = NonNullable<ReturnType<PartCache['get']>>;

/** What a lookup found. */
export interface Looked {
  readonly answer: Answer;
  readonly id: EntryId;
  readonly age: 'fresh' | 'stale';
}

const isSame = (one: Answer, other: Answer): boolean =>
  'doc' in one ? 'doc' in other && one.doc === other.doc : 'error' in other && one.error === other.error;

/** An operation that reads what is cached. */
export type Reader = Pick<Operation, 'cost' | 'limitFreshness'>;

const usable = (age: Age): age is 'fresh' | 'stale' => age !== 'stale-if-error';

/** Whether a resource with these details can have the part of the wish. */
export const mayHave = ({ resource, part }: Wish, details: object): boolean => resource.has?.(details as never, part) ?? true;

export const noSuchPart = (): TmdbError =>
  new TmdbError({ code: 'NOT_FOUND', message: 'TMDB does not list this part of the resource.', fault: 'caller', retry: 'no' });

/** Counts a read of the cache. */
function countRead(
  { answer, id, freshUntil }: Read,
  age: Looked['age'],
  { limitFreshness, cost }: Reader,
  { onCacheLookup }: Observer,
): Looked {
  onCacheLookup(age === 'fresh' ? 'hit' : 'stale', 1);
  limitFreshness(freshUntil);
  cost[age === 'fresh' ? 'hits' : 'stale'] += 1;
  return { answer, id, age };
}

/** Called with a document that is kept, by its canonical wish and by that of the operation. @param lifetime For how many ms from now it is fresh. */
export type OnKept = (wish: Wish, asked: Wish, doc: object, lifetime: number) => void;

export function createKnownParts(cache: PartCache, observer: Observer, onKept?: OnKept): KnownParts {
  const canonicalRefs = new LRUCache<string, string>({ max: MAX_REFS });

  function canonical<Of extends Pick<Wish, 'resource' | 'ref' | 'scope'>>(wish: Of): Of {
    if (NUMBER.test(wish.ref)) return wish; // As most are: a number is TMDB's own.
    const ref = canonicalRefs.get(resourceKey(wish));
    return ref === undefined ? wish : { ...wish, ref };
  }

  function isMissing(wish: Wish): boolean {
    if (!wish.resource.has || wish.part === 'details') return false;
    const details = cache.get(wishKey({ ...wish, part: 'details' }));
    return details?.age === 'fresh' && 'doc' in details.answer && !mayHave(wish, details.answer.doc as object);
  }

  function learnRefs(wish: Wish, details: Record<string, unknown>): void {
    const [canonicalRef, ...others] = wish.resource.refs?.(details as never) ?? [];
    if (canonicalRef === undefined) return;
    for (const ref of others) canonicalRefs.set(resourceKey({ ...wish, ref }), canonicalRef);
  }

  return {
    canonical,
    isMissing,
    learnRefs,

    lookUp(wish, operation) {
      const entry = cache.get(wishKey(wish));
      if (!entry || !usable(entry.age)) {
        observer.onCacheLookup('miss', 1);
        return undefined;
      }
      return countRead(entry, entry.age, operation, observer);
    },

    lookUpFresh(wish, operation) {
      const entry = cache.get(wishKey(wish));
      return entry?.age === 'fresh' && 'doc' in entry.answer ? countRead(entry, 'fresh', operation, observer) : undefined;
    },

    remember(used) {
      const answers = used.flatMap(({ wish, answer, id }) => {
        if (id) return [id]; // Whether it still is what is cached is found out when it is recalled.
        const found = cache.peek(wishKey(wish));
        return found && answer && isSame(found.answer, answer) ? [found.id] : [];
      });
      return answers.length === used.length ? answers : undefined;
    },

    recall(answers, { cost, limitFreshness }) {
      const now = performance.now();
      const stale: Wish[] = [];
      let untilAll = Infinity;
      for (const id of answers) {
        const freshUntil = cache.reread(id, now);
        if (freshUntil === undefined) return undefined;
        if (freshUntil <= now) stale.push(id.wish);
        untilAll = Math.min(untilAll, freshUntil);
      }
      const hits = answers.length - stale.length;
      limitFreshness(untilAll);
      cost.hits += hits;
      cost.stale += stale.length;
      if (hits > 0) observer.onCacheLookup('hit', hits);
      if (stale.length > 0) observer.onCacheLookup('stale', stale.length);
      return stale;
    },

    isAnswered(wish) {
      const entry = cache.get(wishKey(wish));
      return (entry !== undefined && usable(entry.age)) || isMissing(wish);
    },

    ifError(key, operations) {
      const entry = cache.get(key);
      if (!entry || !('doc' in entry.answer)) return undefined;
      for (const { cost } of operations) cost.stale += 1;
      return entry.answer;
    },

    dueWith(wish) {
      const key = wishKey(wish);
      const dues = cache.nearlyStale(wish).map((due) => ({ wish: due }));
      const first = dues.find((due) => wishKey(due.wish) === key);
      return first ? planAround(first, dues).brings.map((due) => due.wish) : [];
    },

    restore(asked, doc, freshFor) {
      if (asked.part === 'details') learnRefs(asked, doc as Record<string, unknown>);
      const wish = canonical(asked);
      const key = wishKey(wish);
      const known = cache.get(key);
      const { fresh } = partOf(wish);
      if (fresh && !(known && known.freshUntil >= performance.now() + freshFor)) cache.set(key, wish, { doc }, freshFor, fresh);
    },

    keep({ wish: requested, invalidated, prefetched, waiters }, doc, maxAge) {
      const { fresh } = partOf(requested);
      if (requested.scope !== undefined || fresh === undefined || invalidated) return 0;
      // A movie requested by its IMDb id is kept under TMDB's own.
      const wish = canonical(requested);
      const lifetime = Math.min(Math.max(maxAge, fresh.floor), fresh.ceiling);
      if (prefetched && waiters.size === 0) cache.setPrefetched(wishKey(wish), wish, { doc }, lifetime, fresh);
      else cache.set(wishKey(wish), wish, { doc }, lifetime, fresh);
      onKept?.(wish, requested, doc, lifetime);
      return lifetime;
    },

    keepNotFound({ key, wish, prefetched, invalidated }, error) {
      // TMDB says it with a 404; with another HTTP status, something else went wrong.
      if (error.code !== 'NOT_FOUND' || (error.http ?? 404) !== 404 || wish.scope !== undefined || prefetched || invalidated) return;
      cache.set(key, wish, { error }, NOT_FOUND_LIFETIME);
    },

    invalidate: (changed) => cache.invalidate(changed),
  };
}

import { minute } from '../duration.ts';
import { MAX_APPENDED } from './bins.ts';
import type { PlannedRequest } from './plan.ts';
import { partOf, type Parameter, type Query, type Resource, type Wish } from '../resource.ts';

/**
 * How often operations want each part of each kind of resource. Appended parts cost bytes but no request, so while requests
 * are scarce a request that is sent anyway also brings the parts that operations will probably want next, in its language.
 */
export interface PartUsage {
  /** Learns the wishes with which operations begin that are known beforehand. Operations that are run outweigh them soon. */
  learn(documents: readonly (readonly Wish[])[]): void;
  /** Counts a wish, or several like it, wherever their answers come from. */
  record(wish: Wish, times?: number): void;
  /** Puts wishes together that count alike. */
  summarise(wishes: readonly Wish[]): TimesWished[];
  /** Predicts a part no more for a while, as TMDB failed at a request for it. */
  suspend(wish: Wish): void;
  /** The parts that fit into a request without changing its query, the most often wanted first. */
  predict(request: PlannedRequest): Wish[];
}

/** Wishes that count alike. */
export interface TimesWished {
  /** One of them. */
  readonly wish: Wish;
  readonly times: number;
}

/** The share of operations on a kind of resource that must want a part for it to be predicted. */
const USUAL_SHARE = 0.1;

/** Operations on a kind of resource before anything is predicted, and after which earlier ones count half. */
const MIN_OPERATIONS = 20;
const HALVE_AFTER = 500;

/** Time for which a part is not predicted after a failure. */
const SUSPENSION = minute;

/** Maximum number of parts, by part and query, that are counted for one kind of resource. */
const MAX_COUNTED = 100;

/** Parts that are large, short-lived or specific to one resource. */
const NEVER_PREFETCHED: ReadonlySet<string> = new Set(['details', 'changes', 'lists', 'account_states']);

interface Counted {
  readonly part: string;
  readonly query: Query;
  count: number;
  /** By `performance.now()`; not predicted before. */
  suspendedUntil: number;
}

interface Kind {
  /** Operations on it: those known beforehand, then those that wish for its details. */
  total: number;
  readonly parts: Map<string, Counted>;
}

export function createPartUsage(): PartUsage {
  /** By the name of the resource, of which there are about ten. */
  const kinds = new Map<string, Kind>();

  function halve(kind: Kind): void {
    kind.total /= 2;
    for (const [key, counted] of kind.parts) {
      counted.count /= 2;
      if (counted.count < 1) kind.parts.delete(key);
    }
  }

  function kindOf({ name }: Resource): Kind {
    const known = kinds.get(name);
    if (known) return known;
    const kind = { total: 0, parts: new Map<string, Counted>() };
    kinds.set(name, kind);
    return kind;
  }

  function count(wish: Wish, { parts }: Kind, weight: number): void {
    const { part, query } = wish;
    if (NEVER_PREFETCHED.has(part) || part.startsWith('season/')) return;
    const key = keyOf(wish);
    const counted = parts.get(key);
    if (counted) counted.count += weight;
    else if (parts.size < MAX_COUNTED) parts.set(key, { part, query, count: weight, suspendedUntil: 0 });
  }

  return {
    learn(documents) {
      const resources = new Set(documents.flat().map(({ resource }) => resource));
      for (const resource of resources) {
        if (!resource.appends) continue;
        const concerned = documents.map((wishes) => wishes.filter((wish) => wish.resource === resource && !wish.scope));
        const weight = MIN_OPERATIONS / concerned.filter((wishes) => wishes.length > 0).length;
        const kind = kindOf(resource);
        kind.total += MIN_OPERATIONS;
        for (const wish of concerned.flat()) count(wish, kind, weight);
      }
    },

    record(wish, times = 1) {
      const { resource, part, scope } = wish;
      if (!resource.appends || scope) return;
      const kind = kindOf(resource);
      if (part === 'details') kind.total += times;
      if (kind.total > HALVE_AFTER) halve(kind);
      count(wish, kind, times);
    },

    summarise: (wishes) =>
      [...Map.groupBy(wishes, (wish) => `${wish.resource.name}/${keyOf(wish)}`).values()].flatMap((alike) => {
        const [wish] = alike;
        return wish?.resource.appends ? [{ wish, times: alike.length }] : [];
      }),

    suspend(wish) {
      const counted = kinds.get(wish.resource.name)?.parts.get(keyOf(wish));
      if (counted) counted.suspendedUntil = performance.now() + SUSPENSION;
    },

    predict({ append, brings: [first], query }) {
      if (!first) return [];
      const { resource, ref } = first.wish;
      const kind = kinds.get(resource.name);
      if (!kind || kind.total < MIN_OPERATIONS) return [];
      const now = performance.now();
      const fits = ({ part, query: wanted, suspendedUntil }: Counted): boolean =>
        suspendedUntil <= now &&
        !append.includes(part) &&
        partOf({ resource, part }).varies.every((parameter) => isSame(parameter, wanted, query));
      return [...kind.parts.values()]
        .filter((counted) => counted.count >= USUAL_SHARE * kind.total && fits(counted))
        .toSorted((a, b) => b.count - a.count)
        .filter(({ part }, index, all) => all.findIndex((other) => other.part === part) === index)
        .slice(0, MAX_APPENDED - append.length)
        .map(({ part, query: wanted }) => ({
          resource,
          ref,
          part,
          query: { ...wanted, ...('language' in wanted && { language: query.language ?? null }) },
        }));
    },
  };
}

/** What wishes for a kind of resource share that count alike. The language does not matter. */
function keyOf({ resource, part, query }: Wish): string {
  let key = part;
  for (const parameter of partOf({ resource, part }).varies) if (parameter !== 'language') key += `&${query[parameter] ?? ''}`;
  return key;
}

/** Whether a part wants the value that the request sends, or none where it sends none. The language is always the request's. */
const isSame = (parameter: Parameter, wanted: Query, sent: Query): boolean =>
  parameter === 'language' || (wanted[parameter] ?? null) === (parameter in sent ? (sent[parameter] ?? null) : null);

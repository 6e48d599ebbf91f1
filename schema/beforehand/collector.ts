import { getNamedType, type GraphQLOutputType } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { Each, Need, Needs } from '../../src/tmdb/need.ts';
import { partOf, wishKey, type Wish } from '../../src/tmdb/resource.ts';
import type { Context } from '../core/context.ts';
import type { Declaration, Place } from '../core/declaration.ts';
import { onBehalfOf } from '../core/node.ts';

/**
 * Number of fields and documents that are priced, counted once for all objects of which an operation selects the same. A
 * document within its limits may select more, by types that lead to each other, or by lists of ids of which each object is on
 * some others: it needs no less than the first of it.
 */
const MAX_PRICED = 3_000;

/** Refs that stand for unknown ones are numbers that TMDB does not reach. */
const FIRST_UNKNOWN = 2_000_000_001;

/** Ends the refs of types that are not named by a number alone. */
const REF_ENDS: ReadonlyMap<string, string> = new Map([
  ['TvSeason', '-1'],
  ['TvEpisode', '-1-1'],
]);

/** Collects what an operation needs, until {@link MAX_PRICED} is reached. */
export interface Collector {
  /** Adds a need for an object at a place, unless the caller is not allowed it. Several fields for one document become one need. */
  add(need: Need, at: Place): void;
  /** Adds what a field declares. */
  price(declaration: Declaration, args: never, at: Place, need: Pick<Need, 'path' | 'times' | 'isRow'>): void;
  /** Adds what `read` adds for one of several objects as needed for each of them. @param read Gets the ref that stands for theirs. */
  ofEach(refs: readonly string[], read: (ref: string) => void): void;
  /** The place of an object of which nothing is known but what leads to it: its rows are the same whichever alias, page size or way from a connection asks for them. */
  place(type: GraphQLOutputType, ...way: readonly string[]): Place;
  /** Counts a field. @returns False when it is one too many. */
  spend(): boolean;
  all(): Needs;
}

export function createCollector(context: Context, locale: Locale): Collector {
  const byKey = new Map<string, Need>();
  let left = MAX_PRICED;
  const unknown = new Map<string, string>();
  const unknownNumbers = new Set<string>();
  let nextNumber = FIRST_UNKNOWN;
  let each: Each | undefined;

  const newNumber = (): string => String(nextNumber++);

  const isAllowed = (wish: Wish): boolean => partOf(wish).personal?.some((kind) => context.signedIn.includes(kind)) ?? true;

  function add(need: Need, at: Place): void {
    if (!isAllowed(need.wish) || need.times.atMost === 0) return;
    const wish = onBehalfOf(at, need.wish);
    const ofWish = wishKey(wish);
    const [number = ''] = at.ref.split('-', 1);
    const isUnknown = unknownNumbers.has(number);
    const isRow = need.isRow || isUnknown;
    // A document that does not depend on the object is the same for all.
    const isOfEach = each && (isUnknown || number === each.standIn) && ofWish.includes(number);
    // Each field whose documents lead to further wishes may lead to others.
    const key = `${isRow} ${need.more ? need.path : ''} ${ofWish}`;
    const before = byKey.get(key);
    if (!before) left -= 1;
    const one = { ...need, wish, isRow, ...(isOfEach && { each }) };
    byKey.set(key, before ? mergeNeeds(before, one) : one);
  }

  return {
    add,
    price(declaration, args, at, need) {
      try {
        const more = typeof declaration.more === 'function' ? declaration.more(args, at, context) : declaration.more;
        for (const wish of declaration.wishes(args, locale, at, context)) add({ ...need, wish, more }, at);
      } catch {
        // The field itself will report its bad argument when it is executed.
      }
    },
    ofEach(refs, read) {
      const [only] = refs;
      if (only === undefined || refs.length === 1) return read(only ?? '');
      each = { standIn: newNumber(), refs };
      read(each.standIn);
      each = undefined;
    },
    place(type, ...way) {
      const { name } = getNamedType(type);
      const key = JSON.stringify([name, ...way]);
      const number = unknown.get(key) ?? newNumber();
      unknown.set(key, number);
      unknownNumbers.add(number);
      return { ref: `${number}${REF_ENDS.get(name) ?? ''}` };
    },
    spend() {
      left -= 1;
      return left >= 0;
    },
    all: () => ({ list: [...byKey.values()], isCut: left < 0 }),
  };
}

/** The field that is likely to need the document first stands for both. */
function mergeNeeds(a: Need, b: Need): Need {
  const { path } = a.times.likely === 0 ? b : a;
  const times = {
    certain: Math.max(a.times.certain, b.times.certain),
    likely: Math.max(a.times.likely, b.times.likely),
    atMost: Math.max(a.times.atMost, b.times.atMost),
  };
  return { ...a, path, times, more: a.more ?? b.more };
}

import type { Guest } from './sessions.ts';
import type { Thing } from './thing.ts';
import type { User } from './users.ts';

export type Owner = User | Guest;

/** One thing on a shelf, since when, and for a rating its value. */
export interface Mark {
  readonly thing: Thing;
  readonly at: Date;
  readonly value?: number;
}

/** What each person marked in one way: rated, as a favourite, to watch. In the order in which it was first marked. */
export interface Shelf {
  of(owner: Owner): ReadonlyMap<string, Mark>;
  /** @returns Whether it was there before; then it keeps its place and time. */
  put(owner: Owner, thing: Thing, value?: number): boolean;
  remove(owner: Owner, thing: Thing): void;
}

/** On one shelf of one person: then the oldest makes room, as a sandbox that runs for days must not fill its memory. */
const MOST = 1000;

export function createShelf(): Shelf {
  // Weak: what a forgotten guest rated is forgotten too.
  const shelves = new WeakMap<Owner, Map<string, Mark>>();
  const of = (owner: Owner): Map<string, Mark> => {
    const marks = shelves.get(owner) ?? new Map<string, Mark>();
    shelves.set(owner, marks);
    return marks;
  };
  return {
    of,
    put(owner, thing, value) {
      const marks = of(owner);
      const before = marks.get(thing.key);
      marks.set(thing.key, { thing, at: before?.at ?? new Date(), ...(value !== undefined && { value }) });
      const [oldest] = marks.keys();
      if (marks.size > MOST && oldest !== undefined) marks.delete(oldest);
      return before !== undefined;
    },
    remove: (owner, thing) => void of(owner).delete(thing.key),
  };
}

import { LRUCache } from 'lru-cache';

/**
 * Start-time fair queueing: a small query overtakes one that wants 500 objects, and no caller starves.
 * @see https://ieeexplore.ieee.org/document/641763
 */
export interface Fairness {
  /** The tag of a caller's next ticket; the lowest tag is served first. Charged to the caller: its later tickets get higher tags. */
  tag(caller: string): number;
  /** The same tag, without the charge. */
  peek(caller: string): number;
  /** Gives back the charge for one tag: its ticket left the queue without a slot. */
  refund(caller: string): void;
  /**
   * Moves up a caller's tickets after such refunds: to the tags that they would get now, if nothing had been before them.
   * @param tags Those of the tickets, the lowest first.
   * @returns Their new tags, none of which is higher.
   */
  retag(caller: string, tags: readonly number[]): number[];
  /** A ticket with this tag got its slot. */
  served(tag: number): void;
}

/** Callers that are remembered; one beyond them starts again at the virtual time. */
const MAX_CALLERS = 10_000;

export function createFairness(): Fairness {
  const last = new LRUCache<string, number>({ max: MAX_CALLERS });
  let virtual = 0;
  const peek = (caller: string): number => Math.max(virtual, last.get(caller) ?? 0) + 1;
  return {
    peek,
    tag(caller) {
      const tag = peek(caller);
      last.set(caller, tag);
      return tag;
    },
    refund(caller) {
      const tag = last.get(caller);
      if (tag !== undefined) last.set(caller, tag - 1);
    },
    retag(caller, tags) {
      let before = virtual;
      const moved = tags.map((tag) => (before = Math.min(tag, Math.max(virtual, before) + 1)));
      last.set(caller, Math.max(before, last.get(caller) ?? 0));
      return moved;
    },
    served(tag) {
      virtual = Math.max(virtual, tag);
    },
  };
}

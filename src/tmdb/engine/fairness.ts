import { LRUCache } from 'lru-cache';
import { Passing } from '../../passing.ts';

/** What a caller was charged for a place in the queue. */
export interface Charge {
  readonly caller: string;
  /** Its place: the lowest is served first. Becomes lower when the caller gets another charge back. */
  readonly tag: number;
}

/**
 * Start-time fair queueing: a small query overtakes one that wants 500 objects, and no caller starves.
 * @see https://ieeexplore.ieee.org/document/641763
 */
export interface Fairness {
  /** Charges a caller for a place: its later places get higher tags. @param onMoved Called when the tag became lower. */
  charge(caller: string, onMoved: () => void): Charge;
  /** The tag that the caller would be charged now. */
  peek(caller: string): number;
  /** The lowest tag that any caller would be charged now. */
  readonly lowest: number;
  /** Ends a charge: its place got a slot, or the caller needs no longer pay for it. */
  end(charge: Charge): void;
  /**
   * Gives back a charge that has not ended: its place was left without a slot. In the next turn of the event loop, when all that
   * the caller left has been given back, its other places move up to where they would be if it had never had those.
   */
  refund(charge: Charge): void;
  /** A place with this tag got its slot. */
  served(tag: number): void;
}

interface OpenCharge extends Charge {
  tag: number;
  readonly onMoved: () => void;
}

/** Callers that are remembered; one beyond them starts again at the virtual time. */
const MAX_CALLERS = 10_000;

export function createFairness(): Fairness {
  const last = new LRUCache<string, number>({ max: MAX_CALLERS });
  const open = new Passing<Set<Charge>>();
  /** The callers that got something back in this turn of the event loop. */
  let refunded: Set<string> | undefined;
  let virtual = 0;
  const peek = (caller: string): number => Math.max(virtual, last.get(caller) ?? 0) + 1;

  /** @returns Whether it had not ended before. */
  function end(charge: Charge): boolean {
    const charges = open.get(charge.caller);
    if (!charges?.delete(charge)) return false;
    if (charges.size === 0) open.delete(charge.caller);
    return true;
  }

  function moveUpRefunded(): void {
    for (const caller of refunded ?? []) moveUp(caller);
    refunded = undefined;
  }

  function moveUp(caller: string): void {
    const charges = [...(open.get(caller) ?? [])] as OpenCharge[];
    charges.sort((a, b) => a.tag - b.tag);
    let before = virtual;
    const moved = charges.filter((charge) => {
      const { tag } = charge;
      before = charge.tag = Math.min(tag, Math.max(virtual, before) + 1);
      return charge.tag !== tag;
    });
    last.set(caller, Math.max(before, last.get(caller) ?? 0));
    for (const { onMoved } of moved) onMoved();
  }

  return {
    peek,
    get lowest() {
      return virtual + 1;
    },
    charge(caller, onMoved) {
      const charge: OpenCharge = { caller, tag: peek(caller), onMoved };
      last.set(caller, charge.tag);
      const charges = open.get(caller);
      if (charges) charges.add(charge);
      else open.set(caller, new Set([charge]));
      return charge;
    },
    end: (charge) => void end(charge),
    refund(charge) {
      if (!end(charge)) return;
      const { caller } = charge;
      const tag = last.get(caller);
      if (tag !== undefined) last.set(caller, tag - 1);
      if (!refunded) setImmediate(moveUpRefunded);
      refunded = (refunded ?? new Set()).add(caller);
    },
    served(tag) {
      virtual = Math.max(virtual, tag);
    },
  };
}

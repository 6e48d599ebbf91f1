/** Permission to send one request now. */
export interface Slot {
  /**
   * The request is being written: the limit counts from here, since connecting can take longer than the limit's windows
   * allow. A slot whose request is never sent is free again when it ends.
   */
  sent(): void;
}

/** How far rounding and the network may move arrivals together, in ms. */
export const MARGIN = 5;

/** The share of a window by which it is longer, for the same reason. */
const JITTER = 0.03;

export interface CountedSlot extends Slot {
  wasSent(): boolean;
  /** Gives the place back if nothing was sent. */
  end(): void;
}

export interface WindowLimit {
  /** Maximum number of requests within {@link duration}. */
  readonly count: number;
  /** In ms. */
  readonly duration: number;
}

/**
 * The requests of the last second by the monotonic clock, and the slots that are granted but not used yet. It backs p-queue,
 * which reads `Date.now()`: one step of the wall clock would let two of its windows into one second, and it knows when a slot
 * was granted, not when its request was sent.
 */
export interface MonotonicWindow {
  /** A place; undefined when one of the windows is full. */
  take(): CountedSlot | undefined;
  /** Places in use in the longest window. */
  taken(): number;
  /** Milliseconds until a place may be free; 0 when one is. */
  wait(): number;
}

/** @param limits - All hold at once. */
export function createMonotonicWindow(limits: readonly WindowLimit[]): MonotonicWindow {
  const windows = limits.map(({ count, duration }) => ({ count, duration: duration * (1 + JITTER) }));
  const longest = Math.max(...windows.map(({ duration }) => duration));
  /** When each request was sent, the oldest first. */
  const sent: number[] = [];
  let unsent = 0;

  function waitOf({ count, duration }: WindowLimit): number {
    if (sent.length + unsent < count) return 0;
    // The window is full until this one leaves it; without it, until one that is granted is sent or ends.
    const first = sent[sent.length + unsent - count];
    if (first === undefined) return MARGIN;
    const wait = first + duration - performance.now();
    return wait > 0 ? Math.max(1, wait) : 0;
  }

  const wait = (): number => Math.max(...windows.map(waitOf));

  function forgetOld(): void {
    const now = performance.now();
    let old = 0;
    while ((sent[old] ?? Infinity) <= now - longest) old += 1;
    if (old > 0) sent.splice(0, old);
  }

  return {
    taken() {
      forgetOld();
      return sent.length + unsent;
    },
    wait,
    take() {
      if (wait() > 0) return undefined;
      forgetOld();
      unsent += 1;
      let state: 'granted' | 'sent' | 'ended' = 'granted';
      const use = (as: 'sent' | 'ended'): void => {
        if (state !== 'granted') return;
        state = as;
        unsent -= 1;
        if (as === 'sent') sent.push(performance.now());
      };
      return {
        sent: () => use('sent'),
        end: () => use('ended'),
        wasSent: () => state === 'sent',
      };
    },
  };
}

import { second } from '../../duration.ts';

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

/** The same for a whole second. */
export const JITTER = 6 * MARGIN;

export interface CountedSlot extends Slot {
  readonly wasSent: boolean;
  /** Gives the place back if nothing was sent. */
  end(): void;
}

/**
 * The requests of the last second by the monotonic clock, and the slots that are granted but not used yet. It backs p-queue,
 * which reads `Date.now()`: one step of the wall clock would let two of its windows into one second, and it knows when a slot
 * was granted, not when its request was sent.
 */
export interface MonotonicWindow {
  /** A place in the window; undefined when it is full. */
  take(): CountedSlot | undefined;
  /** Places in use. */
  taken(): number;
  /** Milliseconds until a place may be free. */
  wait(): number;
}

export function createMonotonicWindow(limit: number): MonotonicWindow {
  /** When each request was sent, the oldest first. */
  const sent: number[] = [];
  let unsent = 0;

  function taken(): number {
    const from = performance.now() - second - JITTER;
    let expired = 0;
    while (expired < sent.length && (sent[expired] ?? from) <= from) expired += 1;
    sent.splice(0, expired);
    return sent.length + unsent;
  }

  return {
    taken,
    take() {
      if (taken() >= limit) return undefined;
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
        get wasSent() {
          return state === 'sent';
        },
      };
    },
    wait: () => (sent[0] === undefined ? MARGIN : Math.max(1, sent[0] + second + JITTER - performance.now())),
  };
}

import { createGrantedSlots, type SlotSource } from './granted-slots.ts';
import { WINDOW } from './slots-script.ts';

/** The ms after which a slot that is due is dropped: without Redis no other process makes room for a late one. */
const LATENESS = 15;

/** What a process knew of the fleet when it lost Redis. */
export interface LastKnown {
  readonly size: number;
  /** The number of this process among all, from 0. */
  readonly turn: number;
  /** Redis' clock less `performance.now()`, in ms. */
  readonly offset: number;
}

/** The ms between two slots of one process. Where the limit has less than one for each in a window, they take turns. */
export const distanceOf = (limit: number, size: number): number =>
  size <= limit ? WINDOW / Math.floor(limit / size) : (WINDOW * size) / limit;

/** Grants one process's part of the limit, evenly spaced, at times at which no other process has its own. */
export function createOwnPart(limit: number, known: LastKnown, from: number, onChange: () => void): SlotSource {
  const granted = createGrantedSlots(LATENESS, onChange);
  const distance = distanceOf(limit, known.size);
  /** A time of this process, by `performance.now()`. */
  const phase = (distance * known.turn) / known.size - known.offset;
  let next = from;

  function grant(): void {
    const earliest = Math.max(next, performance.now());
    const due = phase + Math.ceil((earliest - phase) / distance) * distance;
    next = due + distance / 2;
    granted.add({ name: String(due), due });
  }

  return {
    want(waiting, ready) {
      if (waiting === 0) granted.keep(0);
      else if (ready > 0 && granted.count === 0) grant();
    },
    get isDue() {
      return granted.isDue;
    },
    take: granted.take,
    clear: () => void granted.keep(0),
  };
}

import { second } from '../duration.ts';
import { NOOP_OBSERVER, type Observer } from './observer.ts';
import type { Operation } from './operation.ts';

/** Operations with requests in flight. Several at once are the first sign that requests may become scarce. */
export interface Traffic {
  /** Whether several operations had requests in flight at once, now or within the last second. */
  readonly isBusy: boolean;
  readonly observer: Observer;
}

/** A client that sends one operation after the other, or two that do, are not busy. */
const SEVERAL = 3;

export function createTraffic(): Traffic {
  /** With the number of their requests in flight. */
  const underWay = new Map<Operation, number>();
  let lastBusy = -Infinity;

  function change(operation: Operation, by: 1 | -1): void {
    const count = (underWay.get(operation) ?? 0) + by;
    if (count > 0) underWay.set(operation, count);
    else underWay.delete(operation);
  }

  return {
    get isBusy() {
      return performance.now() < lastBusy + second;
    },
    observer: {
      ...NOOP_OBSERVER,
      onRequest({ operations }) {
        for (const operation of operations) change(operation, 1);
        if (underWay.size >= SEVERAL) lastBusy = performance.now();
        return () => {
          for (const operation of operations) change(operation, -1);
        };
      },
    },
  };
}

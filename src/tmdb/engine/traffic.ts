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
  /** Operations with requests in flight. */
  let underWay = 0;
  let lastBusy = -Infinity;

  function begin(operation: Operation): void {
    if (operation.inFlight === 0) underWay += 1;
    operation.inFlight += 1;
  }

  function end(operation: Operation): void {
    operation.inFlight -= 1;
    if (operation.inFlight === 0) underWay -= 1;
  }

  return {
    get isBusy() {
      return performance.now() < lastBusy + second;
    },
    observer: {
      ...NOOP_OBSERVER,
      onRequest({ operations }) {
        for (const operation of operations) begin(operation);
        if (underWay >= SEVERAL) lastBusy = performance.now();
        return () => {
          for (const operation of operations) end(operation);
        };
      },
    },
  };
}

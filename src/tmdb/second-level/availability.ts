import { second } from '../duration.ts';

/** Called when the store stops answering, with a reason without addresses or values, and when it answers again. */
export interface AvailabilityListener {
  onAway(reason: string): void;
  onBack(): void;
}

/** After how many ms a store that is away is tried again. */
const RETRY_AFTER = second;

/** How many slow answers in a row count as one failure: a busy machine is slow now and then. */
const SLOW_ANSWERS = 4;

/** Steps in which the time for an answer runs out. */
const STEPS = 10;

/** Whether the store answers: a failure of it is never one of a query. */
export interface Availability {
  readonly isAway: boolean;
  /** Whether it would be asked now. */
  readonly isAsked: boolean;
  /** Asks the store. Resolves with undefined when it fails, takes longer than `timeout` ms, or is away. */
  ask<T>(call: () => Promise<T>, timeout: number): Promise<T | undefined>;
}

/** @param maxFailures In a row; after them it counts as away. */
export function createAvailability(listener: AvailabilityListener, maxFailures: number): Availability {
  let failures = 0;
  let isAway = false;
  let retryAt = 0;

  function failed(reason: string, weight: number): void {
    failures += weight;
    if (failures < maxFailures) return;
    retryAt = performance.now() + RETRY_AFTER;
    if (isAway) return;
    isAway = true;
    listener.onAway(reason);
  }

  function answered(): void {
    failures = 0;
    if (!isAway) return;
    isAway = false;
    listener.onBack();
  }

  return {
    get isAway() {
      return isAway;
    },
    get isAsked() {
      return !isAway || performance.now() >= retryAt;
    },
    ask<T>(call: () => Promise<T>, timeout: number): Promise<T | undefined> {
      if (!this.isAsked) return Promise.resolve(undefined);
      // One call at a time finds out whether it is back.
      if (isAway) retryAt = performance.now() + RETRY_AFTER;
      return new Promise((resolve) => {
        let steps = 0;
        // In steps: while this process is too busy to read its sockets, the store is not slow.
        const timer = setInterval(() => {
          steps += 1;
          if (steps < STEPS) return;
          clearInterval(timer);
          failed('SLOW', 1 / SLOW_ANSWERS);
          resolve(undefined);
        }, timeout / STEPS);
        void settle();

        async function settle(): Promise<void> {
          try {
            const answer = await call();
            if (steps < STEPS) answered();
            resolve(answer);
          } catch (error) {
            failed(reasonOf(error), 1);
            resolve(undefined);
          } finally {
            clearInterval(timer);
          }
        }
      });
    },
  };
}

/** An errno, the word with which Redis begins an error, or SQLite's own text: never an address, a path or a value. */
function reasonOf(error: unknown): string {
  const { code, errstr, message } = error as { code?: unknown; errstr?: unknown; message?: unknown };
  if (typeof errstr === 'string') return errstr;
  const [word] = typeof message === 'string' ? message.split(' ') : [];
  const known = [code, word].find((text) => typeof text === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(text));
  return typeof known === 'string' ? known : 'UNREACHABLE';
}

import { second } from '../duration.ts';

/** Called when the store stops answering, with a reason without addresses or values, and when it answers again. */
export interface AvailabilityListener {
  onAway(reason: string): void;
  onBack(): void;
}

/** After how many ms a store that is away is tried again. */
const RETRY_AFTER = second;

/** Steps in which the timeout runs out. */
const STEPS = 5;

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

  function failed(error: unknown): void {
    failures += 1;
    if (failures < maxFailures) return;
    retryAt = performance.now() + RETRY_AFTER;
    if (isAway) return;
    isAway = true;
    listener.onAway(reasonOf(error));
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
    async ask(call, timeout) {
      if (!this.isAsked) return undefined;
      // One call at a time finds out whether it is back.
      if (isAway) retryAt = performance.now() + RETRY_AFTER;
      let timer: NodeJS.Timeout | undefined;
      const late = new Promise<never>((_, reject) => {
        let steps = 0;
        // In steps: while this process is too busy to read its sockets, the store is not slow.
        timer = setInterval(() => {
          steps += 1;
          if (steps >= STEPS) reject(new SlowAnswer());
        }, timeout / STEPS);
      });
      try {
        const answer = await Promise.race([call(), late]);
        answered();
        return answer;
      } catch (error) {
        failed(error);
        return undefined;
      } finally {
        clearInterval(timer);
      }
    },
  };
}

class SlowAnswer extends Error {
  readonly code = 'SLOW';
}

/** An errno, the word with which Redis begins an error, or SQLite's own text: never an address, a path or a value. */
function reasonOf(error: unknown): string {
  const { code, errstr, message, name } = error as { code?: unknown; errstr?: unknown; message?: unknown; name?: unknown };
  if (typeof errstr === 'string') return errstr;
  const [word = ''] = typeof message === 'string' ? message.split(' ') : [];
  const known = [code, word].find((text) => typeof text === 'string' && /^[A-Z][A-Z0-9_]{1,40}$/.test(text));
  return String(known ?? name ?? 'unknown');
}

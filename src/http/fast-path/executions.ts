import type { ServerResponse } from 'node:http';
import { handleMaybePromise, type MaybePromise } from '@whatwg-node/promise-helpers';

/** An execution whose result several clients may wait for. */
export interface Execution<Result> {
  /** The engine's changes when it began. */
  readonly changes: number;
  readonly result: MaybePromise<Result>;
  /** One more client waits. Call the function that is returned when it leaves. */
  join(): () => void;
}

/** What an execution can find out about its clients. */
export interface Clients {
  /** Calls back when the last client has left, at once if it has. */
  onLeave(listener: () => void): void;
  hasLeft(): boolean;
}

/** Starts an execution, which goes on for as long as one client waits for it. */
export function startExecution<Result>(changes: number, run: (clients: Clients) => MaybePromise<Result>): Execution<Result> {
  const listeners: (() => void)[] = [];
  let waiting = 0;
  let hasLeft = false;
  const result = run({
    onLeave(listener) {
      listeners.push(listener);
      if (hasLeft) listener();
    },
    hasLeft: () => hasLeft,
  });
  return {
    changes,
    result,
    join() {
      waiting += 1;
      hasLeft = false;
      return () => {
        waiting -= 1;
        if (waiting > 0) return;
        hasLeft = true;
        for (const listener of listeners) listener();
      };
    },
  };
}

/** The client disconnected. */
export const LEFT = Symbol('left');

/** Waits for a result on behalf of the client of this response, until it disconnects. */
export function waitFor<Result>({ result, join }: Execution<Result>, response: ServerResponse): Promise<Result | typeof LEFT> {
  const leave = join();
  const { promise, resolve, reject } = Promise.withResolvers<Result | typeof LEFT>();
  const onClose = (): void => {
    leave();
    resolve(LEFT);
  };
  const end = (): void => void response.off('close', onClose);
  if (response.destroyed) onClose();
  else response.once('close', onClose);
  void handleMaybePromise(
    () => result,
    (one) => {
      end();
      resolve(one);
    },
    (error) => {
      end();
      reject(error as Error);
    },
  );
  return promise;
}

import { setTimeout as sleep } from 'node:timers/promises';
import { second } from '../tmdb/duration.ts';
import { EVENTS_CACHE_CONTROL } from '../http/cache-control.ts';
import type { Endpoint } from '../http/endpoint.ts';

/** What a client that must not come back gets. @see https://html.spec.whatwg.org/multipage/server-sent-events.html */
const NO_MORE = { status: 204, headers: {}, body: '' } as const;

/**
 * An endpoint whose clients all get the same server-sent event each second, which is written once for all of them, and only
 * while there is one. A client that reads slowly misses events. All are over when the signal aborts.
 * @param write Writes the text of an event.
 */
export function broadcast(write: () => Promise<string>, signal: AbortSignal): Endpoint {
  let upcoming: Promise<string> | undefined;

  async function writeNext(): Promise<string> {
    try {
      await sleep(second, undefined, { signal, ref: false });
      return (await write()).replaceAll(/^/gm, 'data: ') + '\n\n';
    } finally {
      upcoming = undefined;
    }
  }

  async function* events(): AsyncGenerator<string> {
    // At once, so that the client knows that it is connected.
    yield 'retry: 2000\n\n';
    while (!signal.aborted) {
      try {
        yield await (upcoming ??= writeNext());
      } catch (error) {
        if (!signal.aborted) throw error;
      }
    }
  }

  return () =>
    signal.aborted
      ? NO_MORE
      : { headers: { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': EVENTS_CACHE_CONTROL }, body: events() };
}

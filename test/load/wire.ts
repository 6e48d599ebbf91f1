import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** What this process sent to TMDB; times are `performance.now()`. */
export interface Sent {
  /** When each request was written. */
  readonly starts: readonly number[];
  /** When the head of each 429 was read. */
  readonly refusals: readonly number[];
  readonly sockets: ReadonlySet<Socket>;
}

/** The parts that are used here of what undici tells, see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel. */
interface Told {
  readonly request: { readonly origin: string | URL; readonly path: string };
  readonly socket: Socket;
  readonly response: { readonly statusCode: number };
}

/** Watches undici itself send, from outside of all our code, until the test is over. */
export function watchSending(origin: string): Sent {
  const sent = { starts: [] as number[], refusals: [] as number[], sockets: new Set<Socket>() };
  // A sandbox is told what to do over HTTP too; that is no request to TMDB.
  const counts = ({ request }: Told): boolean => String(request.origin) === origin && request.path.startsWith('/3/');

  const channels: Record<string, (told: Told) => void> = {
    'undici:client:sendHeaders': ({ socket }) => {
      sent.starts.push(performance.now());
      sent.sockets.add(socket);
    },
    'undici:request:headers': ({ response }) => {
      if (response.statusCode === 429) sent.refusals.push(performance.now());
    },
  };
  for (const [channel, note] of Object.entries(channels)) {
    const listener = (message: unknown): void => {
      const told = message as Told; // Node cannot know what is said on a channel.
      if (counts(told)) note(told);
    };
    subscribe(channel, listener);
    onTestFinished(() => void unsubscribe(channel, listener));
  }
  return sent;
}

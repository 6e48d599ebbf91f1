import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The requests that this process sent to TMDB; times are `performance.now()`. */
export interface Sent {
  /** When each request was written. */
  readonly starts: readonly number[];
  /** When the head of each 429 was read. */
  readonly refusals: readonly number[];
  readonly sockets: ReadonlySet<Socket>;
}

/** The fields of undici's diagnostics messages that are used here: https://undici.nodejs.org/#/docs/api/DiagnosticsChannel. */
interface ChannelMessage {
  readonly request: { readonly origin: string | URL; readonly path: string };
  readonly socket: Socket;
  readonly response: { readonly statusCode: number };
}

/** Watches what undici itself sends, outside of all our code, until the test is over. */
export function watchSending(origin: string): Sent {
  const sent = { starts: [] as number[], refusals: [] as number[], sockets: new Set<Socket>() };
  // The sandbox is controlled over HTTP too; those are no TMDB requests.
  const isCounted = ({ request }: ChannelMessage): boolean => String(request.origin) === origin && request.path.startsWith('/3/');

  const channels: Record<string, (message: ChannelMessage) => void> = {
    'undici:client:sendHeaders': ({ socket }) => {
      sent.starts.push(performance.now());
      sent.sockets.add(socket);
    },
    'undici:request:headers': ({ response }) => {
      if (response.statusCode === 429) sent.refusals.push(performance.now());
    },
  };
  for (const [channel, handle] of Object.entries(channels)) {
    const listener = (raw: unknown): void => {
      const message = raw as ChannelMessage; // Node has no types for channels.
      if (isCounted(message)) handle(message);
    };
    subscribe(channel, listener);
    onTestFinished(() => void unsubscribe(channel, listener));
  }
  return sent;
}

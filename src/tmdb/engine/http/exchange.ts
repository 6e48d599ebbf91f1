import type { Dispatcher } from 'undici';
import { badResponse } from './failure.ts';

/** A whole response, whatever it says. */
export interface Received {
  readonly statusCode: number;
  readonly headers: Dispatcher.ResponseData['headers'];
  /** As it was received: compressed, where the headers say so. */
  readonly body: Buffer;
}

export interface ExchangeOptions {
  /** Ends the exchange at once, whatever it waits for. */
  readonly signal: AbortSignal;
  /** Maximum duration, in ms. */
  readonly timeout: number;
  /** Maximum number of bytes of the body. */
  readonly maxBytes: number;
  /** Called when the request is written to its connection. */
  readonly onSent: () => void;
  /** Called with the number of bytes of each piece of the body. */
  readonly onBytes: (bytes: number) => void;
}

const timedOut = (): Error => new DOMException('The response took too long.', 'TimeoutError');

/**
 * Sends one request and receives the whole response. It is undici's `request` without a stream, which nothing reads piece by
 * piece, and with one timer in place of a signal for it.
 * @throws the signal's reason, or an error of undici or Node.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: Dispatcher.DispatchOptions,
  { signal, timeout, maxBytes, onSent, onBytes }: ExchangeOptions,
): Promise<Received> {
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<Received>();
  // After one more look at the sockets: a busy process may not have read a response that is there.
  const timer = setTimeout(() => setImmediate(end, timedOut()), timeout);
  const leave = (): void => end(signal.reason as Error);
  signal.addEventListener('abort', leave);
  /** Set once the request is written; undici takes none out of its queue before. */
  let controller: Dispatcher.DispatchController | undefined;
  let reason: Error | undefined;
  let isOver = false;
  let received = 0;
  let head: Omit<Received, 'body'> | undefined;
  const chunks: Buffer[] = [];

  function settle(): void {
    isOver = true;
    clearTimeout(timer);
    signal.removeEventListener('abort', leave);
  }

  function end(error: Error): void {
    if (isOver) return;
    settle();
    reason = error;
    reject(error);
    controller?.abort(error);
  }

  try {
    dispatcher.dispatch(request, {
      onRequestStart(started) {
        controller = started;
        if (reason) started.abort(reason);
        else onSent();
      },
      onResponseStart(_controller, statusCode, headers) {
        if (statusCode >= 200) head = { statusCode, headers };
      },
      onResponseData(_controller, chunk) {
        received += chunk.length;
        onBytes(chunk.length);
        // Aborting ends the connection, so the rest is not received.
        if (received > maxBytes) end(badResponse('The response of TMDB is too large.'));
        else chunks.push(chunk);
      },
      onResponseEnd() {
        if (isOver || !head) return;
        settle();
        resolve({ ...head, body: chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks) });
      },
      onResponseError(_controller, error) {
        end(error);
      },
    });
  } catch (error) {
    end(error as Error);
  }
  return promise;
}

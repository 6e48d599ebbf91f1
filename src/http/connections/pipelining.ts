import type { RequestListener } from 'node:http';
import type { Socket } from 'node:net';

/** Requests behind another one on their connection that are answered at once. */
const AT_ONCE = 8;

interface Line {
  running: number;
  readonly waiting: (() => void)[];
}

/**
 * Makes a listener that lets most requests behind others on their connection wait for an answer before them. Node reads 64 kB of
 * them at once, and the answers, which can be a thousand times as large, would all be in memory until the client has read them.
 * @see https://www.rfc-editor.org/rfc/rfc9112#name-pipelining
 */
export function inLine(answer: RequestListener): RequestListener {
  const lines = new WeakMap<Socket, Line>();
  return (request, response) => {
    // No other response has the connection.
    if (response.socket) {
      answer(request, response);
      return;
    }
    const line = lines.get(request.socket) ?? { running: 0, waiting: [] };
    lines.set(request.socket, line);
    const start = (): void => {
      if (request.socket.destroyed) return; // Nothing behind it is wanted any more.
      line.running += 1;
      response.on('close', () => {
        line.running -= 1;
        line.waiting.shift()?.();
      });
      answer(request, response);
    };
    if (line.running < AT_ONCE) start();
    else line.waiting.push(start);
  };
}

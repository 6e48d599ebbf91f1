import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { second } from '../../tmdb/duration.ts';
import { openResponses, responsesOn } from './open-responses.ts';

/** What Node's parser finds wrong, and the status that says so. */
const STATUS: Readonly<Record<string, string>> = {
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
};

/** Time for a client to read the answer before its connection is closed for good: a reset would take the answer from it. */
const LINGER = 2 * second;

const TEXT = 'Expected a request of HTTP/1.1 that ends within its time, with a short header.\n';

const answerOf = (code = ''): string =>
  [
    `HTTP/1.1 ${STATUS[code] ?? '400 Bad Request'}`,
    'connection: close',
    'content-type: text/plain; charset=utf-8',
    `content-length: ${TEXT.length}`,
    '',
    TEXT,
  ].join('\r\n');

/**
 * Answers what is no request of HTTP once all requests before it on its connection are answered; of itself Node destroys those
 * answers, and this one stands in place of the first.
 * @see https://www.rfc-editor.org/rfc/rfc9112#name-pipelining
 */
export function answerBadRequests(server: Server): void {
  const open = openResponses(server);
  /** The connections of which the rest is not read any more. */
  const refused = new WeakSet<Duplex>();

  server.on('clientError', (error: NodeJS.ErrnoException, connection) => {
    if (refused.has(connection)) return;
    refused.add(connection);
    const responses = responsesOn(open, connection);
    const before = responses.findLast(({ req }) => req.complete);
    const own = responses.find(({ req }) => !req.complete);
    const refuse = (): void => {
      if (!connection.writable || own?.headersSent) {
        connection.destroy(error);
        return;
      }
      connection.end(answerOf(error.code));
      setTimeout(() => connection.destroy(), LINGER).unref();
    };
    if (error.code === 'ECONNRESET') connection.destroy(error);
    else if (before) before.once('close', refuse);
    else refuse();
  });
}

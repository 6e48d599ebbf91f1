import type { Server, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';

/** A response that is not yet delivered. */
export interface OpenResponse {
  readonly response: ServerResponse;
  /** Counts up with the requests. */
  readonly number: number;
  /** Its place in the list of all. */
  position: number;
}

/** The open responses of a server, in no order. */
export type OpenResponses = readonly OpenResponse[];

const lists = new WeakMap<Server, OpenResponse[]>();

/** Keeps the list of a server's open responses, from its first call for that server on. */
export function openResponses(server: Server): OpenResponses {
  const known = lists.get(server);
  if (known) return known;
  const open: OpenResponse[] = [];
  lists.set(server, open);
  let requests = 0;

  /** One that ends leaves its place to the last. A key for each would cost more than all of that. */
  function end(ended: OpenResponse): void {
    const last = open.pop();
    if (!last || last === ended) return;
    open[ended.position] = last;
    last.position = ended.position;
  }

  server.prependListener('request', (_request, response) => {
    const one = { response, number: (requests += 1), position: open.length };
    open.push(one);
    response.on('close', () => end(one)); // Not for once: that costs more, and this runs for each request.
  });
  return open;
}

/** The open responses on a connection, in the order of their requests. */
export const responsesOn = (open: OpenResponses, connection: Duplex): ServerResponse[] =>
  open
    .filter(({ response }) => response.req.socket === connection)
    .toSorted((a, b) => a.number - b.number)
    .map(({ response }) => response);

import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import type { Plugin } from 'graphql-yoga';
import { GRAPHQL_PATH, type Locate, type NodeContext, type Place } from './place.ts';

export interface EndpointResponse {
  /** Default: 200. */
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  /** A stream is read only for a GET, and ended when the client leaves. */
  readonly body: string | Uint8Array<ArrayBuffer> | AsyncIterable<string>;
}

/** Answers GET and HEAD. */
export type Endpoint = (place: Place) => EndpointResponse | Promise<EndpointResponse>;

/** Endpoints by path; undefined for one that Yoga answers. A path with a slash at its end stands for all paths below it. */
export type Endpoints = Readonly<Record<string, Endpoint | undefined>>;

const PLAIN_TEXT = { 'content-type': 'text/plain; charset=utf-8' };

/** `/health`, which answers while the process lives. */
export const health: Endpoint = () => ({ headers: { ...PLAIN_TEXT, 'cache-control': 'no-store' }, body: 'The gateway is alive.\n' });

/** Refuses a request in the form of a GraphQL error, which clients show. */
const refuse = (status: number, message: string, headers: Record<string, string> = {}): EndpointResponse => ({
  status,
  headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify({ errors: [{ message, extensions: { code: 'BAD_REQUEST', retryAfter: null } }] }),
});

/** Answers a request, also one with a path or a method that no endpoint has. */
async function answer(endpoints: Endpoints, method: string | undefined, place: Place): Promise<EndpointResponse> {
  const { base, path } = place;
  const isAt = (at: string): boolean => at === path || (at.length > 1 && at.endsWith('/') && path.startsWith(at));
  const endpoint = endpoints[Object.keys(endpoints).find(isAt) ?? ''];
  const graphql = GRAPHQL_PATH in endpoints ? ` The GraphQL endpoint is ${base}${GRAPHQL_PATH}.` : '';
  if (!endpoint) {
    const paths = Object.keys(endpoints).filter((at) => !at.endsWith('/'));
    const advice = paths.some((at) => path.endsWith(at)) ? ' A gateway below a path, such as /api, needs BASE_PATH=/api.' : '';
    return refuse(404, `Expected one of the paths ${paths.map((at) => base + at).join(', ')}.${graphql}${advice}`);
  }
  if (method !== 'GET' && method !== 'HEAD') return refuse(405, `Expected GET or HEAD at this path.${graphql}`, { allow: 'GET, HEAD' });
  return endpoint(place);
}

const isWhole = (body: EndpointResponse['body']): body is string | Uint8Array<ArrayBuffer> =>
  typeof body === 'string' || body instanceof Uint8Array;

/** The stream of a body, which reads little more than the client does. Node's type of it and that of the Fetch API differ. */
const streamOf = (body: AsyncIterable<string>): ReadableStream =>
  Readable.toWeb(Readable.from(body, { objectMode: false })) as ReadableStream;

/** Answers every request but those for GraphQL. */
export const useEndpoints = (endpoints: Endpoints, locate: Locate): Plugin<object, NodeContext> => ({
  async onRequest({ request, serverContext, endResponse, fetchAPI }) {
    const place = locate(serverContext.req ?? request);
    if (place.path === GRAPHQL_PATH) return;
    const { status = 200, headers, body } = await answer({ [GRAPHQL_PATH]: undefined, ...endpoints }, request.method, place);
    const whole = isWhole(body) ? body : request.method === 'HEAD' ? null : streamOf(body);
    endResponse(new fetchAPI.Response(whole, { status, headers }));
  },
});

function respond(request: IncomingMessage, response: ServerResponse, { status = 200, headers, body }: EndpointResponse): void {
  if (isWhole(body)) response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
  else if (request.method === 'HEAD') response.writeHead(status, headers).end();
  // An error of the stream, or of the client, has ended both.
  else pipeline(Readable.from(body), response.writeHead(status, headers), () => {});
}

/** A listener for a server that has these endpoints alone. */
export const endpointListener =
  (endpoints: Endpoints, locate: Locate, report: (error: unknown) => void): RequestListener =>
  (request, response) => {
    answer(endpoints, request.method, locate(request)).then(
      (answered) => respond(request, response, answered),
      (error: unknown) => {
        report(error);
        response.destroy();
      },
    );
  };

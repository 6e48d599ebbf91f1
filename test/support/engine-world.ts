import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import { onTestFinished, vi } from 'vitest';
import { createPartCache } from '../../src/tmdb/engine/cache.ts';
import { createEngine, type Engine } from '../../src/tmdb/engine/engine.ts';
import { createFailures, type Failures } from '../../src/tmdb/engine/failures/failures.ts';
import { createLimiter } from '../../src/tmdb/engine/limiter.ts';
import { movie } from '../../src/tmdb/api/titles/movie.ts';
import { createOperation, type Operation } from '../../src/tmdb/engine/operation.ts';
import type { PartName, Query, Resource, Scope, Wish } from '../../src/tmdb/resource.ts';
import { createTransport, type Transport } from '../../src/tmdb/engine/transport.ts';

/** A response of the scripted TMDB; by default the right one. */
export interface Reply {
  status?: number;
  json?: object;
  headers?: Record<string, string>;
  /** Resets the connection instead, after the request was read. */
  reset?: boolean;
  /** Leaves these appended parts out of the right response. */
  without?: string[];
}

/** @param nth The number of the request, counted from 1. */
export type Script = (url: string, nth: number) => Reply | void | Promise<Reply | void>;

/** A write as it arrived. */
export interface SeenWrite {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string | undefined;
}

interface Options {
  /** In place of a transport to the scripted TMDB. */
  transport?: Transport;
  /** Timeout of an attempt, in ms. */
  timeout?: number;
  script?: Script;
  rate?: number;
  maxWait?: number;
  queueMax?: number;
  /** Processes that share the limit and the queue. */
  members?: number;
}

export type MoviePart = PartName<typeof movie>;
export interface Asking extends Query {
  ref?: string;
  scope?: string;
}

export interface World {
  engine: Engine;
  failures: Failures;
  /** Wants a part of a movie, by default movie 603; for an operation of its own, unless `by` is one or the signal of one. */
  want(part: MoviePart, asking?: Asking, by?: AbortSignal | Operation): Promise<unknown>;
  /** Path and query of the requests since the last call, without `/3/movie/`, the appended parts in alphabetical order. */
  asked(): string[];
  /** The writes that arrived. */
  writes: SeenWrite[];
  /** When each request so far arrived, in ms. */
  arrivals: number[];
  /** When each request so far was sent, in ms. */
  sent: number[];
  sockets: Set<Socket>;
  /** Faults of its own that the engine reported. */
  faults: unknown[];
  /** Number of slots that were granted. */
  slots(): number;
}

/** The IMDb id of movie 603. */
export const IMDB = 'tt0133093';
export const never = new AbortController().signal;

/** One operation of a client. */
export const operationOf = (caller: string, { signal = never, maxRequests = 1000 } = {}): Operation =>
  createOperation({ signal, caller, maxRequests });

/** The scope of a session. */
export const scopeOf = (key: string): Scope => ({ key, credential: { kind: 'session', value: key } });

/** A wish for any part of any resource; parameters without a value are not sent. */
export function wishOf(resource: Resource, part: string, { ref = '603', scope, ...query }: Asking = {}): Wish {
  const varies: Query = Object.fromEntries((resource.parts[part]?.varies ?? []).map((parameter) => [parameter, null]));
  return { resource, ref, part, query: { ...varies, ...query }, ...(scope !== undefined && { scope: scopeOf(scope) }) };
}

/** The right response: each document names itself. */
function rightAnswer(url: string, without: readonly string[] = []): object {
  const { pathname, searchParams } = new URL(url, 'http://tmdb');
  const [, , , ref = '', ...part] = pathname.split('/');
  const language = searchParams.get('language') ?? 'en';
  const page = searchParams.get('page') ?? '1';
  const id = ref === IMDB ? 603 : Number(ref);
  if (part.length > 0) return { id, is: part.join('/'), page };
  const append = (searchParams.get('append_to_response') ?? '').split(',').filter((name) => name !== '' && !without.includes(name));
  return {
    id,
    imdb_id: id === 603 ? IMDB : null,
    title: `${id} in ${language}`,
    ...Object.fromEntries(append.map((is) => [is, { is, page }])),
  };
}

/** Sorts the appended parts, whose order does not matter. */
const inOrder = (url: string): string => url.replace(/(?<=append_to_response=)[^&]*/, (parts) => parts.split(',').toSorted().join(','));

/** An engine with a limiter, a cache and sockets of its own, over a TMDB that follows the script. */
export async function startWorld(options: Options = {}): Promise<World> {
  const { script = () => {}, rate = 100_000, maxWait = 10_000, queueMax = 150, members } = options;
  const urls: string[] = [];
  const arrivals: number[] = [];
  const writes: SeenWrite[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(async (request: IncomingMessage, response) => {
    const { url = '', method = '' } = request;
    urls.push(url);
    arrivals.push(performance.now());
    if (method !== 'GET' || url.includes('/clear')) {
      writes.push({ method, url, headers: request.headers, body: (await readText(request)) || undefined });
    }
    const reply = (await script(url, arrivals.length)) ?? {};
    if (reply.reset) return void request.socket.destroy();
    const { status = 200, json, headers, without } = reply;
    response.writeHead(status, { 'cache-control': 'max-age=28800', ...headers }).end(JSON.stringify(json ?? rightAnswer(url, without)));
  });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  let slots = 0;
  const faults: unknown[] = [];
  const sent: number[] = [];
  const limiter = createLimiter({ ratePerSecond: rate, maxConnections: 18 });
  const transport =
    options.transport ??
    createTransport({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // a TCP server's address is never a string
      maxConnections: 18,
      accessToken: 'test',
      timeout: options.timeout,
    });
  const failures = createFailures();
  const engine = createEngine({
    transport,
    failures,
    limiter: {
      slot: (run, place) =>
        limiter.slot((slot) => {
          slots += 1;
          return run({
            sent() {
              sent.push(performance.now());
              slot.sent();
            },
          });
        }, place),
      refuse: (paths, duration) => limiter.refuse(paths, duration),
      pausedFor: (paths) => limiter.pausedFor(paths),
      refusals: (paths) => limiter.refusals(paths),
      refusalInterval: (paths) => limiter.refusalInterval(paths),
      get waiting() {
        return limiter.waiting;
      },
      get available() {
        return limiter.available;
      },
      get scarce() {
        return limiter.scarce;
      },
      close: () => limiter.close(),
    },
    cache: createPartCache(16 * 1024 * 1024),
    maxWait,
    queueMax,
    ratePerSecond: rate,
    ...(members !== undefined && { shared: { members, delay: 0 } }),
    report: (error) => void faults.push(error),
  });
  onTestFinished(async () => {
    await engine.close();
    server.closeAllConnections();
    server.close();
  });
  return {
    engine,
    failures,
    want: (part, asking = {}, by = never) =>
      engine.want(wishOf(movie, part, asking), by instanceof AbortSignal ? operationOf('a client', { signal: by }) : by),
    asked: () => urls.splice(0).map((url) => inOrder(url.replace(/^\/3\/(movie\/)?/, ''))),
    writes,
    arrivals,
    sent,
    sockets,
    faults,
    slots: () => slots,
  };
}

/** A script that holds every response until `open`. */
export function gate(): { script: Script; open: () => void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { script: () => promise, open: resolve };
}

/** A failure of TMDB with this status. */
export const failing = (status: number, http: number, headers: Record<string, string> = {}): Reply => ({
  status: http,
  json: { success: false, status_code: status },
  headers,
});

/** The reason for which a wish was not answered. */
export const failureOf = (answer: Promise<unknown>): Promise<unknown> =>
  answer.then(
    () => 'answered',
    (error: unknown) => error,
  );

/** Advances the monotonic clock, without waiting. */
export function clock(): { pass(duration: number): void } {
  const now = performance.now.bind(performance);
  let passed = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now() + passed);
  onTestFinished(() => void vi.restoreAllMocks());
  return { pass: (duration) => void (passed += duration) };
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import type { TmdbStatus } from '../../tmdb/status.ts';
import { createAnswerCache } from './answer-cache.ts';
import { approve } from '../user/approval.ts';
import { createArrivals } from './arrivals.ts';
import { createDecide, type Settings } from './respond.ts';
import { createFaults } from './faults.ts';
import { createPeople } from '../user/accounts.ts';
import { APPROVE_PATH } from '../user/sign-in.ts';

export interface SandboxOptions {
  /** Default 0: any free one. The host is always 127.0.0.1. */
  port?: number;
  /** Most requests in any sliding 1,000 ms before 429; default 50, Infinity for none. */
  rateLimit?: number;
  /** Milliseconds added to each answer; default 0. */
  latency?: number;
  /** Answer generated films, series and people for every id from 1,000,000 on; default true. */
  generated?: boolean;
}

export interface SandboxRequest {
  /** performance.now() of its arrival, in milliseconds. */
  at: number;
  method: string;
  /** Path and query as received, without api_key. */
  url: string;
  /** What came with it, of the last requests; absent where nothing did or it was not read. Secrets stay, here and in the url: it is a test's own view. */
  body?: string;
  /** HTTP status of the answer; 0 when there was none. */
  status: number;
}

export interface SandboxProgram {
  rateLimit?: number;
  latency?: number;
  /** Header of the 429; default '1', null for none. */
  retryAfter?: string | null;
  /** In place of those set before. */
  faults?: Fault[];
}

/** The first matching fault with times left answers instead of the catalogue. */
export interface Fault {
  /** Exact, such as `/3/movie/603`, or a prefix ending in `*`. */
  path: string;
  /** Such as `DELETE`; default any. */
  method?: string;
  /** How many requests it answers; default all. */
  times?: number;
  answer:
    | { tmdb: TmdbStatus; retryAfter?: string }
    | { http: number; body: string; type?: string; headers?: Record<string, string> }
    | { reset: true }
    | { stall: true }
    /** The request does what it should, a write included, and then the answer is lost: reset, never sent, or said to be another. */
    | { resetAfter: true }
    | { stallAfter: true }
    | { tmdbAfter: TmdbStatus }
    /** The head with the full length, half of the right body, then the socket is destroyed. */
    | { truncate: true }
    /** One byte of the right body each so many milliseconds. */
    | { drip: number }
    /** The right answer without these appended keys. */
    | { drop: string[] };
}

export interface Sandbox {
  origin: string;
  /** Every request since the start or the last reset, 429s too, in order of arrival; at most the last million. */
  requests: readonly SandboxRequest[];
  connections: { open: number; peak: number };
  /** Changes limit, latency and faults while running. */
  program(change: SandboxProgram): void;
  /** Forgets requests, faults, the peak of connections, the rate window and all that people did. */
  reset(): void;
  /** Closes all sockets. */
  close(): Promise<void>;
}

/** So many are logged at most: a sandbox that runs for days must not fill its memory. Then the older half is dropped. */
const MOST_LOGGED = 1_000_000;
/** So many of the last requests keep their bodies. */
const MOST_BODIES = 1000;

/** The credential never reaches the log or the cache of answers. */
const withoutKey = (url: string) => (url.includes('api_key=') ? url.replace(/([?&])api_key=[^&]*&?/g, '$1').replace(/[?&]$/, '') : url);

/**
 * Starts a TMDB of our own on 127.0.0.1.
 * @param intercept Sees each request first and returns true when it answers itself; such requests are not counted.
 */
export async function startSandbox(
  options: SandboxOptions = {},
  intercept?: (request: IncomingMessage, response: ServerResponse, sandbox: Sandbox) => boolean,
): Promise<Sandbox> {
  const { port = 0, rateLimit = 50, latency = 0, generated = true } = options;
  const settings: Settings = { rateLimit, latency, retryAfter: '1' };
  const arrivals = createArrivals();
  const faults = createFaults();
  let people = createPeople();
  const decide = createDecide({ settings, arrivals, faults, answers: createAnswerCache(generated), people: () => people, generated });
  const requests: SandboxRequest[] = [];
  const connections = { open: 0, peak: 0 };

  async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const log: SandboxRequest = {
      at: performance.now(),
      method: request.method ?? '',
      url: withoutKey(request.url ?? ''),
      status: 0,
    };
    if (requests.length >= MOST_LOGGED) requests.splice(0, MOST_LOGGED / 2);
    requests.push(log);
    delete requests[requests.length - 1 - MOST_BODIES]?.body;
    const send = await decide(request, log);
    // A body that nobody read must leave the socket, or the connection could not be used again.
    request.resume();
    if (settings.latency > 0) setTimeout(() => response.destroyed || send(response), settings.latency);
    else send(response);
  }

  const server = createServer((request, response) => {
    if (intercept?.(request, response, sandbox)) return;
    const [path, query] = (request.url ?? '').split('?', 2);
    if (path === APPROVE_PATH) approve(new URLSearchParams(query), people, response);
    else void respond(request, response);
  });
  // Longer than any client keeps a socket: the sandbox is not the one to close it under a request.
  server.keepAliveTimeout = 120_000;
  server.on('connection', (socket) => {
    connections.open += 1;
    connections.peak = Math.max(connections.peak, connections.open);
    socket.on('close', () => (connections.open -= 1));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

  const sandbox: Sandbox = {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    connections,
    program({ faults: nextFaults, ...change }) {
      Object.assign(settings, change);
      if (nextFaults) faults.set(nextFaults);
    },
    reset() {
      requests.length = 0;
      faults.set([]);
      arrivals.reset();
      people = createPeople();
      connections.peak = connections.open;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sandbox;
}

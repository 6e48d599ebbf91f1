import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { performance } from 'node:perf_hooks';
import { createAnswerCache } from './answer-cache.ts';
import { SANDBOX_APPROVAL_PATH } from '../../http/place.ts';
import { answerApproval } from '../user/approval.ts';
import { createArrivals } from './arrivals.ts';
import type { Scope } from '../http/call.ts';
import { createRespond, type Settings } from './respond.ts';
import { createFaults, type Fault } from './faults.ts';
import { logRequest, type SandboxRequest } from './request-log.ts';
import { createAccounts } from '../user/accounts.ts';

export interface SandboxOptions {
  /** Default 0: any free port. The host is always 127.0.0.1. */
  port?: number;
  /** Most requests in any sliding 1,000 ms before 429; default 50, Infinity for no limit. */
  rateLimit?: number;
  /** Milliseconds added to each answer; default 0. */
  latency?: number;
  /** Answer generated movies, series and people for every id from 1,000,000 on; default true. */
  generated?: boolean;
  /** The clock that tells the date, in milliseconds since 1970; default that of the machine. Sessions and tokens do not go by it. */
  now?: () => number;
}

export interface SandboxProgram {
  rateLimit?: number;
  latency?: number;
  /** Header of the 429; default '1', null for none. */
  retryAfter?: string | null;
  /** Replace those set before. */
  faults?: Fault[];
}

export interface Sandbox {
  origin: string;
  /** Every request since the start or the last reset, 429s too, in order of arrival; at most the last million. */
  requests: readonly SandboxRequest[];
  connections: { open: number; peak: number };
  /** Changes the limit, latency and faults of a running sandbox. */
  program(change: SandboxProgram): void;
  /** Forgets requests, faults, the peak of connections, the rate window and everything that users did. */
  reset(): void;
  /** Closes all sockets. */
  close(): Promise<void>;
}

/** The date in a time zone. */
const dateAt = (time: number, zone?: string) =>
  zone ? new Intl.DateTimeFormat('sv', { timeZone: zone }).format(time) : new Date(time).toISOString().slice(0, 10);

/** The credential never reaches the log or the cache of answers. */
const withoutKey = (url: string) => (url.includes('api_key=') ? url.replace(/([?&])api_key=[^&]*&?/g, '$1').replace(/[?&]$/, '') : url);

/**
 * Starts a TMDB of our own on 127.0.0.1.
 * @param intercept Sees each request first and returns true for those it answers itself, which are not logged or limited.
 */
export async function startSandbox(
  options: SandboxOptions = {},
  intercept?: (request: IncomingMessage, response: ServerResponse, sandbox: Sandbox) => boolean,
): Promise<Sandbox> {
  const { port = 0, rateLimit = 50, latency = 0, generated = true, now = Date.now } = options;
  const settings: Settings = { rateLimit, latency, retryAfter: '1' };
  const arrivals = createArrivals();
  const faults = createFaults();
  let accounts = createAccounts();
  const scope: Scope = { generated, today: (zone) => dateAt(now(), zone) };
  const respond = createRespond({ settings, arrivals, faults, answers: createAnswerCache(scope), accounts: () => accounts, ...scope });
  const requests: SandboxRequest[] = [];
  const connections = { open: 0, peak: 0 };

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const log: SandboxRequest = {
      at: performance.now(),
      method: request.method ?? '',
      url: withoutKey(request.url ?? ''),
      status: 0,
    };
    logRequest(requests, log);
    const send = await respond(request, log);
    // An unread body must leave the socket, or the connection could not be used again.
    request.resume();
    if (settings.latency > 0) setTimeout(() => response.destroyed || send(response), settings.latency);
    else send(response);
  }

  const server = createServer((request, response) => {
    if (intercept?.(request, response, sandbox)) return;
    if (request.url?.split('?', 1)[0] === SANDBOX_APPROVAL_PATH) void answerApproval(request, response, accounts);
    else void handle(request, response);
  });
  // Longer than any client keeps a socket, so that the sandbox never closes one under a request.
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
      accounts = createAccounts();
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

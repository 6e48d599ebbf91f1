import type { ServerResponse } from 'node:http';
import { TMDB_STATUS, type TmdbStatus } from '../../tmdb/status.ts';
import { failure } from '../http/failure.ts';

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
    /** The request takes effect, even a write, and then its answer is lost: the socket is reset, nothing is sent, or another status is. */
    | { resetAfter: true }
    | { stallAfter: true }
    | { tmdbAfter: TmdbStatus }
    /** The head with the full length, half of the body, then the socket is destroyed. */
    | { truncate: true }
    /** One byte of the body at a time, this many milliseconds apart. */
    | { drip: number }
    /** The answer without these appended keys. */
    | { drop: string[] };
}

/** The faults set in a running sandbox, and how many requests each has left. */
export interface Faults {
  set(faults: readonly Fault[]): void;
  /** The first fault for this request that has times left; uses one of them. */
  take(method: string, path: string): Fault['answer'] | undefined;
}

const concerns = (method: string, path: string, { path: pattern, method: only = method }: Fault) =>
  only === method && (pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern);

export function createFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    set(next) {
      faults = next.map((fault) => ({ fault, left: fault.times ?? Infinity }));
    },
    take(method, path) {
      const found = faults.find(({ fault, left }) => left > 0 && concerns(method, path, fault));
      if (!found) return undefined;
      found.left -= 1;
      return found.fault.answer;
    },
  };
}

type Kind = Fault['answer'];
/** Faults that replace the answer altogether, so that no answer has to be made. */
export type Replacement = Extract<Kind, { tmdb: unknown } | { http: number } | { reset: true } | { stall: true }>;

export const isReplacement = (fault: Kind): fault is Replacement =>
  'tmdb' in fault || 'http' in fault || 'reset' in fault || 'stall' in fault;

/** The replacement of an answer that was made, and so took effect; undefined for other faults. */
export function replacementAfter(fault: Kind): Replacement | undefined {
  if ('resetAfter' in fault) return { reset: true };
  if ('stallAfter' in fault) return { stall: true };
  return 'tmdbAfter' in fault ? { tmdb: fault.tmdbAfter } : undefined;
}

/** The HTTP status that the log shows; 0 when nothing was sent. */
export function statusOf(fault: Replacement): number {
  if ('tmdb' in fault) return TMDB_STATUS[fault.tmdb].http;
  return 'http' in fault ? fault.http : 0;
}

export function sendReplacement(fault: Replacement, response: ServerResponse): void {
  if ('reset' in fault) return void response.socket?.resetAndDestroy();
  if ('stall' in fault) return;
  if ('http' in fault) {
    response.writeHead(fault.http, {
      'Content-Type': fault.type ?? 'application/json;charset=utf-8',
      ...fault.headers,
    });
    return void response.end(fault.body);
  }
  const { http, body } = failure(fault.tmdb);
  response.writeHead(http, {
    'Content-Type': 'application/json;charset=utf-8',
    ...(fault.retryAfter !== undefined && { 'Retry-After': fault.retryAfter }),
  });
  response.end(body);
}

/** Sends half of a body whose full length the head promised, then destroys the socket. */
export function sendHalf(bytes: Buffer, response: ServerResponse): void {
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** Sends one byte per interval. @param interval In milliseconds. */
export function drip(bytes: Buffer, interval: number, response: ServerResponse): void {
  let sent = 0;
  const timer = setInterval(() => {
    response.write(bytes.subarray(sent, sent + 1));
    sent += 1;
    if (sent < bytes.length) return;
    clearInterval(timer);
    response.end();
  }, interval);
  response.on('close', () => clearInterval(timer));
}

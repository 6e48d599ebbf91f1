import type { ServerResponse } from 'node:http';
import { TMDB_STATUS } from '../../tmdb/status.ts';
import { failure } from '../http/failure.ts';
import type { Fault } from './server.ts';

/** The faults set in a running sandbox, and how many requests each has left. */
export interface Faults {
  set(faults: readonly Fault[]): void;
  /** The first fault for this request that is not used up; counts as one of its times. */
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
/** The part of a fault that stands in for the answer altogether: no right body is needed. */
export type Instead = Extract<Kind, { tmdb: unknown } | { http: number } | { reset: true } | { stall: true }>;

export const isInstead = (fault: Kind): fault is Instead => 'tmdb' in fault || 'http' in fault || 'reset' in fault || 'stall' in fault;

/** What is sent instead of the right answer once that was made, and with it whatever it changes; undefined for other faults. */
export function insteadAfter(fault: Kind): Instead | undefined {
  if ('resetAfter' in fault) return { reset: true };
  if ('stallAfter' in fault) return { stall: true };
  return 'tmdbAfter' in fault ? { tmdb: fault.tmdbAfter } : undefined;
}

/** The HTTP status that the log shows; 0 when nothing was sent. */
export function statusOf(fault: Instead): number {
  if ('tmdb' in fault) return TMDB_STATUS[fault.tmdb].http;
  return 'http' in fault ? fault.http : 0;
}

export function sendInstead(fault: Instead, response: ServerResponse): void {
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

/** Breaks off in the middle of a body whose length was promised. */
export function sendHalf(bytes: Buffer, response: ServerResponse): void {
  response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
}

/** One byte each interval. */
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

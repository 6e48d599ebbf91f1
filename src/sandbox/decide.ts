import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipOf, type AnswerCache, type Kept } from './answer-cache.ts';
import type { Arrivals } from './arrivals.ts';
import { Failure, failure } from './failure.ts';
import { drip, isInstead, sendHalf, sendInstead, statusOf, type Faults } from './faults.ts';
import { routeOf } from './routes.ts';
import type { SandboxRequest } from './server.ts';

/** What can be changed while the sandbox runs. */
export interface Settings {
  rateLimit: number;
  latency: number;
  retryAfter: string | null;
}

export type Send = (response: ServerResponse) => void;

const HEADERS = { 'Content-Type': 'application/json;charset=utf-8', Vary: 'Accept-Encoding, Origin' } as const;

function isCredentialed({ headers, url = '' }: IncomingMessage): boolean {
  const credential = /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? /[?&]api_key=([^&]+)/.exec(url)?.[1];
  return credential !== undefined && credential !== 'invalid';
}

/** TMDB's order: the edge counts, then credentials, then the path. */
function rightAnswer(request: IncomingMessage, { url, at }: SandboxRequest, path: string, answers: AnswerCache): Kept {
  if (!isCredentialed(request)) throw failure(7);
  if (request.method !== 'GET') throw failure(routeOf(path) ? 42 : 34);
  return answers.get(url, at);
}

function without(keys: readonly string[], { bytes, etag, until }: Kept): Kept {
  const whole = JSON.parse(bytes.toString()) as Record<string, unknown>;
  const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key)));
  return { bytes: Buffer.from(JSON.stringify(rest)), etag, until };
}

interface Decided {
  status: number;
  send: Send;
}

function fail({ http, body }: Failure, headers: Record<string, string> = {}): Decided {
  const head = { ...HEADERS, ...headers, 'Content-Length': Buffer.byteLength(body) };
  return { status: http, send: (response) => response.writeHead(http, head).end(body) };
}

/** @param end What is done with the body after its head; sending it whole, unless a fault says otherwise. */
function sendKept(kept: Kept, at: number, isGzipped: boolean, end: (bytes: Buffer, response: ServerResponse) => void): Send {
  const bytes = isGzipped ? gzipOf(kept) : kept.bytes;
  const head = {
    ...HEADERS,
    ...(isGzipped && { 'Content-Encoding': 'gzip' }),
    'Content-Length': bytes.length,
    'Cache-Control': `public, max-age=${Math.max(0, Math.ceil((kept.until - at) / 1000))}`,
    ETag: kept.etag,
  };
  return (response) => end(bytes, response.writeHead(200, head));
}
const whole = (bytes: Buffer, response: ServerResponse) => void response.end(bytes);

export interface DecideOptions {
  settings: Settings;
  arrivals: Arrivals;
  faults: Faults;
  answers: AnswerCache;
}

/** Decides how a request is answered at once, so that what was logged is in order of arrival, and notes its status. */
export function createDecide({
  settings,
  arrivals,
  faults,
  answers,
}: DecideOptions): (request: IncomingMessage, log: SandboxRequest) => Send {
  function decide(request: IncomingMessage, log: SandboxRequest): Decided {
    if (arrivals.isOver(log.at, settings.rateLimit)) {
      return fail(failure(25), settings.retryAfter === null ? {} : { 'Retry-After': settings.retryAfter });
    }
    const path = log.url.split('?', 1)[0] ?? '';
    const fault = faults.take(path);
    if (fault && isInstead(fault)) return { status: statusOf(fault), send: (response) => sendInstead(fault, response) };
    try {
      const kept = rightAnswer(request, log, path, answers);
      const isGzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      // Broken bodies are never compressed: tests count their bytes.
      if (!fault) return { status: 200, send: sendKept(kept, log.at, isGzipped, whole) };
      if ('drop' in fault) return { status: 200, send: sendKept(without(fault.drop, kept), log.at, isGzipped, whole) };
      const end = 'drip' in fault ? (bytes: Buffer, response: ServerResponse) => drip(bytes, fault.drip, response) : sendHalf;
      return { status: 200, send: sendKept(kept, log.at, false, end) };
    } catch (error) {
      if (error instanceof Failure) return fail(error);
      // A bug here: answered as TMDB would, but not kept quiet.
      process.emitWarning(error instanceof Error ? error : String(error));
      return fail(failure(11));
    }
  }
  return (request, log) => {
    const { status, send } = decide(request, log);
    log.status = status;
    return send;
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipOf, type Kept } from './answer-cache.ts';
import type { Arrivals } from './arrivals.ts';
import { Failure, failure } from '../http/failure.ts';
import { drip, insteadAfter, isInstead, sendHalf, sendInstead, statusOf, type Faults, type Instead } from './faults.ts';
import { createRightAnswer, type Right, type RightOptions } from './answer-request.ts';
import type { SandboxRequest } from './server.ts';

/** What can be changed while the sandbox runs. */
export interface Settings {
  rateLimit: number;
  latency: number;
  retryAfter: string | null;
}

export type Send = (response: ServerResponse) => void;

const HEADERS = { 'Content-Type': 'application/json;charset=utf-8', Vary: 'Accept-Encoding, Origin' } as const;

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

const insteadOf = (fault: Instead): Decided => ({ status: statusOf(fault), send: (response) => sendInstead(fault, response) });

/** @param end What is done with the body after its head; sending it whole, unless a fault says otherwise. */
function sendRight({ http, kept, headers }: Right, isGzipped: boolean, end: (bytes: Buffer, response: ServerResponse) => void): Decided {
  const bytes = isGzipped ? gzipOf(kept) : kept.bytes;
  const head = {
    ...HEADERS,
    ...(isGzipped && { 'Content-Encoding': 'gzip' }),
    'Content-Length': bytes.length,
    ETag: kept.etag,
    ...headers,
  };
  return { status: http, send: (response) => end(bytes, response.writeHead(http, head)) };
}
const whole = (bytes: Buffer, response: ServerResponse) => void response.end(bytes);

export interface DecideOptions extends RightOptions {
  settings: Settings;
  arrivals: Arrivals;
  faults: Faults;
}

/**
 * Decides how a request is answered, and notes its status: at once, so that what was logged is in order of arrival, but
 * for a body that has to come first.
 */
export function createDecide({
  settings,
  arrivals,
  faults,
  ...options
}: DecideOptions): (request: IncomingMessage, log: SandboxRequest) => Promise<Send> {
  const rightAnswer = createRightAnswer(options);

  async function decide(request: IncomingMessage, log: SandboxRequest): Promise<Decided> {
    if (arrivals.isOver(log.at, settings.rateLimit)) {
      return fail(failure(25), settings.retryAfter === null ? {} : { 'Retry-After': settings.retryAfter });
    }
    const fault = faults.take(log.method, log.url.split('?', 1)[0] ?? '');
    if (fault && isInstead(fault)) return insteadOf(fault);
    try {
      const right = await rightAnswer(request, log);
      const isGzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      if (!fault) return sendRight(right, isGzipped, whole);
      const after = insteadAfter(fault);
      if (after) return insteadOf(after);
      if ('drop' in fault) return sendRight({ ...right, kept: without(fault.drop, right.kept) }, isGzipped, whole);
      // Broken bodies are never compressed: tests count their bytes.
      return sendRight(right, false, 'drip' in fault ? (bytes, response) => drip(bytes, fault.drip, response) : sendHalf);
    } catch (error) {
      if (error instanceof Failure) return fail(error);
      // A bug here: answered as TMDB would, but not kept quiet.
      process.emitWarning(error instanceof Error ? error : String(error));
      return fail(failure(11));
    }
  }
  return async (request, log) => {
    const { status, send } = await decide(request, log);
    log.status = status;
    return send;
  };
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzipOf, type CachedBody } from './answer-cache.ts';
import { createAnswerRequest, type Answer, type AnswerOptions } from './answer-request.ts';
import type { Arrivals } from './arrivals.ts';
import { failureOnPurpose } from './failing-ids.ts';
import { Failure, failure } from '../http/failure.ts';
import { drip, isReplacement, replacementAfter, sendHalf, sendReplacement, statusOf, type Faults, type Replacement } from './faults.ts';
import type { SandboxRequest } from './request-log.ts';

/** Settings that can be changed while the sandbox runs. */
export interface Settings {
  rateLimit: number;
  latency: number;
  retryAfter: string | null;
}

export type Send = (response: ServerResponse) => void;

const HEADERS = { 'Content-Type': 'application/json;charset=utf-8', Vary: 'Accept-Encoding, Origin' } as const;

function without(keys: readonly string[], { bytes, etag, until }: CachedBody): CachedBody {
  const whole = JSON.parse(bytes.toString()) as Record<string, unknown>;
  const rest = Object.fromEntries(Object.entries(whole).filter(([key]) => !keys.includes(key)));
  return { bytes: Buffer.from(JSON.stringify(rest)), etag, until };
}

interface SandboxResponse {
  status: number;
  send: Send;
}

function failureResponse({ http, body }: Failure, headers: Record<string, string> = {}): SandboxResponse {
  const head = { ...HEADERS, ...headers, 'Content-Length': Buffer.byteLength(body) };
  return { status: http, send: (response) => response.writeHead(http, head).end(body) };
}

const replacementResponse = (fault: Replacement): SandboxResponse => ({
  status: statusOf(fault),
  send: (response) => sendReplacement(fault, response),
});

/** @param end Sends the body after its head: whole, unless a fault says otherwise. */
function answerResponse(
  { http, body, headers }: Answer,
  isGzipped: boolean,
  end: (bytes: Buffer, response: ServerResponse) => void,
): SandboxResponse {
  const bytes = isGzipped ? gzipOf(body) : body.bytes;
  const head = {
    ...HEADERS,
    ...(isGzipped && { 'Content-Encoding': 'gzip' }),
    'Content-Length': bytes.length,
    ETag: body.etag,
    ...headers,
  };
  return { status: http, send: (response) => end(bytes, response.writeHead(http, head)) };
}
const sendWhole = (bytes: Buffer, response: ServerResponse) => void response.end(bytes);

export interface RespondOptions extends AnswerOptions {
  settings: Settings;
  arrivals: Arrivals;
  faults: Faults;
}

/**
 * Decides how a request is answered, and notes the status in the log. Does so synchronously unless a body has to arrive
 * first, so that requests take effect in order of arrival.
 */
export function createRespond({
  settings,
  arrivals,
  faults,
  ...options
}: RespondOptions): (request: IncomingMessage, log: SandboxRequest) => Promise<Send> {
  const answerRequest = createAnswerRequest(options);

  async function respond(request: IncomingMessage, log: SandboxRequest): Promise<SandboxResponse> {
    if (arrivals.isOver(log.at, settings.rateLimit)) {
      return failureResponse(failure(25), settings.retryAfter === null ? {} : { 'Retry-After': settings.retryAfter });
    }
    const [path = ''] = log.url.split('?', 1);
    const fault = faults.take(log.method, path) ?? (options.generated ? failureOnPurpose(path) : undefined);
    if (fault && isReplacement(fault)) return replacementResponse(fault);
    try {
      const answer = await answerRequest(request, log);
      const isGzipped = /\bgzip\b/.test(request.headers['accept-encoding'] ?? '');
      if (!fault) return answerResponse(answer, isGzipped, sendWhole);
      const replacement = replacementAfter(fault);
      if (replacement) return replacementResponse(replacement);
      if ('drop' in fault) return answerResponse({ ...answer, body: without(fault.drop, answer.body) }, isGzipped, sendWhole);
      // Broken bodies are never compressed: tests count their bytes.
      return answerResponse(answer, false, 'drip' in fault ? (bytes, response) => drip(bytes, fault.drip, response) : sendHalf);
    } catch (error) {
      if (error instanceof Failure) return failureResponse(error);
      // A bug in the sandbox: answered as TMDB would answer one, but also reported.
      process.emitWarning(error instanceof Error ? error : String(error));
      return failureResponse(failure(11));
    }
  }
  return async (request, log) => {
    const { status, send } = await respond(request, log);
    log.status = status;
    return send;
  };
}

import type { IncomingMessage } from 'node:http';
import { unescape } from 'node:querystring';
import { cachedBody, type AnswerCache, type CachedBody } from './answer-cache.ts';
import { bodyObject, bodyText } from '../http/body.ts';
import type { Scope } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import type { Accounts } from '../user/accounts.ts';
import { personalAnswer, personalParts, type UnroutedCall } from '../user/personal.ts';
import { isPersonal } from '../user/personal-routes.ts';
import type { SandboxRequest } from './request-log.ts';
import { routeOf } from './routes.ts';

/** The answer that TMDB would give, before a fault spoils it. */
export interface Answer {
  http: number;
  body: CachedBody;
  headers: Readonly<Record<string, string>>;
}

const bearerOf = ({ headers }: IncomingMessage): string => /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
function isCredentialed(request: IncomingMessage): boolean {
  const credential = bearerOf(request) || /[?&]api_key=([^&]+)/.exec(request.url ?? '')?.[1];
  return credential !== undefined && credential !== 'invalid';
}

const PRIVATE = { 'Cache-Control': 'max-age=0, private, must-revalidate' } as const;
const privateAnswer = (http: number, json: object, at: number, headers: Readonly<Record<string, string>> = {}): Answer => ({
  http,
  body: cachedBody(JSON.stringify(json), at),
  headers: { ...PRIVATE, ...headers },
});

const sharedAnswer = (body: CachedBody, at: number): Answer => ({
  http: 200,
  body,
  headers: { 'Cache-Control': `public, max-age=${Math.max(0, Math.ceil((body.until - at) / 1000))}` },
});

export interface AnswerOptions extends Scope {
  /** Answers that are the same for every caller. */
  answers: AnswerCache;
  accounts: () => Accounts;
}

/** Answers requests, with TMDB's order of checks: the credential, then the path, then the caller. Notes the body of a request in the log. */
export function createAnswerRequest({
  answers,
  accounts,
  ...scope
}: AnswerOptions): (request: IncomingMessage, log: SandboxRequest) => Promise<Answer> {
  return async (request, log) => {
    if (!isCredentialed(request)) throw failure(7);
    const { method, url, at } = log;
    const [escaped = '', query = ''] = url.split('?', 2);
    const path = unescape(escaped);
    const text = method === 'GET' ? '' : await bodyText(request);
    if (text !== '') log.body = text;
    const callOf = (): UnroutedCall => ({
      ...scope,
      query: new URLSearchParams(query),
      accounts: accounts(),
      body: bodyObject(text, request.headers['content-type']),
      bearer: bearerOf(request),
      origin: `http://${request.headers.host}`,
    });

    const reply = personalAnswer(callOf, method, path);
    if (reply) return privateAnswer(reply.http, reply.body, at, reply.headers);
    if (method !== 'GET') throw failure(routeOf(path) || isPersonal(path) ? 42 : 34);
    const body = answers.get(url, at);
    const parts = personalParts(callOf, path, query);
    return parts ? privateAnswer(200, { ...(JSON.parse(body.bytes.toString()) as object), ...parts }, at) : sharedAnswer(body, at);
  };
}

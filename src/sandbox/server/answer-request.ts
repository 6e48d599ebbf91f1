import type { IncomingMessage } from 'node:http';
import { unescape } from 'node:querystring';
import { keep, type AnswerCache, type Kept } from './answer-cache.ts';
import { bodyObject, bodyText } from '../http/body.ts';
import { failure } from '../http/failure.ts';
import type { People } from '../user/accounts.ts';
import { personalAnswer, personalParts, type Asked } from '../user/personal.ts';
import { isPersonal } from '../user/personal-routes.ts';
import { routeOf } from './routes.ts';
import type { SandboxRequest } from './server.ts';

/** The right answer, before a fault spoils it. */
export interface Right {
  http: number;
  kept: Kept;
  headers: Readonly<Record<string, string>>;
}

const bearerOf = ({ headers }: IncomingMessage): string => /^Bearer\s+(.+)$/i.exec(headers.authorization ?? '')?.[1] ?? '';
function isCredentialed(request: IncomingMessage): boolean {
  const credential = bearerOf(request) || /[?&]api_key=([^&]+)/.exec(request.url ?? '')?.[1];
  return credential !== undefined && credential !== 'invalid';
}

const PRIVATE = { 'Cache-Control': 'max-age=0, private, must-revalidate' } as const;
const personal = (http: number, body: object, at: number, headers: Readonly<Record<string, string>> = {}): Right => ({
  http,
  kept: keep(JSON.stringify(body), at),
  headers: { ...PRIVATE, ...headers },
});

const shared = (kept: Kept, at: number): Right => ({
  http: 200,
  kept,
  headers: { 'Cache-Control': `public, max-age=${Math.max(0, Math.ceil((kept.until - at) / 1000))}` },
});

export interface RightOptions {
  /** Of what is the same for everybody. */
  answers: AnswerCache;
  people: () => People;
  generated: boolean;
}

/** Does what a request asks for, in TMDB's order: credentials, then the path, then who asks. Reads a body, and notes it in the log. */
export function createRightAnswer({
  answers,
  people,
  generated,
}: RightOptions): (request: IncomingMessage, log: SandboxRequest) => Promise<Right> {
  return async (request, log) => {
    if (!isCredentialed(request)) throw failure(7);
    const { method, url, at } = log;
    const [escaped = '', query = ''] = url.split('?', 2);
    const path = unescape(escaped);
    const text = method === 'GET' ? '' : await bodyText(request);
    if (text !== '') log.body = text;
    const asked = (): Asked => ({
      query: new URLSearchParams(query),
      generated,
      people: people(),
      body: bodyObject(text, request.headers['content-type']),
      bearer: bearerOf(request),
      origin: `http://${request.headers.host}`,
    });

    const reply = personalAnswer(asked, method, path);
    if (reply) return personal(reply.http, reply.body, at, reply.headers);
    if (method !== 'GET') throw failure(routeOf(path) || isPersonal(path) ? 42 : 34);
    const kept = answers.get(url, at);
    const parts = personalParts(asked, path, query);
    return parts ? personal(200, { ...(JSON.parse(kept.bytes.toString()) as object), ...parts }, at) : shared(kept, at);
  };
}

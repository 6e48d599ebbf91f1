import { createHash } from 'node:crypto';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { Operation } from '../tmdb/engine/operation.ts';
import { second } from '../tmdb/duration.ts';
import { cacheTagHeader, cacheTagsOf, withCacheTags } from './cache-tags.ts';

type Freshness = Pick<ServerContext, 'dayEnds' | 'explain'> & { readonly operation: Pick<Operation, 'personal' | 'freshUntil'> };

/** The `Cache-Control` of a response: caches may keep it while every part of it is fresh, but never past midnight UTC. */
export function cacheControlOf({ operation, dayEnds, explain }: Freshness, isWrite: boolean, failed: boolean): string {
  if (operation.personal || isWrite) return 'private, no-store';
  // The cost of a response does not apply to a cached copy.
  if (failed || explain) return 'no-store';
  // Without data of TMDB the response changes only with the gateway.
  if (operation.freshUntil === Infinity) return 'no-cache';
  const remaining = Math.min(operation.freshUntil, dayEnds) - performance.now();
  return `public, max-age=${Math.max(0, Math.floor(remaining / second))}`;
}

/** Of events: without `no-transform` compression would hold them back. */
export const EVENTS_CACHE_CONTROL = 'no-store, no-transform';

/** Sets `Cache-Control` on complete responses. Incremental ones are never cached: their freshness is known only at their end. */
export const useCacheControl: Plugin<ServerContext> = {
  onExecute: ({ args: { document, operationName, contextValue } }) => ({
    onExecuteDone({ result, setResult }) {
      if (isAsyncIterable(result)) return;
      const isWrite = getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY;
      const cacheControl = cacheControlOf(contextValue, isWrite, result.errors !== undefined);
      const tags = isWrite ? undefined : cacheTagsOf(contextValue);
      const tagged = withCacheTags(result, tags);
      const headers = { 'cache-control': cacheControl, ...cacheTagHeader(tags?.header, cacheControl) };
      setResult({ ...tagged, extensions: { ...tagged.extensions, http: { headers } } });
    },
  }),
  onResponse({ response: { headers } }) {
    const isIncremental = /^(multipart\/mixed|text\/event-stream)/.test(headers.get('content-type') ?? '');
    // Events of other pages than GraphQL say so themselves.
    if (isIncremental && headers.get('cache-control') !== EVENTS_CACHE_CONTROL) headers.set('cache-control', 'private, no-store');
  },
};

/** A weak ETag, since compression changes the bytes but not the content. */
export const etagOf = (body: string | Buffer): string => `W/"${createHash('sha256').update(body).digest('base64url')}"`;

/** Whether the client's copy is current. @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
export const matches = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^(W\/)?/, 'W/') === etag);

/** Answers a GET with 304 when the client's copy is current. */
export const useEtags: Plugin = {
  onResponse({ request, response, setResponse, fetchAPI }) {
    const { status, headers } = response;
    if (request.method !== 'GET' || status !== 200 || !/^(public|no-cache)/.test(headers.get('cache-control') ?? '')) return undefined;
    if (!headers.get('content-type')?.includes('json')) return undefined;
    const respond = (body: string): void => {
      const etag = etagOf(body);
      headers.set('etag', etag);
      const isCurrent = matches(request.headers.get('if-none-match') ?? '', etag);
      if (isCurrent) for (const ofBody of ['content-length', 'content-type']) headers.delete(ofBody);
      setResponse(new fetchAPI.Response(isCurrent ? null : body, { status: isCurrent ? 304 : 200, headers }));
    };
    return response.text().then(respond);
  },
};

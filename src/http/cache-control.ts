import { createHash } from 'node:crypto';
import { getOperationAST, OperationTypeNode } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { Operation } from '../tmdb/engine/operation.ts';
import { second } from '../tmdb/duration.ts';

type Freshness = Pick<ServerContext, 'dayEnds' | 'explain'> & { readonly operation: Pick<Operation, 'personal' | 'freshUntil'> };

/** How long others may keep a whole answer: as long as everything in it is fresh, and no longer than it is today. */
export function cacheControlOf({ operation, dayEnds, explain }: Freshness, changes: boolean, failed: boolean): string {
  if (operation.personal || changes) return 'private, no-store';
  // What an answer cost is not what it costs when it is read again.
  if (failed || explain) return 'no-store';
  // Nothing of TMDB's is in it: it changes with the gateway.
  if (operation.freshUntil === Infinity) return 'no-cache';
  const remaining = Math.min(operation.freshUntil, dayEnds) - performance.now();
  return `public, max-age=${Math.max(0, Math.floor(remaining / second))}`;
}

/** Says of each answer that comes whole how long it may be kept; of one in pieces that may be known only when they have come. */
export const useCacheControl: Plugin<ServerContext> = {
  onExecute: ({ args: { document, operationName, contextValue } }) => ({
    onExecuteDone({ result, setResult }) {
      if (isAsyncIterable(result)) return;
      const changes = getOperationAST(document, operationName)?.operation !== OperationTypeNode.QUERY;
      const headers = { 'cache-control': cacheControlOf(contextValue, changes, result.errors !== undefined) };
      setResult({ ...result, extensions: { ...result.extensions, http: { headers } } });
    },
  }),
  onResponse({ response: { headers } }) {
    if (/^(multipart\/mixed|text\/event-stream)/.test(headers.get('content-type') ?? '')) headers.set('cache-control', 'private, no-store');
  },
};

/** Weak: compression changes the bytes, but not what they say. */
const tagOf = (body: string): string => `W/"${createHash('sha256').update(body).digest('base64url')}"`;

/** Whether the client has it. @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
const has = (ifNoneMatch: string, tag: string): boolean =>
  ifNoneMatch.split(',').some((one) => one.trim() === '*' || one.trim().replace(/^(W\/)?/, 'W/') === tag);

/** An answer to GET that the client already has is not sent again. */
export const useEtags: Plugin = {
  onResponse({ request, response, setResponse, fetchAPI }) {
    const { status, headers } = response;
    if (request.method !== 'GET' || status !== 200 || !/^(public|no-cache)/.test(headers.get('cache-control') ?? '')) return undefined;
    if (!headers.get('content-type')?.includes('json')) return undefined;
    const tagged = (body: string): void => {
      const tag = tagOf(body);
      headers.set('etag', tag);
      const known = has(request.headers.get('if-none-match') ?? '', tag);
      if (known) headers.delete('content-type');
      setResponse(new fetchAPI.Response(known ? null : body, { status: known ? 304 : 200, headers }));
    };
    return response.text().then(tagged);
  },
};

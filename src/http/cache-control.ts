import { createHash } from 'node:crypto';
import { getOperationAST, OperationTypeNode, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ServerContext } from '../context.ts';
import type { Operation } from '../tmdb/engine/operation.ts';
import { second } from '../tmdb/duration.ts';
import type { Wish } from '../tmdb/resource.ts';
import { tagOf } from '../tmdb/tag.ts';

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

/** The tags by which caches outside can purge an answer. */
interface CacheTags {
  /** Tags for the response caches of routers. */
  readonly extensions: { readonly apolloCacheTags: readonly string[] } | { readonly apolloEntityCacheTags: readonly (readonly string[])[] };
  /** The value of `Cache-Tag`. */
  readonly header: string;
}

type Tagged = Pick<ServerContext, 'entityTags'> & { readonly operation: Pick<ServerContext['operation'], 'personal' | 'used'> };

/** Maximum length of the header, in characters. Caches outside take 16 kB, as does Node for all headers. */
const MAX_LENGTH = 8000;

/** Stands for more tags than the header holds, so that such answers can be purged together. */
const MANY = 'many';

/** The tags of a document: by the ref of the wish, and by TMDB's own where they differ. */
function tagsOf({ resource, ref }: Wish, doc: unknown): string[] {
  const own = doc === undefined ? undefined : resource.refs?.(doc as never)[0];
  return [tagOf(resource.name, ref), ...(own === undefined || own === ref ? [] : [tagOf(resource.name, own)])];
}

/** Returns the tags of an answer; undefined when tags are off, or when the answer is one caller's own. */
export function cacheTagsOf({ operation: { personal, used }, entityTags }: Tagged): CacheTags | undefined {
  if (!entityTags || personal) return undefined;
  const ofParts = used.flatMap(({ wish, answer }) =>
    tagsOf(wish, answer && 'doc' in answer && wish.part === 'details' ? answer.doc : undefined),
  );
  const all = [...new Set([...entityTags.flat(2), ...ofParts])].toSorted();
  const [ofReferences, ...others] = entityTags;
  const header = all.join(',');
  return {
    // Their positions are those of the references, so they stand for one field alone.
    extensions: ofReferences && others.length === 0 ? { apolloEntityCacheTags: ofReferences } : { apolloCacheTags: all },
    header: header.length > MAX_LENGTH ? MANY : header,
  };
}

/** Adds the tags of an answer to its extensions. */
export const withCacheTags = (result: ExecutionResult, tags: CacheTags | undefined): ExecutionResult =>
  tags ? { ...result, extensions: { ...result.extensions, ...tags.extensions } } : result;

/** The header with the tags of an answer, which only a cache that may keep the answer wants. */
export const cacheTagHeader = (tags: string | undefined, cacheControl: string): { 'cache-tag'?: string } =>
  tags !== undefined && tags !== '' && cacheControl.startsWith('public') ? { 'cache-tag': tags } : {};

/** Sets `Cache-Control` and the tags of complete responses. Incremental ones are never cached: their freshness is known only at their end. */
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
    // Node knows better than Yoga whether the connection is kept, and how the body ends.
    if (isIncremental) for (const name of ['connection', 'transfer-encoding']) headers.delete(name);
    // Events of other pages than GraphQL say so themselves.
    if (isIncremental && headers.get('cache-control') !== EVENTS_CACHE_CONTROL) headers.set('cache-control', 'private, no-store');
  },
};

/** A weak ETag, since compression changes the bytes but not the content. */
export const etagOf = (body: string | Buffer): string => `W/"${createHash('sha256').update(body).digest('base64url')}"`;

const weak = (etag: string): string => etag.replace(/^(W\/)?/, 'W/');

/** Whether the client's copy is current. @see https://www.rfc-editor.org/rfc/rfc9110#name-if-none-match */
export const matches = (ifNoneMatch: string, etag: string): boolean =>
  ifNoneMatch.split(',').some((one) => one.trim() === '*' || weak(one.trim()) === weak(etag));

/** Answers a GET with 304 when the client's copy is current. JSON gets an ETag; other responses may have one already. */
export const useEtags: Plugin = {
  onResponse({ request, response, setResponse, fetchAPI }) {
    const { status, headers } = response;
    if (request.method !== 'GET' || status !== 200 || !/^(public|no-cache)/.test(headers.get('cache-control') ?? '')) return undefined;
    const known = headers.get('etag');
    if (known === null && !headers.get('content-type')?.includes('json')) return undefined;
    const respond = (etag: string, body?: string): void => {
      headers.set('etag', etag);
      const isCurrent = matches(request.headers.get('if-none-match') ?? '', etag);
      if (isCurrent) {
        // Without a type nothing compresses it.
        for (const ofBody of ['content-length', 'content-type']) headers.delete(ofBody);
        setResponse(new fetchAPI.Response(null, { status: 304, headers }));
      } else if (body !== undefined) setResponse(new fetchAPI.Response(body, { status: 200, headers }));
    };
    return known === null ? response.text().then((body) => respond(etagOf(body), body)) : respond(known);
  },
};

import type { ExecutionResult } from 'graphql';
import type { ServerContext } from '../context.ts';
import type { Wish } from '../tmdb/resource.ts';
import { tagOf } from '../tmdb/tag.ts';

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

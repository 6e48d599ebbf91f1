import type { PlannedRequest } from '../plan.ts';
import { partOf, type Wish } from '../../resource.ts';

/** A request, or a wish for one, as this memory knows it. */
export interface FailureTarget {
  /** What is requested from TMDB. A circuit counts different ones. */
  readonly path: string;
  /** The path of the resource. Without it nothing of the resource is answered. */
  readonly resource: string;
  /** The paths, one of each part, that are not requested for a while after a failure. */
  readonly keys: readonly string[];
}

/** Parameters that a failure hardly depends on: what fails in one language fails in another. */
const LOCALE = new Set(['language', 'include_image_language', 'include_video_language']);

/** The target of a wish. Where nothing can be appended, each query is a path of its own; so is each page of a part. */
export function targetOf(wish: Wish): FailureTarget {
  const { resource, ref, part, query, scope } = wish;
  let parameters = '';
  for (const parameter of partOf(wish).varies) {
    const value = query[parameter] ?? undefined;
    if (value !== undefined && !LOCALE.has(parameter)) parameters += `&${parameter}=${value}`;
  }
  const details = resource.path(ref);
  const path = (part === 'details' ? details : `${details}/${part}`) + parameters;
  // A failure that a caller's own credential may have caused says nothing about the requests of others.
  return { path: titleOf(path), resource: resource.appends ? details : path, keys: scope ? [] : [path] };
}

/** `/tv/1399` for `/tv/1399/season/3`: one bad series must not count as many. */
function titleOf(path: string): string {
  const middle = path.indexOf('/', 1);
  const end = middle < 0 ? -1 : path.indexOf('/', middle + 1);
  return end < 0 ? path : path.slice(0, end);
}

/** The target of a planned request: everything that it carries fails or answers with it. */
export function targetOfRequest({ append, brings }: PlannedRequest): FailureTarget {
  const [first] = brings;
  if (!first) throw new TypeError('a request brings at least one wish');
  const target = targetOf(first.wish);
  if (append.length === 0 || first.wish.scope) return target;
  return { ...target, keys: [...new Set([target.resource, ...brings.flatMap(({ wish }) => targetOf(wish).keys)])] };
}

/** The target of a write. A failure of it says nothing about the next one, so only its circuit is concerned. */
export const targetOfWrite = ({ path }: { readonly path: string }): FailureTarget => ({ path, resource: path, keys: [] });

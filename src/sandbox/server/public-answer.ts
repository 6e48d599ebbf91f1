import type { Scope } from '../http/call.ts';
import { Failure, failure } from '../http/failure.ts';
import { emptied, isWithoutAnything } from './failing-ids.ts';
import { routeOf } from './routes.ts';

const MAX_APPENDED = 20;

export interface PublicAnswer {
  json: string;
  /** Seconds. */
  maxAge: number;
}

/** The parts named by append_to_response, known or not, each once. @throws status 27 for more than 20. */
function appended(query: URLSearchParams): string[] {
  const items = (query.get('append_to_response') ?? '').split(',').filter((item) => item !== '');
  if (items.length > MAX_APPENDED) throw failure(27);
  return [...new Set(items)];
}

/** One appended part; undefined when these details have no such route, or it answers "not found". */
function partOf(path: string, query: URLSearchParams, scope: Scope): object | undefined {
  const part = routeOf(path);
  if (!part || part.route.isAlone) return undefined;
  try {
    const whole = part.route.answer({ ...scope, params: part.params, query });
    // A season appended to its series is whole, its own id included.
    if (part.route.appends) return whole;
    const { id: _id, ...rest } = whole as { id?: unknown };
    return rest;
  } catch (error) {
    // Such as a season that the series does not have.
    if (error instanceof Failure && error.http === 404) return undefined;
    throw error;
  }
}

/**
 * The answer to a GET that is the same for every caller: the route's own and, for details, the routes below it that
 * append_to_response names. These see the same query, lack the `id` that they have at their own path, and are left out
 * when they answer "not found".
 */
export function publicAnswer(path: string, query: URLSearchParams, scope: Scope): PublicAnswer {
  const found = routeOf(path);
  if (!found) throw failure(34);
  const { route, params } = found;
  const shown = isWithoutAnything(path) ? emptied : (answer: object) => answer;
  const main = shown(route.answer({ ...scope, params, query }));
  if (!route.appends || !query.has('append_to_response')) return { json: JSON.stringify(main), maxAge: route.maxAge };
  const parts = appended(query).flatMap((item) => {
    const part = partOf(`${path}/${item}`, query, scope);
    return part ? [[item, shown(part)] as const] : [];
  });
  return { json: JSON.stringify({ ...main, ...Object.fromEntries(parts) }), maxAge: route.maxAge };
}

import { Failure, failure } from '../http/failure.ts';
import { routeOf } from './routes.ts';

const MOST_APPENDED = 20;

export interface Answered {
  body: string;
  maxAge: number;
}

/** The parts to append: known or not, each once. @throws status 27 for more than 20. */
function appended(query: URLSearchParams): string[] {
  const items = (query.get('append_to_response') ?? '').split(',').filter((item) => item !== '');
  if (items.length > MOST_APPENDED) throw failure(27);
  return [...new Set(items)];
}

/** One item's part; undefined when there is no such route below these details, or nothing there. */
function partOf(path: string, query: URLSearchParams, generated: boolean): object | undefined {
  const part = routeOf(path);
  if (!part || part.route.isAlone) return undefined;
  try {
    const whole = part.route.answer({ params: part.params, query, generated });
    // A season is appended to its series with all that it has, its own id among it.
    if (part.route.appends) return whole;
    const { id: _id, ...rest } = whole as { id?: unknown };
    return rest;
  } catch (error) {
    // A season that the series does not have.
    if (error instanceof Failure && error.http === 404) return undefined;
    throw error;
  }
}

/**
 * The answer to a GET: the route's own, and for details the routes below it that append_to_response names. Those see
 * the same query, lack the `id` that they have at their own path, and are left out when there is nothing.
 */
export function answer(path: string, query: URLSearchParams, generated: boolean): Answered {
  const found = routeOf(path);
  if (!found) throw failure(34);
  const { route, params } = found;
  const main = route.answer({ params, query, generated });
  if (!route.appends || !query.has('append_to_response')) return { body: JSON.stringify(main), maxAge: route.maxAge };
  const parts = appended(query).flatMap((item) => {
    const part = partOf(`${path}/${item}`, query, generated);
    return part ? [[item, part] as const] : [];
  });
  return { body: JSON.stringify({ ...main, ...Object.fromEntries(parts) }), maxAge: route.maxAge };
}

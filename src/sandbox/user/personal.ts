import { Failure } from '../http/failure.ts';
import type { PersonalCall, Reply } from './personal-call.ts';
import { personalRouteOf } from './personal-routes.ts';

/** A request, before its route is found. */
export type UnroutedCall = Omit<PersonalCall, 'params'>;

/**
 * The answer of a personal route; undefined when the method and path are not of one.
 * @param callOf Called for personal routes alone, since most requests are not personal.
 */
export function personalAnswer(callOf: () => UnroutedCall, method: string, path: string): Reply | undefined {
  const found = personalRouteOf(`${method} ${path}`);
  return found?.route({ ...callOf(), params: found.params });
}

const STATES = 'account_states';

function stateAt(callOf: () => UnroutedCall, path: string): object | undefined {
  try {
    const whole: { id?: unknown } | undefined = personalAnswer(callOf, 'GET', path)?.body;
    if (!whole) return undefined;
    // An appended part lacks the id that it has at its own path.
    const { id: _id, ...rest } = whole;
    return rest;
  } catch (error) {
    // An invalid session, or a season that does not exist.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The account states to append to details, keyed by the name of the part; undefined when there are none, as without a session. */
export function personalParts(callOf: () => UnroutedCall, path: string, query: string): Record<string, object> | undefined {
  if (!query.includes(STATES)) return undefined;
  const items = (callOf().query.get('append_to_response') ?? '').split(',').filter((item) => item.endsWith(STATES));
  const parts = items.flatMap((item) => {
    const part = stateAt(callOf, `${path}/${item}`);
    return part ? [[item, part] as const] : [];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

import { Failure } from '../http/failure.ts';
import type { PersonalCall, Reply } from './personal-call.ts';
import { personalRouteOf } from './personal-routes.ts';

/** A request, before its route is found. */
export type UnroutedCall = Omit<PersonalCall, 'params'>;

/**
 * The answer to a method and a path that depend on who asks; undefined when it is none of those.
 * @param asked Only looked at then: most requests are for what is the same for everybody.
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
    // Appended, it lacks the id that its own path has.
    const { id: _id, ...rest } = whole;
    return rest;
  } catch (error) {
    // Nobody's session, or a season that is not there.
    if (error instanceof Failure) return undefined;
    throw error;
  }
}

/** The account states appended to details, by the name of the part; undefined when there are none, as without a session. */
export function personalParts(callOf: () => UnroutedCall, path: string, query: string): Record<string, object> | undefined {
  if (!query.includes(STATES)) return undefined;
  const items = (callOf().query.get('append_to_response') ?? '').split(',').filter((item) => item.endsWith(STATES));
  const parts = items.flatMap((item) => {
    const part = stateAt(callOf, `${path}/${item}`);
    return part ? [[item, part] as const] : [];
  });
  return parts.length > 0 ? Object.fromEntries(parts) : undefined;
}

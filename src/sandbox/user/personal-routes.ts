import { ACCOUNTS_V3 } from './account.ts';
import { ACCOUNTS_V4 } from './account-v4.ts';
import { LISTS_V3 } from './lists-v3.ts';
import { LISTS_V4 } from './lists-v4.ts';
import type { PersonalHandlers } from './personal-call.ts';
import { RATINGS } from './ratings.ts';
import { routerOf } from '../http/router.ts';
import { SIGN_IN } from './sign-in.ts';

/** Routes whose answers depend on the caller and on what users did, writes included. Their answers are never cached. */
export const PERSONAL_ROUTES: PersonalHandlers = { ...SIGN_IN, ...ACCOUNTS_V3, ...RATINGS, ...LISTS_V3, ...ACCOUNTS_V4, ...LISTS_V4 };

/** Finds the route of a method and a path, such as `POST /3/list`. */
export const personalRouteOf = routerOf(Object.entries(PERSONAL_ROUTES));

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
/** Whether a path has a route with any method. */
export const isPersonal = (path: string): boolean => METHODS.some((method) => personalRouteOf(`${method} ${path}`) !== undefined);

import { ACCOUNTS } from './account.ts';
import { ACCOUNTS_V4 } from './account-v4.ts';
import { LISTS_V3 } from './lists-v3.ts';
import { LISTS_V4 } from './lists-v4.ts';
import type { PersonalHandlers } from './personal-call.ts';
import { RATINGS } from './ratings.ts';
import { routerOf } from '../http/router.ts';
import { SIGN_IN } from './sign-in.ts';

/** The paths whose answers depend on who asks and on what people did, writes among them: never kept. */
export const PERSONAL_ROUTES: PersonalHandlers = { ...SIGN_IN, ...ACCOUNTS, ...RATINGS, ...LISTS_V3, ...ACCOUNTS_V4, ...LISTS_V4 };

/** What answers a method and a path, such as `POST /3/list`. */
export const personalRouteOf = routerOf(Object.entries(PERSONAL_ROUTES));

const METHODS = ['GET', 'POST', 'PUT', 'DELETE'];
/** Whether a path is known with any method. */
export const isPersonal = (path: string): boolean => METHODS.some((method) => personalRouteOf(`${method} ${path}`) !== undefined);

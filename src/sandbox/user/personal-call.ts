import { TMDB_STATUS } from '../../tmdb/status.ts';
import type { Call } from '../http/call.ts';
import { failure } from '../http/failure.ts';
import type { Accounts } from './accounts.ts';
import { isUserToken } from './sessions.ts';
import type { Owner } from './user-items.ts';
import type { User } from './users.ts';

/** A request whose answer depends on the caller, or on what users did before. */
export interface PersonalCall extends Call {
  readonly accounts: Accounts;
  /** The JSON object in the body; empty when nothing was sent. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The bearer token, the application's own or in v4 a user's; empty when there is none. */
  readonly bearer: string;
  /** The sandbox's origin, such as `http://127.0.0.1:8080`. */
  readonly origin: string;
}

export interface Reply {
  readonly http: number;
  readonly body: object;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Keyed by method and pattern: `POST /3/list/{list}/add_item`. */
export type PersonalHandlers = Readonly<Record<string, (call: PersonalCall) => Reply>>;

export const ok = (body: object, headers: Readonly<Record<string, string>> = {}): Reply => ({ http: 200, body, headers });
/** One of TMDB's three statuses for a successful write. @param more Further fields of the answer. */
export function done(status: 1 | 12 | 13, more: object = {}, http: number = TMDB_STATUS[status].http): Reply {
  return { http, body: { success: true, status_code: status, status_message: TMDB_STATUS[status].means, ...more } };
}
/** The answer to a write that created something. */
export const created = (more: object = {}): Reply => done(1, more, 201);

/** A text in the body; empty when missing. */
export function textIn({ body }: PersonalCall, key: string): string {
  const value = body[key];
  return typeof value === 'string' ? value : '';
}

/** The user of the session in the query, if any. */
export const sessionUser = ({ accounts, query }: PersonalCall): User | undefined => accounts.sessions.userOf(query.get('session_id') ?? '');

/** @throws status 3 without a v3 session. */
export function signedIn(call: PersonalCall): User {
  const user = sessionUser(call);
  if (!user) throw failure(3);
  return user;
}

/** The owner of ratings: a user, else a guest. @throws status 3 when there is neither. */
export function raterOf(call: PersonalCall): Owner {
  const { accounts, query } = call;
  const guest = query.has('session_id') ? undefined : accounts.sessions.guest(query.get('guest_session_id') ?? '');
  return guest ?? signedIn(call);
}

/** The user of a v4 token; undefined for the application's own. @throws status 35 for a user's token that is no longer valid. */
export function bearerUser({ accounts, bearer }: PersonalCall): User | undefined {
  const user = accounts.sessions.holderOf(bearer);
  if (!user && isUserToken(bearer)) throw failure(35);
  return user;
}

/** @throws status 36 for the application's own token, which cannot write. */
export function writer(call: PersonalCall): User {
  const user = bearerUser(call);
  if (!user) throw failure(36);
  return user;
}

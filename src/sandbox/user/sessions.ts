import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { failure, sessionDenied } from '../http/failure.ts';
import type { User } from './users.ts';

const HOUR = 3_600_000;
const TOKEN_LIFE = HOUR;
const GUEST_LIFE = 24 * HOUR;
/** Most sessions and tokens of a kind, as a sandbox that runs for days must not fill its memory. The least recently used go first. */
const MAX_SESSIONS = 10_000;
/** Most guests: fewer, since their ratings are kept with them. */
const MAX_GUESTS = 2000;

/** A visitor without an account, who can rate. */
export interface Guest {
  readonly guest: string;
}
export type Version = 3 | 4;

interface RequestToken {
  readonly version: Version;
  readonly expires: Date;
  /** The URL to redirect the user to after the decision, if the application named one. */
  readonly redirectTo: string | undefined;
  decision?: User | 'denied';
}

const secret = (bytes: number) => randomBytes(bytes).toString('hex');
const base64 = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
/** A token in the form of TMDB's v4 tokens. Its signature is random: tokens are looked up, not verified. */
const jwt = (claims: object) => [base64({ typ: 'JWT', alg: 'HS256' }), base64(claims), randomBytes(32).toString('base64url')].join('.');

/** Whether a bearer token was issued to a user, even if since revoked; the application's own can only read. */
export const isUserToken = (bearer: string): boolean =>
  Buffer.from(bearer.split('.')[1] ?? '', 'base64url')
    .toString()
    .includes('"api_write"');

/** Sessions, guests and tokens, and how users sign in. */
export interface Sessions {
  requestToken(version: Version, redirectTo?: string): { token: string; expires: Date };
  /** A request token that waits for a decision. */
  pending(token: string): RequestToken | undefined;
  /** Records that a user approved or denied a request token. @throws status 33 for a token that is unknown, expired or decided. */
  settle(token: string, decision: User | 'denied'): RequestToken;
  /** Uses up a request token, and returns the user who approved it. @throws status 33 for an unknown or expired token; 17 in v3 and 41 in v4 for one that was not approved. */
  redeem(token: string, version: Version): User;
  open(user: User): string;
  close(session: string): boolean;
  userOf(session: string): User | undefined;
  newGuest(): { id: string; expires: Date };
  guest(id: string): Guest | undefined;
  grant(user: User): string;
  revoke(accessToken: string): boolean;
  holderOf(accessToken: string): User | undefined;
}

const isLiving = ({ expires }: RequestToken): boolean => expires.getTime() >= Date.now();

export function createSessions(): Sessions {
  const requestTokens = new LRUCache<string, RequestToken>({ max: MAX_SESSIONS });
  const sessions = new LRUCache<string, User>({ max: MAX_SESSIONS });
  const guests = new LRUCache<string, Guest>({ max: MAX_GUESTS });
  const accessTokens = new LRUCache<string, User>({ max: MAX_SESSIONS });

  const living = (token: string): RequestToken => {
    const found = requestTokens.get(token);
    if (!found || !isLiving(found)) throw failure(33);
    return found;
  };
  return {
    requestToken(version, redirectTo) {
      const token = version === 3 ? secret(20) : jwt({ jti: secret(8), scopes: ['pending_request_token'] });
      const expires = new Date(Date.now() + TOKEN_LIFE);
      requestTokens.set(token, { version, expires, redirectTo });
      return { token, expires };
    },
    pending(token) {
      const found = requestTokens.get(token);
      return found && isLiving(found) && !found.decision ? found : undefined;
    },
    settle(token, decision) {
      const found = living(token);
      if (found.decision) throw failure(33);
      found.decision = decision;
      return found;
    },
    redeem(token, version) {
      const found = living(token);
      if (found.version !== version) throw failure(33);
      if (!found.decision || found.decision === 'denied') throw version === 3 ? sessionDenied() : failure(41);
      requestTokens.delete(token);
      return found.decision;
    },
    open(user) {
      const session = secret(20);
      sessions.set(session, user);
      return session;
    },
    close: (session) => sessions.delete(session),
    userOf: (session) => sessions.get(session),
    newGuest() {
      const id = secret(16);
      guests.set(id, { guest: id });
      return { id, expires: new Date(Date.now() + GUEST_LIFE) };
    },
    guest: (id) => guests.get(id),
    grant(user) {
      const token = jwt({ sub: user.objectId, jti: secret(8), scopes: ['api_read', 'api_write'] });
      accessTokens.set(token, user);
      return token;
    },
    revoke: (token) => accessTokens.delete(token),
    holderOf: (token) => accessTokens.get(token),
  };
}

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { hour } from './duration.ts';
import type { Credential, Session } from './session.ts';

/** The credentials that TMDB accepted lately: only these make somebody a caller of their own when the queue is shared. */
export interface VerifiedCredentials {
  /** Something personal was answered, or done, with it. */
  add(credential: Credential): void;
  /** Whom a session is of; undefined as long as anybody could have made it up. */
  callerOf(session: Session): string | undefined;
}

/** Most credentials that are remembered. */
const MAX_VERIFIED = 10_000;

/** Whose share is their own. Guests have none: anybody gets as many guest sessions as they like. */
const OWN_SHARE = ['user', 'session'] as const;

/** Credentials themselves are not kept, just what they can be recognised by. */
const nameOf = ({ kind, value }: Credential): string => `${kind} ${createHash('sha256').update(value).digest('base64url')}`;

/** In memory, each for an hour after TMDB accepted it last. */
export function createVerifiedCredentials(): VerifiedCredentials {
  const names = new LRUCache<string, true>({ max: MAX_VERIFIED, ttl: hour });
  return {
    add: (credential) => void names.set(nameOf(credential), true),
    callerOf(session) {
      return OWN_SHARE.flatMap((kind) => {
        const value = session[kind];
        return value === undefined ? [] : [nameOf({ kind, value })];
      }).find((name) => names.has(name));
    },
  };
}

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { hour } from './duration.ts';
import type { Credential, Session } from './session.ts';

/** The credentials that TMDB honoured lately: only their sessions count as callers of their own when the queue is shared. */
export interface VerifiedCredentials {
  /** TMDB answered a personal request, or did a write, with this credential. */
  add(credential: Credential): void;
  /** The caller that a session belongs to; undefined while it may be forged. */
  callerOf(session: Session): string | undefined;
}

/** Maximum number of credentials that are remembered. */
const MAX_VERIFIED = 10_000;

/** Kinds with a share of their own. Guests have none: a client can create any number of guest sessions. */
const OWN_SHARE = ['user', 'session'] as const;

/** Identifies a credential by its hash: credentials themselves are not kept. */
const nameOf = ({ kind, value }: Credential): string => `${kind} ${createHash('sha256').update(value).digest('base64url')}`;

/** Remembers each credential in memory, for an hour after TMDB honoured it last. */
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

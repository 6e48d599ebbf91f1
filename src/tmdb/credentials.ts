import type { CredentialKind } from './session.ts';

/** What only somebody with an account may ask or do. */
export const SIGNED_IN = ['session'] as const satisfies readonly CredentialKind[];
/** What guests may, too: rate, and see what they rated. */
export const RATER = ['session', 'guest'] as const satisfies readonly CredentialKind[];
/** What version 4 asks a user's own token for. */
export const USER = ['user'] as const satisfies readonly CredentialKind[];
export const GUEST = ['guest'] as const satisfies readonly CredentialKind[];

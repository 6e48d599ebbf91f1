import type { CredentialKind } from './session.ts';

/** A v3 session, for reads and writes that need an account. */
export const SIGNED_IN = ['session'] as const satisfies readonly CredentialKind[];
/** An account or a guest, for ratings. */
export const RATER = ['session', 'guest'] as const satisfies readonly CredentialKind[];
/** A v4 user access token, for version 4. */
export const USER = ['user'] as const satisfies readonly CredentialKind[];
/** A guest session alone. */
export const GUEST = ['guest'] as const satisfies readonly CredentialKind[];

import type { Load } from '../../src/loaders.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { Credential, CredentialKind } from '../../src/tmdb/session.ts';

/** What resolvers may reach, made anew for each GraphQL request. */
export interface Context {
  readonly load: Load;
  /** What holds when the operation itself says nothing (`@inContext`). */
  readonly locale: Locale;
  /** Which credentials the caller sent. */
  readonly signedIn: readonly CredentialKind[];
  /** The first of these that the caller sent. @throws GatewayError UNAUTHENTICATED */
  credential(kinds: readonly CredentialKind[]): Credential;
  /** Where a user approves a request token, in a browser. */
  approvalUrl(version: 3 | 4, requestToken: string, redirectTo?: string): string;
  /** Base of picture addresses, without a slash at its end. */
  readonly imageUrl: string;
  /** Which day it is, in UTC: `2026-08-06`. */
  readonly today: string;
  /** Counts fields that the answer will have. @throws GatewayError QUERY_TOO_EXPENSIVE, and why the operation ended. */
  spend(fields: number): void;
  /** How much of TMDB's limit is left now. */
  rateLimit(): RateLimit;
}

export interface RateLimit {
  /** Requests a second. */
  readonly limit: number;
  /** Requests that could be sent at once. */
  readonly available: number;
  /** Requests that wait. */
  readonly queued: number;
}

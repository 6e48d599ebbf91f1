import type { GraphQLResolveInfo } from 'graphql';
import type { GatewayError } from '../../src/tmdb/error.ts';
import type { Load } from '../../src/loaders.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { Credential, CredentialKind } from '../../src/tmdb/session.ts';

/** Everything that resolvers can use, made for each GraphQL request. */
export interface Context {
  readonly load: Load;
  /** The default locale, for operations without `@inContext`. */
  readonly locale: Locale;
  /** The kinds of credentials that the caller sent. */
  readonly signedIn: readonly CredentialKind[];
  /** Returns the first of these credentials that the caller sent. @throws GatewayError UNAUTHENTICATED */
  credential(kinds: readonly CredentialKind[]): Credential;
  /** Returns the URL at which a user approves a request token in a browser. */
  approvalUrl(version: 3 | 4, requestToken: string, redirectTo?: string): string;
  /** Base of image URLs, without a slash at its end. */
  readonly imageUrl: string;
  /** Whether the wishes of a selection are made before its fields are resolved. Default: true; false only in tests. */
  readonly lookAhead?: boolean;
  /** The current day in UTC: `2026-08-06`. */
  readonly today: string;
  /** Counts fields of the answer. @throws GatewayError QUERY_TOO_EXPENSIVE, or the reason why the operation has ended. */
  spend(fields: number): void;
  /** Adds an error at the current field, which has a value all the same: most of a list whose rest failed. */
  report(error: GatewayError, info: GraphQLResolveInfo): void;
  /**
   * Refuses an operation that is certain to need more TMDB requests than it may send, before the first is sent.
   * @throws GatewayError QUERY_TOO_EXPENSIVE
   */
  assertAffordable(operation: Selected): void;
  /** The tags of the references of each `_entities`, by their positions; undefined when the answer needs no tags. */
  readonly entityTags?: string[][][] | undefined;
  /** Returns the current state of TMDB's rate limit. */
  rateLimit(): RateLimit;
  /** What fields keep for each other while the operation runs, by {@link perOperation}. */
  readonly kept: Map<symbol, unknown>;
}

/** An operation with its variables, as resolvers get it. */
export type Selected = Pick<GraphQLResolveInfo, 'schema' | 'fragments' | 'operation' | 'variableValues'>;

export interface RateLimit {
  /** Requests per second. */
  readonly limit: number;
  /** Requests that could be sent immediately. */
  readonly available: number;
  /** Waiting requests. */
  readonly queued: number;
}

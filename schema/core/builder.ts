import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import './cache-control.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { Load } from '../../src/loaders.ts';
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

export const builder = new SchemaBuilder<{
  Context: Context;
  Scalars: {
    ID: { Input: string; Output: string };
    Date: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    SafeInt: { Input: number; Output: number };
    JSON: { Input: unknown; Output: unknown };
    CountryCode: { Input: string; Output: string };
    LanguageTag: { Input: string; Output: string };
  };
  DefaultInputFieldRequiredness: false;
}>({ plugins: [DirectivesPlugin, FederationPlugin, 'cacheControl'] });

builder.queryType({
  description: 'What can be asked. Every field that leads to a thing is null, with an error beside it, when TMDB does not have it.',
});

builder.mutationType({
  description:
    'What a user of TMDB can do: sign in, rate, mark, and keep lists. Each field is one write, sent to TMDB once; when nobody can know whether it was done the error is `OUTCOME_UNKNOWN`. ' +
    'What a field returns is read after the write, and costs requests only for what is selected of it.',
});

/** Nullability of lists of things: one bad row never loses the list. */
export const nullableItems = { list: true, items: true } as const;

/** The `@tag` of what concerns who runs the gateway: public contracts of a supergraph exclude it. */
export const INTERNAL = 'internal';

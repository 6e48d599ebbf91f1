import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import './cache-control.ts';
import './cost.ts';
import type { Context } from './context.ts';
import { MAX_WRITES } from './write-limit.ts';

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
}>({ plugins: [DirectivesPlugin, FederationPlugin, 'cacheControl', 'cost'] });

builder.queryType({
  description:
    'Everything you can query. A field that looks up an object is null, with an error beside it, when TMDB does not have the object.',
});

builder.mutationType({
  description:
    'Everything a user of TMDB can do: sign in, rate, set favorites and the watchlist, and edit lists. Each field is one write, sent to TMDB once. When TMDB fails with status 11, one more request may confirm the write. When its outcome cannot be known, the error is `OUTCOME_UNKNOWN`. ' +
    `One operation has at most ${MAX_WRITES} fields; with more, none is sent and the error is \`QUERY_TOO_EXPENSIVE\`. ` +
    'The result is read after the write, and costs requests only for the selected fields.',
});

/** Nullability of lists of objects: one bad row never loses the list. */
export const nullableItems = { list: true, items: true } as const;

/** The `@tag` of fields for the operators of the gateway: public contracts of a supergraph exclude it. */
export const INTERNAL = 'internal';

import SchemaBuilder from '@pothos/core';
import DirectivesPlugin from '@pothos/plugin-directives';
import FederationPlugin from '@pothos/plugin-federation';
import './cache-control.ts';
import type { Context } from './context.ts';

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
  description:
    'Everything you can query. A field that leads to an object is null, with an error beside it, when TMDB does not have the object.',
});

builder.mutationType({
  description:
    'Everything a user of TMDB can do: sign in, rate, keep favorites, a watchlist and lists. Each field is one write, sent to TMDB once; when its outcome cannot be known, the error is `OUTCOME_UNKNOWN`. ' +
    'A payload is read after the write, and costs requests only for what is selected of it.',
});

/** Nullability of lists of things: one bad row never loses the list. */
export const nullableItems = { list: true, items: true } as const;

/** The `@tag` of what concerns who runs the gateway: public contracts of a supergraph exclude it. */
export const INTERNAL = 'internal';

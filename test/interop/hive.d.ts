import type { RequestListener } from 'node:http';

/** What the tests use of Hive Gateway. Its own types change those of graphql, also for all code beside it. */
export declare function createGatewayRuntime(options: {
  readonly supergraph: string;
  readonly unifiedGraphHandler: unknown;
  readonly logging: boolean;
  readonly demandControl?: { readonly maxCost: number };
  readonly propagateHeaders: { fromClientToSubgraphs(from: { readonly request: Request }): Record<string, string | null> };
}): RequestListener & AsyncDisposable;

export declare const unifiedGraphHandler: unknown;

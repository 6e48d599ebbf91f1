import { composeServices as composeByApollo } from '@apollo/composition';
import { composeServices as composeByHive } from '@theguild/federation-composition';
import { parse } from 'graphql';
import type { Subgraph } from './subgraph.ts';

export type Definition = Pick<Subgraph, 'name' | 'url' | 'typeDefs'>;

/** What a library makes of subgraphs: a supergraph, unless there are errors. */
export interface Composition {
  readonly supergraphSdl?: string | undefined;
  readonly errors: readonly string[];
  readonly hints: readonly string[];
}

const parsed = (subgraphs: readonly Definition[]) => subgraphs.map(({ name, url, typeDefs }) => ({ name, url, typeDefs: parse(typeDefs) }));

/** The libraries that compose the supergraphs of routers. That of Hive gives no hints. */
export const COMPOSERS = {
  '@apollo/composition'(subgraphs: readonly Definition[]): Composition {
    const { supergraphSdl, errors = [], hints = [] } = composeByApollo(parsed(subgraphs));
    return { supergraphSdl, errors: errors.map(String), hints: hints.map(String) };
  },
  '@theguild/federation-composition'(subgraphs: readonly Definition[]): Composition {
    const { supergraphSdl, errors = [] } = composeByHive(parsed(subgraphs));
    return { supergraphSdl, errors: errors.map(String), hints: [] };
  },
};

/** Returns the composed supergraph. @throws {Error} The errors of the composition. */
export function supergraphOf({ supergraphSdl, errors }: Composition): string {
  if (supergraphSdl === undefined) throw new Error(errors.join('\n'));
  return supergraphSdl;
}

import { getNamedType, isAbstractType, isObjectType, type GraphQLSchema } from 'graphql';
import { badInput, GatewayError } from '../../src/tmdb/error.ts';
import type { Context } from './context.ts';

interface Reference {
  readonly __typename?: unknown;
}

/** Maximum number of references in one call: each costs time even when it costs no TMDB request. */
const MAX_REFERENCES = 1000;

/**
 * Lets every reference of `_entities` fail by itself, at its own index: the library's resolver throws for the whole list
 * when one of them names a type that is no entity.
 */
export function resolveReferencesApart(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  const union = field && getNamedType(field.type);
  if (!resolve || !isAbstractType(union)) throw new TypeError('the schema is no subgraph: it has no _entities');
  field.resolve = (root, { representations }: { representations: readonly Reference[] }, context, info) => {
    if (representations.length > MAX_REFERENCES) {
      throw new GatewayError('QUERY_TOO_EXPENSIVE', `Expected at most ${MAX_REFERENCES} references at once.`);
    }
    // Before any of them is resolved.
    (context as Context).spend(representations.length);
    // A router sends the references of several objects at once: some of them are better than none.
    (context as Context).load.allowPartial();
    return representations.map(async (reference) => {
      const { __typename: name } = reference;
      const type = typeof name === 'string' ? info.schema.getType(name) : undefined;
      if (!isObjectType(type) || !info.schema.isSubType(union, type)) {
        throw badInput('Expected `__typename` to name an entity of this subgraph, such as Movie.');
      }
      const [entity] = (await resolve(root, { representations: [reference] }, context, info)) as [unknown];
      return entity;
    });
  };
  return schema;
}

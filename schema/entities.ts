import { isObjectType } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { badInput } from '../src/tmdb/error.ts';

interface Reference {
  readonly __typename?: unknown;
}

/**
 * Lets every reference of `_entities` fail by itself, at its own index: the library's resolver throws for the whole list
 * when one of them names a type that is no entity.
 */
export function resolveReferencesApart(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  if (!resolve) throw new TypeError('the schema is no subgraph: it has no _entities');
  field.resolve = (root, { representations }: { representations: readonly Reference[] }, context, info) =>
    representations.map(async (reference) => {
      const type = info.schema.getType(String(reference.__typename));
      if (!isObjectType(type) || !('apollo' in type.extensions))
        throw badInput('`__typename` is not the name of an entity of this subgraph.');
      const [entity] = (await resolve(root, { representations: [reference] }, context, info)) as [unknown];
      return entity;
    });
  return schema;
}

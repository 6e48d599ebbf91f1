import type { GraphQLSchema } from 'graphql';
import { badInput, GatewayError } from '../../src/tmdb/error.ts';
import type { Context } from '../core/context.ts';
import { tagOf } from '../../src/tmdb/tag.ts';
import { lookUpOf } from '../core/declaration.ts';
import type { Node } from '../core/node.ts';
import { isEntity, targetOfReference, type Reference } from './references.ts';

/** Maximum number of references in one call: each costs time even when it costs no TMDB request. */
const MAX_REFERENCES = 1000;

/** An object that a reference leads to, with the name of its type. */
type Entity = Node & { readonly __typename: string };

/**
 * Lets each reference of `_entities` fail on its own, at its own index: the library's resolver throws for the whole list
 * when one of them names a type that is not an entity.
 */
export function withIndependentReferences(schema: GraphQLSchema): GraphQLSchema {
  const field = schema.getQueryType()?.getFields()['_entities'];
  const resolve = field?.resolve;
  if (!resolve) throw new TypeError('The schema is not a subgraph: it has no _entities.');
  const lookUp = lookUpOf(({ representations }: { representations: readonly Reference[] }) =>
    representations.length > MAX_REFERENCES ? [] : representations.flatMap((reference) => targetOfReference(reference) ?? []),
  );
  field.extensions = { ...field.extensions, tmdb: lookUp };
  field.resolve = (root, { representations }: { representations: readonly Reference[] }, context, info) => {
    if (representations.length > MAX_REFERENCES) {
      throw new GatewayError('QUERY_TOO_EXPENSIVE', `Expected at most ${MAX_REFERENCES} references in one call.`);
    }
    // Before any reference is resolved.
    (context as Context).spend(representations.length);
    // A router batches references of several of its clients: some answers are better than none.
    (context as Context).load.allowPartial();
    const tags = representations.map((): string[] => []);
    (context as Context).entityTags?.push(tags);
    return representations.map(async (reference, index) => {
      if (!isEntity(reference['__typename'])) {
        throw badInput('Expected `__typename` to name an entity of this subgraph, such as Movie.');
      }
      const [resolved] = (await resolve(root, { representations: [reference] }, context, info)) as [Promise<Entity>];
      const entity = await resolved;
      tags[index] = [tagOf(entity.__typename, entity.id)];
      return entity;
    });
  };
  return schema;
}

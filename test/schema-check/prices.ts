import { getNamedType, getNullableType, isCompositeType, isListType, isObjectType, type GraphQLSchema } from 'graphql';
import { directiveOn } from '../support/router-price.ts';

/**
 * Lists the elements of a subgraph whose price a router would have to guess: object types without `@cost`, fields of Query and
 * Mutation without `@cost` on themselves or a weight of their type, and lists of objects without `@listSize`.
 */
export function unpricedIn(schema: GraphQLSchema): string[] {
  const roots = [schema.getQueryType(), schema.getMutationType()];
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (!isObjectType(type) || type.name.startsWith('__')) return [];
    const isConnection = 'pageInfo' in type.getFields();
    const fields = Object.values(type.getFields()).flatMap((field) => {
      const at = `${type.name}.${field.name}`;
      const named = getNamedType(field.type);
      const weight = directiveOn(field, 'cost')?.['weight'] ?? (isObjectType(named) ? directiveOn(named, 'cost')?.['weight'] : 1);
      const isPage = isObjectType(named) && 'pageInfo' in named.getFields();
      const isList = isCompositeType(named) && isListType(getNullableType(field.type)) && !isConnection;
      const isUnpriced = roots.includes(type) && directiveOn(field, 'cost') === undefined && (!isCompositeType(named) || weight === 0);
      return [
        ...(isUnpriced ? [`${at}: expected a price: @cost on the field, or a weight of its type.`] : []),
        ...((isList || isPage) && !directiveOn(field, 'listSize') ? [`${at}: expected @listSize.`] : []),
      ];
    });
    return [...(directiveOn(type, 'cost') ? [] : [`${type.name}: expected @cost.`]), ...fields];
  });
}

import { isInterfaceType, isObjectType, type GraphQLField, type GraphQLSchema } from 'graphql';
import { declarationByDefault } from '../core/declaration.ts';

/** The end of the description of a field that no row of a list has, and of one of which the documents lead to others. */
export const PRICE_NOTE = 'One TMDB request for each row of a list.';
export const LEAST_PRICE_NOTE = 'At least one TMDB request for each row of a list.';

/** Returns what a field of a row costs, if it needs a request for the object of the row: no summary answers it, or not those of some lists. */
export function priceNoteOf(typename: string, field: GraphQLField<unknown, unknown>): string | undefined {
  const { part, isIn, notIn, more } = declarationByDefault(field) ?? {};
  if (notIn !== undefined) return PRICE_NOTE.replace('a list', notIn);
  if (!part || isIn || (typename !== 'Media' && part.resource.name !== typename)) return undefined;
  return more !== undefined ? LEAST_PRICE_NOTE : PRICE_NOTE;
}

/** Says of each field of objects with summaries, which come in lists, when it costs a request for each row. */
export function notePrices(schema: GraphQLSchema): void {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) && !isInterfaceType(type)) continue;
    const fields = Object.values(type.getFields());
    if (!fields.some((field) => declarationByDefault(field)?.isIn)) continue;
    for (const field of fields) {
      const note = priceNoteOf(type.name, field);
      if (note !== undefined) field.description = `${field.description ?? ''} ${note}`.trim();
    }
  }
}

import {
  defaultFieldResolver,
  getNamedType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLFieldResolver,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';
import { number } from '../../src/tmdb/known.ts';

/** Coercions of TMDB’s values, by scalar: null, instead of an error, for a value that does not fit. */
const COERCIONS: Readonly<Record<string, (value: unknown) => unknown>> = {
  Int: (value) => {
    const whole = Math.trunc(toNumber(value) ?? Number.NaN);
    return whole >= -(2 ** 31) && whole < 2 ** 31 ? whole : null;
  },
  Float: toNumber,
  SafeInt: (value) => {
    const whole = Math.trunc(toNumber(value) ?? Number.NaN);
    return Number.isSafeInteger(whole) ? whole : null;
  },
  Boolean: (value) => (typeof value === 'boolean' ? value : null),
  String: (value) => (typeof value === 'string' || typeof value === 'number' ? String(value) : null),
};

function toNumber(value: unknown): number | null {
  return typeof value === 'number' || typeof value === 'string' ? number(value) : null;
}

/** Coerces a list: what is written in PHP sends an empty one as an empty object. Null for a value that is no list. */
const rowsOf = (value: unknown): unknown[] | null =>
  Array.isArray(value) ? value : typeof value === 'object' && value !== null ? [] : null;

/**
 * Coerces TMDB's scalars and lists at the edge: one odd value becomes null and loses neither its object nor its list. TMDB
 * promises its types nowhere, and they differ by year and path.
 * It patches the built schema because a Pothos plugin would need a class, a registration and a global type for the same loop.
 */
export function withCoercion(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const coerce = coercionOf(field.type);
      if (coerce) field.resolve = coerceResult(field.resolve ?? defaultFieldResolver, coerce);
    }
  }
  return schema;
}

/** A list of scalars is left without the items that do not fit, since the items of such lists are never null. */
function coercionOf(type: GraphQLOutputType): ((value: unknown) => unknown) | undefined {
  if (isNonNullType(type)) return undefined;
  const coerce = COERCIONS[getNamedType(type).name];
  if (!isListType(type)) return coerce && ((value) => (value === null || value === undefined ? null : coerce(value)));
  if (!coerce) return rowsOf;
  return (value) => rowsOf(value)?.flatMap((item) => coerce(item) ?? []);
}

function coerceResult(
  resolve: GraphQLFieldResolver<unknown, unknown>,
  coerce: (value: unknown) => unknown,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const value = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(coerce) : coerce(value);
  };
}

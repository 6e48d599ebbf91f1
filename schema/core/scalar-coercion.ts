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

/** What a built-in scalar makes of a value that TMDB sent: null instead of an error when it is not one. */
const SCALARS: Readonly<Record<string, (value: unknown) => unknown>> = {
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

/**
 * Reads TMDB's scalars leniently at the edge: one odd value is null and loses neither its object nor its list. TMDB's types
 * are not promised anywhere, and differ by year and path.
 */
export function lenient(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const read = SCALARS[getNamedType(field.type).name];
      if (read && !isNonNullType(field.type)) field.resolve = reading(field.resolve ?? defaultFieldResolver, shaped(field.type, read));
    }
  }
  return schema;
}

/** For a list: items that cannot be read are left out, since its items are never null. */
function shaped(type: GraphQLOutputType, read: (value: unknown) => unknown): (value: unknown) => unknown {
  if (!isListType(type)) return (value) => (value === null || value === undefined ? null : read(value));
  return (value) => (Array.isArray(value) ? value.map(read).filter((item) => item !== null) : null);
}

function reading(
  resolve: GraphQLFieldResolver<unknown, unknown>,
  read: (value: unknown) => unknown,
): GraphQLFieldResolver<unknown, unknown> {
  return (source, args, context, info) => {
    const value = resolve(source, args, context, info);
    return value instanceof Promise ? value.then(read) : read(value);
  };
}

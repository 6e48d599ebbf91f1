import {
  defaultFieldResolver,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLOutputType,
  type GraphQLSchema,
} from 'graphql';

const watched = new WeakMap<GraphQLSchema, Set<string>>();

/**
 * Watches the fields of a schema's object types, except those that GraphQL and Federation bring along (`__typename`, `_service`).
 * @returns The fields that have resolved to no value yet, as `Type.field`. A field leaves this set once it resolves to one, and
 * its own resolver is put back. Watching a schema again returns the same set.
 */
export function watchFields(schema: GraphQLSchema): ReadonlySet<string> {
  const unresolved = watched.get(schema) ?? new Set<string>();
  if (watched.has(schema)) return unresolved;
  watched.set(schema, unresolved);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name === '_service') continue;
      const name = `${type.name}.${field.name}`;
      unresolved.add(name);
      onFirstValue(field, () => unresolved.delete(name));
    }
  }
  return unresolved;
}

function onFirstValue(field: GraphQLField<unknown, unknown>, report: () => void): void {
  const original = field.resolve ?? defaultFieldResolver;
  const see = (value: unknown): unknown => {
    if (isValue(field.type, value)) {
      report();
      if (field.resolve === watch) field.resolve = original; // A test may have wrapped it.
    }
    return value;
  };
  const watch: typeof original = (source, args, context, info) => {
    const value: unknown = original(source, args, context, info);
    return value instanceof Promise ? value.then(see) : see(value);
  };
  field.resolve = watch;
}

/** Whether it completes to a value of the type: not null, no error, and, for a list, with such an item. */
function isValue(type: GraphQLOutputType, value: unknown): boolean {
  if (value === null || value === undefined || value instanceof Error) return false;
  if (isNonNullType(type)) return isValue(type.ofType, value);
  if (isListType(type)) return Array.isArray(value) && value.some((item) => isValue(type.ofType, item));
  if (!isLeafType(type)) return true;
  try {
    return type.serialize(value) !== undefined;
  } catch {
    return false;
  }
}

import type { Context } from './context.ts';

/**
 * Makes something that each operation has once, from when it is first asked for. It is kept in the context: V8 keeps the values
 * of a WeakMap in memory until a collection of the whole heap, however young they are.
 */
export function perOperation<Value>(make: () => Value): (context: Context) => Value {
  const key = Symbol('per operation');
  return ({ kept }) => {
    if (kept.has(key)) return kept.get(key) as Value; // Only this function sets it.
    const made = make();
    kept.set(key, made);
    return made;
  };
}

import type { Compared } from './compare.ts';
import { isObject, type Json } from './recordings.ts';

/** A place in a recorded document: its key path, and the rows and keys on the way to it. */
export interface Place {
  readonly key: string;
  readonly indexes: readonly number[];
  readonly keys: readonly string[];
}

/** A value that is compared with the answer: a leaf, a list (for its length), or a value with a rule of its own. */
export interface Found extends Place {
  readonly value: unknown;
  readonly owner: Json;
}

/** Yields every place of a document that needs a check: leaves, empty objects, lists, and values with a rule of their own. */
export function* places({ body, table }: Compared): Generator<Found> {
  yield* visit(body, { key: '', indexes: [], keys: [] }, {});

  function* visit(value: unknown, place: Place, owner: Json): Generator<Found> {
    const rule = table[place.key];
    if (rule && !('rows' in rule)) {
      yield { ...place, value, owner };
    } else if (Array.isArray(value)) {
      const rows: readonly unknown[] = rule ? rule.rows(value) : value;
      const list = { ...place, key: `${place.key}[]` };
      yield { ...list, value: rows, owner };
      for (const [index, row] of rows.entries()) yield* visit(row, { ...list, indexes: [...place.indexes, index] }, owner);
    } else if (isObject(value) && Object.keys(value).length > 0) {
      const isMap = Object.keys(table).some((key) => key.startsWith(`${place.key}{}`));
      if (isMap) yield { ...place, key: `${place.key}{}`, value: Object.keys(value), owner };
      for (const [key, child] of Object.entries(value)) {
        const below = isMap ? `${place.key}{}` : [place.key, key].filter(Boolean).join('.');
        yield* visit(child, { ...place, key: below, keys: isMap ? [...place.keys, key] : place.keys }, value);
      }
    } else {
      yield { ...place, value, owner };
    }
  }
}

/** Whether it is a list or a map, which is checked for its size. The key of a list with a rule of its own ends in no bracket. */
export const isList = (found: Found): found is Found & { value: readonly unknown[] } =>
  Array.isArray(found.value) && /[\]}]$/.test(found.key);

/** `movie.credits` and `cast[].name` → `movie.credits.cast[3].name`; keys are shown as rows are. */
export function concrete(name: string, { key, indexes, keys }: Place): string {
  const [rows, names] = [indexes.values(), keys.values()];
  const path = key.replaceAll(/\[\]|\{\}/g, (brackets) => {
    const { value } = brackets === '[]' ? rows.next() : names.next();
    return value === undefined ? brackets : `[${value}]`;
  });
  return `${name}.${path}`;
}

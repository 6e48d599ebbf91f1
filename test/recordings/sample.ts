import type { Table } from '../support/compare.ts';
import type { Json } from '../support/recordings.ts';

/** The value at a key path, in the rows with these numbers. */
export type ValueOf = (key: string, indexes: readonly number[], types: readonly string[]) => unknown;

/** A document's keys, as a tree; `[]` and `{}` lead to the rows of a list and of a map. */
interface Shape {
  readonly key: string;
  readonly below: Map<string, Shape>;
}

/**
 * Builds a document with every key of a table, and at least two rows in each list. The rows of a union have its types in turn,
 * and only the keys of their type.
 */
export function sample(table: Table, valueOf: ValueOf): Json {
  const alternatives = unionsOf(table);
  return build(shapeOf(Object.keys(table)), []) as Json; // The root of a table is an object.

  function build({ key, below }: Shape, indexes: readonly number[]): unknown {
    const [rows, entries] = [below.get('[]'), below.get('{}')];
    if (rows) return Array.from({ length: rowCount(key) }, (_, row) => build(rows, [...indexes, row]));
    if (entries) return Object.fromEntries(['US', 'DE'].map((name) => [name, build(entries, indexes)]));
    if (below.size === 0) return leaf(key, indexes);
    const fields = [...below].map(([name, shape]) => [name, build(shape, indexes)]);
    return Object.fromEntries(fields.filter(([, value]) => value !== undefined && !isEmpty(value)));
  }

  /** The value, or undefined when no check concerns the types of these rows. */
  function leaf(key: string, indexes: readonly number[]): unknown {
    for (const at of pathsOf(table, key)) {
      const steps = typesIn(at);
      const isOfItsType = steps.every(({ before, type }) => {
        const types = alternatives.get(before) ?? [];
        return types[(indexes[rowsIn(before) - 1] ?? 0) % types.length] === type;
      });
      if (isOfItsType)
        return valueOf(
          key,
          indexes,
          steps.map(({ type }) => type),
        );
    }
    return undefined;
  }

  function rowCount(key: string): number {
    const below = Object.keys(table).filter((path) => path.startsWith(`${key}[]`));
    const unions = below.flatMap((path) => pathsOf(table, path)).flatMap(typesIn);
    return Math.max(2, ...unions.map(({ before }) => alternatives.get(before)?.length ?? 0));
  }
}

function shapeOf(keys: readonly string[]): Shape {
  const root: Shape = { key: '', below: new Map() };
  for (const key of keys) {
    let shape = root;
    for (const [step] of key.matchAll(/\w+(?:\/\w+)?|\[\]|\{\}/g)) {
      const path = /\w/.test(step) && shape.key !== '' ? `${shape.key}.${step}` : shape.key + step;
      const below = shape.below.get(step) ?? { key: path, below: new Map() };
      shape.below.set(step, below);
      shape = below;
    }
  }
  return root;
}

function pathsOf(table: Table, key: string): string[] {
  const rule = table[key];
  return rule && !('rows' in rule) ? [rule].flat().map(({ at }) => at) : [];
}

/** The types in a path of an answer, each with the path to its union. */
const typesIn = (at: string): { before: string; type: string }[] =>
  [...at.matchAll(/<(\w+)>/g)].map(({ index, 1: type = '' }) => ({ before: at.slice(0, index), type }));

/** The types of each union of a table, by the path to it. */
function unionsOf(table: Table): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { before, type } of Object.keys(table)
    .flatMap((key) => pathsOf(table, key))
    .flatMap(typesIn)) {
    const types = found.get(before) ?? [];
    if (!types.includes(type)) found.set(before, [...types, type]);
  }
  return found;
}

/** Number of lists in a path. */
const rowsIn = (at: string): number => at.match(/\[\]/g)?.length ?? 0;

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (Array.isArray(value) ? value.every((row) => row === undefined) : Object.keys(value).length === 0);

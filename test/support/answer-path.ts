import { isObject } from './recordings.ts';
import type { Place } from './recorded-places.ts';

/** The answer does not have the field, which is not the same as null. */
export const MISSING = Symbol('missing');

/** The row is of another type than that of the path. */
export const OTHER_TYPE = Symbol('other type');

const TYPE = /^<(?<type>\w+)>$/;
const STEP = /^(?<field>\w+)(?::\w+)?(?<list>\[(?:(?<by>\w+)=\{\})?\])?$/;

/**
 * Follows a path through the answer; everything below null is null. `<Movie>` goes on only with an object of that type,
 * and `alias:field` is found by its alias.
 */
export function valueAt(answer: unknown, at: string, { indexes, keys }: Pick<Place, 'indexes' | 'keys'>): unknown {
  const [rows, names] = [indexes.values(), keys.values()];
  let value = answer;
  for (const step of at.split('.')) {
    if (value === null) return null;
    const type = TYPE.exec(step)?.groups?.['type'];
    if (type !== undefined) {
      if (!isObject(value) || !('__typename' in value)) return MISSING;
      if (value['__typename'] !== type) return OTHER_TYPE;
      continue;
    }
    const { field = '', list, by } = STEP.exec(step)?.groups ?? {};
    if (!isObject(value) || !(field in value)) return MISSING;
    value = value[field];
    if (list === undefined || value === null) continue;
    if (!Array.isArray(value)) return MISSING;
    const wanted = by === undefined ? rows.next().value : names.next().value;
    const index = by === undefined ? Number(wanted) : value.findIndex((row) => isObject(row) && row[by] === wanted);
    // Without a row to look for, the recording is empty here, and so must be the answer.
    if (wanted === undefined) value = value[0] ?? null;
    else if (index in value) value = value[index];
    else return MISSING;
  }
  return value;
}

/** The list on the path of a field in the answer that is as deep as the list at a key path of the recording. */
export function listOf(at: string, key: string): string {
  const depth = key.match(/\[\]|\{\}/g)?.length ?? 0;
  const last = [...at.matchAll(/\[[^\]]*\]/g)][depth - 1];
  return at.slice(0, last?.index);
}

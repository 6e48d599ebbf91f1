import type { Check, Table } from '../support/compare.ts';
import { isObject } from '../support/recordings.ts';
import type { Odd } from './odd.ts';

/** Keys that identify a row: without one of them the whole row may be lost. */
const IDENTITY = new RegExp(
  [
    '(^|[._])id',
    'file_path',
    '(production_countries|spoken_languages|release_dates\\.results)\\[\\]\\.iso_\\w+',
    'translations\\[\\]\\.iso_639_1',
    'titles\\[\\]\\.title',
    'changes\\[\\]\\.key',
    // Numbers identify seasons and episodes, and the kind of a picture decides its URL.
    '(media|seasons\\[\\]|_results\\[\\]|episodes\\[\\]|_episode_to_air)\\.(season|episode)_number',
    'image_type',
  ]
    .map((key) => `${key}$`)
    .join('|'),
);

/** The place of a row in an episode group: with another one, rows move. */
const PLACE = /^groups\[\].*\border$/;

/**
 * The fields that an odd value took with it: their answers are gone or changed, though the table does not derive them from
 * this value.
 */
export function lost(odd: Odd, table: Table, before: unknown, now: unknown): string[] {
  const expected = affected(odd, table).map((at) => (PLACE.test(odd.key) ? at.replace(/\[.*/, '') : concrete(at, odd, before)));
  return [...leaves(before)]
    .filter(([path, value]) => !Object.is(at(now, path), value))
    .map(([path]) => path.join('.'))
    .filter((path) => !path.endsWith('.__typename'))
    .filter((path) => !expected.some((start) => path === start || path.startsWith(`${start}.`)));
}

/** The paths of the table that depend on a value: its own, those below it and, for an id, those of the whole row. */
function affected({ key }: Odd, table: Table): string[] {
  const start = IDENTITY.test(key) ? key.replace(/\.?\w+$/, '') : key;
  return Object.entries(table).flatMap(([path, rule]) => {
    if (path !== key && !(path.startsWith(start) && /^[.[{]/.test(path.slice(start.length)))) return [];
    return 'rows' in rule ? [] : [rule].flat().map((check: Check) => check.at);
  });
}

/** A path of the table with the row numbers of the odd value. It ends early when the value is a whole row or a list. */
function concrete(path: string, { key, indexes, keys }: Odd, answer: unknown): string {
  const [rows, names] = [indexes.values(), keys.values()];
  const steps: (string | number)[] = [];
  let left = /[\]}]$/.test(key) ? indexes.length + keys.length : Infinity;
  for (const step of path.split('.')) {
    if (step.startsWith('<')) continue;
    const [field = '', by] = step.split(/[[=\]]/);
    steps.push(field.replace(/:\w+$/, ''));
    if (!step.includes('[')) continue;
    const list = at(answer, steps);
    const { value: row } = by ? names.next() : rows.next();
    if (row === undefined) break;
    steps.push(by && Array.isArray(list) ? list.findIndex((entry) => isObject(entry) && entry[by] === row) : row);
    left -= 1;
    if (left === 0) break;
  }
  return steps.join('.');
}

function* leaves(value: unknown, path: readonly (string | number)[] = []): Generator<[(string | number)[], unknown]> {
  if (typeof value !== 'object' || value === null) yield [[...path], value];
  else for (const [key, child] of Object.entries(value)) yield* leaves(child, [...path, key]);
}

const at = (value: unknown, path: readonly (string | number)[]): unknown =>
  path.reduce<unknown>(
    (found, step) => (typeof found === 'object' && found !== null ? found[step as keyof typeof found] : undefined),
    value,
  );

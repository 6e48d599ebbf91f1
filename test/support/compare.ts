import { isDeepStrictEqual } from 'node:util';
import { listOf, MISSING, OTHER_TYPE, valueAt } from './answer-path.ts';
import { concrete, type Found, isList, places } from './recorded-places.ts';
import { isObject, type Json } from './recordings.ts';

/**
 * The place of a recorded value in the GraphQL answer, and the expected value there.
 *
 * `at` is the path of fields from the compared object. Each `[]` in it stands for the same row as the `[]` in the key
 * path at that place; `[region={}]` picks the row whose `region` is the recording's key at `{}`. `<Movie>` is a step
 * into an object of a union: the check is for those of this type, and one check at least must be for the type found.
 */
export interface Check {
  readonly at: string;
  /** The gateway's expected value for a recorded value, of which `owner` is the object. */
  readonly expected: (value: unknown, owner: Json) => unknown;
  /** Reads the answer's value before the comparison, where different texts mean the same. */
  readonly read?: (value: unknown) => unknown;
}

/** For a list that the gateway may shorten or reorder: the expected rows, in its order, from those recorded. */
export interface Rows {
  readonly rows: (recorded: readonly unknown[]) => readonly unknown[];
}

/**
 * The checks for each key path of a recorded document. Key paths are like `cast[].profile_path`, or `results{}.link`
 * where the keys are data (countries). A rule on an object or list covers all of it.
 */
export type Table = Readonly<Record<string, Check | readonly Check[] | Rows>>;

/** A recorded value that is left out of the graph on purpose. */
export interface NotOffered {
  /** A document's name and a key path: `movie.trailers.youtube[].name`; `**` at the end matches anything. */
  readonly path: string;
  readonly reason: string;
}

/** A recorded document, its name (`movie.credits`), and the table of its checks. */
export interface Compared {
  readonly name: string;
  readonly body: unknown;
  readonly table: Table;
}

/**
 * Compares every value of a recorded document with the GraphQL answer.
 * @param others Finds the other recorded objects with the same id: an operation answers all of them by the first it reaches.
 * @returns One line per difference. A value that is neither in the table nor listed as not offered is a difference.
 */
export function differences(
  document: Compared,
  answer: unknown,
  notOffered: readonly NotOffered[],
  others: (owner: Json) => readonly Json[] = () => [],
): string[] {
  return [...places(document)].flatMap((found) => {
    const checks = checksAt(found, document.table);
    const place = concrete(document.name, found);
    if (checks.length === 0) return isLeftOut(`${document.name}.${found.key}`, notOffered) ? [] : [`${place}: is not mapped`];
    const ofItsType = checks.map((check) => ({ ...check, got: valueAt(answer, check.at, found) })).filter(({ got }) => got !== OTHER_TYPE);
    if (ofItsType.length === 0) return [`${place}: is not mapped for its type in the answer`];
    return ofItsType.flatMap(({ at, got, expected, read }) => {
      if (got === MISSING) return [`${place}: ${at} is not in the answer`];
      const [seen, want] = [read ? read(got) : got, expected(found.value, found.owner)];
      const key = found.key.slice(found.key.lastIndexOf('.') + 1);
      const isOther = (other: Json): boolean => key in other && isDeepStrictEqual(seen, expected(other[key], other));
      return isDeepStrictEqual(seen, want) || others(found.owner).some(isOther)
        ? []
        : [`${place}: ${at} is ${show(seen)}, expected ${show(want)}`];
    });
  });
}

/** The GraphQL paths that a recorded document is compared with, so that a query selects exactly these. */
export function fieldsOf(document: Compared): string[] {
  const checks = [...places(document)].flatMap((found) => {
    if (!isList(found)) return checksAt(found, document.table);
    return found.value.length === 0 ? oneForEachList(document.table, found.key) : []; // Rows bring their own.
  });
  return [...new Set(checks.map(({ at }) => at))];
}

/** The checks at a place. A list is checked for its length; below null or `{}` everything must be null. */
function checksAt(found: Found, table: Table): readonly Check[] {
  const own = table[found.key];
  if (isList(found)) {
    const { length } = found.value;
    return oneForEachList(table, found.key).map(({ at }) => ({ at: listOf(at, found.key), expected: () => length, read: lengthOf }));
  }
  if (own && !isRows(own)) return [own].flat();
  if (found.value !== null && !isObject(found.value)) return [];
  return rulesFrom(table, found.key).map(({ at }) => ({ at, expected: () => null }));
}

/** The checks of a key path and of all that lies below it. */
function rulesFrom(table: Table, key: string): readonly Check[] {
  return Object.entries(table)
    .filter(([path]) => path === key || key === '' || ['.', '[', '{'].some((next) => path.startsWith(key + next)))
    .flatMap(([, rule]) => (isRows(rule) ? [] : [rule].flat()));
}

/** The checks below a list, one for each list of the answer that has its rows: one for each type of a union. */
function oneForEachList(table: Table, key: string): readonly Check[] {
  return [...new Map(rulesFrom(table, key).map((check) => [listOf(check.at, key), check])).values()];
}

/** Whether a key path is listed as not offered. */
function isLeftOut(name: string, notOffered: readonly NotOffered[]): boolean {
  return notOffered.some(({ path }) => (path.endsWith('**') ? name.startsWith(path.slice(0, -2)) : name === path));
}

const isRows = (rule: Table[string]): rule is Rows => 'rows' in rule;

const lengthOf = (value: unknown) => (Array.isArray(value) ? value.length : value);

const show = (value: unknown) => JSON.stringify(value)?.slice(0, 80) ?? 'undefined';

import { isObject, type Json } from '../support/recordings.ts';

/** A document with one unusual value that TMDB may send. */
export interface Odd {
  /** The key path of the value: `credits.cast[].name`. */
  readonly key: string;
  /** The rows that lead to it, and the names of the entries of maps. */
  readonly indexes: readonly number[];
  readonly keys: readonly string[];
  /** The value as JSON, for messages; `missing` when the key is absent. */
  readonly value: string;
  readonly document: Json;
}

const MISSING = Symbol('missing');

/** Yields every document that differs from this one in one value: one of TMDB's values for "unknown", or an odd one. */
export function* oddities(document: Json, isMap: (key: string) => boolean): Generator<Odd> {
  const seen = new Set<string>();
  yield* visit(document, { key: '', indexes: [], keys: [], steps: [] });

  function* visit(value: unknown, place: Place): Generator<Odd> {
    if (place.key !== '' && !seen.has(place.key)) {
      seen.add(place.key);
      const { key, indexes, keys, steps } = place;
      for (const odd of oddFor(value, key.endsWith('[]'))) {
        yield { key, indexes, keys, value: odd === MISSING ? 'missing' : JSON.stringify(odd), document: replaced(document, steps, odd) };
      }
    }
    // Starts with the last row: leaving it out moves no other row.
    if (Array.isArray(value)) {
      for (const [row, child] of [...value.entries()].toReversed()) yield* visit(child, below(place, '[]', row));
    } else if (isObject(value)) {
      for (const [name, child] of Object.entries(value).toReversed())
        yield* visit(child, below(place, isMap(place.key) ? '{}' : '.', name));
    }
  }
}

interface Place extends Pick<Odd, 'key' | 'indexes' | 'keys'> {
  readonly steps: readonly (string | number)[];
}

function below({ key, indexes, keys, steps }: Place, by: '[]' | '{}' | '.', step: string | number): Place {
  const next = { key: by === '.' ? [key, step].filter((name) => name !== '').join('.') : key + by, indexes, keys, steps: [...steps, step] };
  if (by === '[]') return { ...next, indexes: [...indexes, Number(step)] };
  return by === '{}' ? { ...next, keys: [...keys, String(step)] } : next;
}

/** The values that TMDB may send in place of this one. */
function oddFor(value: unknown, isRow: boolean): readonly unknown[] {
  const nothing = isRow ? [null] : [null, MISSING];
  if (Array.isArray(value)) return [...nothing, [], {}, 'x'];
  if (isObject(value)) return [...nothing, {}];
  if (typeof value === 'number') return [...nothing, 0, String(value), 2 ** 40];
  if (typeof value !== 'string') return nothing;
  return /^\d{4}-/.test(value) ? [...nothing, '', '0000-00-00', '2026-02-30', '2026', 'soon'] : [...nothing, ''];
}

function replaced(document: unknown, [step = '', ...steps]: readonly (string | number)[], odd: unknown): Json {
  const entries = Object.entries(document as Json) // The steps were found in this document.
    .map(([key, value]) => [key, key !== String(step) ? value : steps.length === 0 ? odd : replaced(value, steps, odd)] as const)
    .filter(([, value]) => value !== MISSING);
  // A list stays a list, which the type does not tell from an object.
  return Array.isArray(document) ? (entries.map(([, value]) => value) as unknown as Json) : Object.fromEntries(entries);
}

/** Adds an unknown key to every object, except maps, where every key is an entry. */
export function withUnknownKeys(value: unknown, isMap: (key: string) => boolean, key = ''): unknown {
  if (Array.isArray(value)) return value.map((row) => withUnknownKeys(row, isMap, `${key}[]`));
  if (!isObject(value)) return value;
  const map = isMap(key);
  const pathOf = (name: string) => (map ? `${key}{}` : [key, name].filter((step) => step !== '').join('.'));
  const known = Object.entries(value).map(([name, child]) => [name, withUnknownKeys(child, isMap, pathOf(name))]);
  return { ...Object.fromEntries(known), ...(!map && { not_known: { yet: [1, null, ''] } }) };
}

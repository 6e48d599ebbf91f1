import { isObject, type Json } from '../support/recordings.ts';

/** A document in which one value is unusual, though TMDB may send it. */
export interface Odd {
  /** The key path of the value: `credits.cast[].name`. */
  readonly key: string;
  /** The rows it is in, and the names of the entries of a map. */
  readonly indexes: readonly number[];
  readonly keys: readonly string[];
  /** The value, for people; `missing` when the key is not there. */
  readonly value: string;
  readonly document: Json;
}

const MISSING = Symbol('missing');

/** Every document that differs from this one in one value, which is one of those that TMDB has for "unknown", or odd. */
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
    // The last row first: when a row is left out, those before it stay where they are.
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

/** What TMDB may send in place of a value. */
function oddFor(value: unknown, isRow: boolean): readonly unknown[] {
  const nothing = isRow ? [null] : [null, MISSING];
  if (Array.isArray(value)) return [...nothing, []];
  if (isObject(value)) return [...nothing, {}];
  if (typeof value === 'number') return [...nothing, 0, String(value), 2 ** 40];
  if (typeof value !== 'string') return nothing;
  return /^\d{4}-/.test(value) ? [...nothing, '', '0000-00-00', '2026-02-30', '2026', 'soon'] : [...nothing, ''];
}

function replaced(document: unknown, [step = '', ...steps]: readonly (string | number)[], odd: unknown): Json {
  const entries = Object.entries(document as Json) // steps lead through the document they were found in
    .map(([key, value]) => [key, key !== String(step) ? value : steps.length === 0 ? odd : replaced(value, steps, odd)] as const)
    .filter(([, value]) => value !== MISSING);
  // A list is still one, and no type tells it from an object here.
  return Array.isArray(document) ? (entries.map(([, value]) => value) as unknown as Json) : Object.fromEntries(entries);
}

/** The same with a key that nobody knows, in every object of it; maps have none, since any key is an entry of them. */
export function withUnknownKeys(value: unknown, isMap: (key: string) => boolean, key = ''): unknown {
  if (Array.isArray(value)) return value.map((row) => withUnknownKeys(row, isMap, `${key}[]`));
  if (!isObject(value)) return value;
  const map = isMap(key);
  const pathOf = (name: string) => (map ? `${key}{}` : [key, name].filter((step) => step !== '').join('.'));
  const known = Object.entries(value).map(([name, child]) => [name, withUnknownKeys(child, isMap, pathOf(name))]);
  return { ...Object.fromEntries(known), ...(!map && { not_known: { yet: [1, null, ''] } }) };
}

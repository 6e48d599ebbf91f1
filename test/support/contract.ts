/**
 * The shape of TMDB's answers: the key paths of each family of paths with their JSON types. A key path is like
 * `results[].title`. `{}` stands for keys that are data (countries, items of lists); the `media_type` of rows that have one
 * is part of the path: `results[](tv).name`. A path that ends in `?` is not in every recent recording.
 */
export type Contract = Readonly<Record<string, KeyPaths>>;
export type KeyPaths = Readonly<Record<string, string>>;

/** The types at a key path over all answers, and the number of its values. */
interface Seen {
  readonly types: Set<string>;
  count: number;
}
export type Shape = Map<string, Seen>;

/** Values of any type: those that a change set. */
const ANYTHING = /(^|\.)items\[\]\.(original_)?value$/;
/** Keys that are data: countries with their provinces (`CA-QC`), and items of lists. */
const DATA = /^([A-Z]{2}(-[A-Z]{2})?|(movie|tv):\d+)$/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

const record = (shape: Shape, path: string, type: string) => {
  const seen = shape.get(path) ?? { types: new Set(), count: 0 };
  seen.types.add(type);
  seen.count += 1;
  shape.set(path, seen);
};

/** Below the top, objects of different kinds share a list, and each kind has keys of its own. */
const kindOf = (value: Record<string, unknown>, path: string) =>
  path !== '' && typeof value['media_type'] === 'string' ? `(${value['media_type']})` : '';

/** Adds the shape of a value to that of all answers. @param path Its place in the answer, empty for the whole answer. */
export function learn(shape: Shape, value: unknown, path = ''): void {
  if (ANYTHING.test(path)) return record(shape, path, 'any');
  record(shape, path, typeOf(value));
  if (Array.isArray(value)) for (const item of value) learn(shape, item, `${path}[]`);
  if (!isObject(value)) return;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => DATA.test(key))) {
    for (const item of Object.values(value)) learn(shape, item, `${path}{}`);
    return;
  }
  const kind = path + kindOf(value, path);
  if (kind !== path) record(shape, kind, 'object');
  for (const [key, item] of Object.entries(value)) learn(shape, item, kind === '' ? key : `${kind}.${key}`);
}

/** The object that a key belongs to: `results[](tv).name` → `results[](tv)`. */
const ownerOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
const isKey = (path: string): boolean => !/[\])}]$/.test(path) && path !== '';

/** The number of objects that could have the key. */
const chances = (shape: Shape, path: string): number => shape.get(ownerOf(path))?.count ?? 0;

/** Paths of objects that always have a `media_type` in recent answers: keys of objects without one are outdated. */
function kinded(recent: Shape): string[] {
  const kinds = [...recent].filter(([path]) => path.endsWith(')'));
  return [...recent].flatMap(([path, { count }]) => {
    const counts = kinds
      .filter(([kind]) => kind.startsWith(`${path}(`) && !kind.slice(path.length + 1, -1).includes('('))
      .map(([, seen]) => seen.count);
    return counts.length > 0 && counts.reduce((sum, n) => sum + n, 0) === count ? [path] : [];
  });
}

/**
 * The table of the learnt shapes.
 * @param all Every recording: keys that may be sent.
 * @param recent Those of the last years: keys that must be sent.
 */
export function tableOf(all: Shape, recent: Shape): KeyPaths {
  const past = kinded(recent);
  return Object.fromEntries(
    [...all]
      .filter(([path]) => path !== '' && !path.endsWith(')') && !past.some((owner) => path.startsWith(`${owner}.`)))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { types }]) => {
        // Objects that no recent recording has are judged by all recordings.
        const shape = chances(recent, path) > 0 ? recent : all;
        const isAlways = !isKey(path) || shape.get(path)?.count === chances(shape, path);
        return [isAlways ? path : `${path}?`, [...types].toSorted().join('|')];
      }),
  );
}

/** Returns keys and types of an answer that the table lacks, and required keys that the answer lacks; one line each, the key path first. */
export function breaches(table: KeyPaths, body: unknown): string[] {
  const shape: Shape = new Map();
  learn(shape, body);
  const sent = [...shape].flatMap(([path, { types }]) => {
    if (path === '' || path.endsWith(')')) return [];
    const allowed = table[path] ?? table[`${path}?`];
    if (allowed === undefined) return [`${path} is in no recording`];
    const others = [...types].filter((type) => !allowed.split('|').includes(type) && allowed !== 'any');
    return others.length > 0 ? [`${path} is ${others.join('|')}, recorded as ${allowed}`] : [];
  });
  const lacking = Object.keys(table)
    .filter((path) => isKey(path) && !path.endsWith('?') && (shape.get(path)?.count ?? 0) < chances(shape, path))
    .map((path) => `${path} is missing, though every recent recording has it`);
  return [...sent, ...lacking];
}

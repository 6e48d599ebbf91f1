/**
 * What TMDB's answers are made of: for each family of paths its key paths with their JSON types. A key path is like
 * `results[].title`; `{}` stands for keys that are data (countries, items of lists), and rows that say their `media_type`
 * are told apart by it: `results[](tv).name`. A path that ends in `?` is not in every recent recording.
 */
export type Contract = Readonly<Record<string, KeyPaths>>;
export type KeyPaths = Readonly<Record<string, string>>;

/** What was seen at a key path, over all answers. */
interface Seen {
  readonly types: Set<string>;
  count: number;
}
export type Shape = Map<string, Seen>;

/** Anything may stand here: the value that a change set. */
const ANYTHING = /(^|\.)items\[\]\.(original_)?value$/;
/** Keys that are data: countries with their provinces (`CA-QC`), and items of lists. */
const DATA = /^([A-Z]{2}(-[A-Z]{2})?|(movie|tv):\d+)$/;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
const typeOf = (value: unknown): string => (value === null ? 'null' : Array.isArray(value) ? 'list' : typeof value);

const note = (shape: Shape, path: string, type: string) => {
  const seen = shape.get(path) ?? { types: new Set(), count: 0 };
  seen.types.add(type);
  seen.count += 1;
  shape.set(path, seen);
};

/** Below the top, objects of different kinds share a list: each kind has keys of its own. */
const kindOf = (value: Record<string, unknown>, path: string) =>
  path !== '' && typeof value['media_type'] === 'string' ? `(${value['media_type']})` : '';

/** Adds what one answer is made of. @param path Where in the answer it stands, empty for all of it. */
export function learn(shape: Shape, value: unknown, path = ''): void {
  if (ANYTHING.test(path)) return note(shape, path, 'any');
  note(shape, path, typeOf(value));
  if (Array.isArray(value)) for (const item of value) learn(shape, item, `${path}[]`);
  if (!isObject(value)) return;
  const keys = Object.keys(value);
  if (keys.length > 0 && keys.every((key) => DATA.test(key))) {
    for (const item of Object.values(value)) learn(shape, item, `${path}{}`);
    return;
  }
  const kind = path + kindOf(value, path);
  if (kind !== path) note(shape, kind, 'object');
  for (const [key, item] of Object.entries(value)) learn(shape, item, kind === '' ? key : `${kind}.${key}`);
}

/** The object that a key belongs to: `results[](tv).name` → `results[](tv)`. */
const ownerOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('.')));
const isKey = (path: string): boolean => !/[\])}]$/.test(path) && path !== '';

/** How often the object of a key stands there, and so how often the key could. */
const chances = (shape: Shape, path: string): number => shape.get(ownerOf(path))?.count ?? 0;

/** Objects that, of late, always say what kind they are: keys of those that did not are of the past. */
function kinded(recent: Shape): string[] {
  const kinds = [...recent].filter(([path]) => path.endsWith(')'));
  return [...recent].flatMap(([path, { count }]) => {
    const told = kinds
      .filter(([kind]) => kind.startsWith(`${path}(`) && !kind.slice(path.length + 1, -1).includes('('))
      .map(([, seen]) => seen.count);
    return told.length > 0 && told.reduce((sum, n) => sum + n, 0) === count ? [path] : [];
  });
}

/**
 * The table of what was learnt.
 * @param all Every recording: what may be sent.
 * @param recent Those of the last years: what has to be.
 */
export function tableOf(all: Shape, recent: Shape): KeyPaths {
  const past = kinded(recent);
  return Object.fromEntries(
    [...all]
      .filter(([path]) => path !== '' && !path.endsWith(')') && !past.some((owner) => path.startsWith(`${owner}.`)))
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, { types }]) => {
        // What was not seen of late is held to what was seen at all.
        const shape = chances(recent, path) > 0 ? recent : all;
        const isAlways = !isKey(path) || shape.get(path)?.count === chances(shape, path);
        return [isAlways ? path : `${path}?`, [...types].toSorted().join('|')];
      }),
  );
}

/** What an answer sends that the table has not, or lacks that it has; one line each, beginning with the key path. */
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

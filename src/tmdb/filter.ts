import type { Locale } from './locale.ts';
import { badInput } from './error.ts';

type Value = string | number | boolean;

/** The ways a filter can be meant, and what TMDB reads as "and" or "or" between several values. */
const SEPARATORS = { is: '|', allOf: ',', anyOf: '|', noneOf: ',', gte: '', lte: '', country: '' } as const;
type Way = keyof typeof SEPARATORS;

/** A parameter that others mean nothing without, and what it is when the filter does not say. */
interface Companion {
  readonly parameter: string;
  readonly from: 'region' | 'watchRegion';
  /** What a client is told when it is not known. */
  readonly missing: string;
}

/** One filter: TMDB's parameter for each way it can be meant, and how a value is written. */
export interface Filter<Parameter extends string = string> {
  readonly to: { readonly [way in Way]?: Parameter };
  /** @throws GatewayError BAD_USER_INPUT for a value that TMDB has no use for. */
  readonly write: (value: Value) => string;
  /** Whether it goes from a least to a greatest value, in an order that is known here. */
  readonly isRange?: boolean;
  readonly needs?: Companion;
}
export type Filters = Readonly<Record<string, Filter>>;

type ParameterIn<One> = One extends Filter<infer Parameter> ? Parameter : never;
/** All parameters that a table of filters leads to. */
export type ParameterOf<Table extends Filters> = ParameterIn<Table[keyof Table]>;

export const parametersOf = <Table extends Filters>(table: Table): ParameterOf<Table>[] =>
  // Object.values() forgets which parameters the table has.
  [...new Set(Object.values(table).flatMap(({ to }) => Object.values(to)))] as ParameterOf<Table>[];

/** One value, or any of some where a list is given. */
export const one = <const Name extends string>(name: Name, write: Filter['write'] = String): Filter<Name> => ({ to: { is: name }, write });

/** All of some values, or any of them. */
export const some = <const Name extends string>(name: Name, write: Filter['write'] = String): Filter<`with_${Name}`> => ({
  to: { allOf: `with_${name}`, anyOf: `with_${name}` },
  write,
});

/** All of some values, or any of them; and none of others. */
export const someOrNone = <const Name extends string>(
  name: Name,
  write: Filter['write'] = String,
): Filter<`with_${Name}` | `without_${Name}`> => ({
  to: { allOf: `with_${name}`, anyOf: `with_${name}`, noneOf: `without_${name}` },
  write,
});

/** From one value to another, both included. */
export const range = <const Name extends string>(name: Name, write: Filter['write'] = String): Filter<`${Name}.gte` | `${Name}.lte`> => ({
  to: { gte: `${name}.gte`, lte: `${name}.lte` },
  write,
  isRange: true,
});

/** What is given for each way a filter can be meant. */
type Given = { readonly [way in Way]?: Value | readonly Value[] | null | undefined };

/** By the names of a table: a value, a list of values, or these by the ways they are meant. */
export type FilterInput = Readonly<Record<string, Given | Value | readonly Value[] | null | undefined>>;

/** Longer lists make addresses that servers refuse. */
const MAX_VALUES = 100;

/**
 * Filters as TMDB's parameters; null and an empty list filter nothing.
 * @param preset What holds beside them, as one more of `allOf`.
 * @throws GatewayError BAD_USER_INPUT for what TMDB cannot be asked.
 */
export function writeFilters(
  filters: Filters,
  given: FilterInput,
  locale: Pick<Locale, Companion['from']>,
  preset: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const query: Record<string, string> = {};
  const needed = new Set<Companion>();
  for (const [name, filter] of Object.entries(filters)) {
    const ways = byWay(given[name]);
    const always = preset[name];
    const written = writeFilter(name, filter, always === undefined ? ways : { ...ways, allOf: [always, ...listOf(ways.allOf)] });
    if (filter.needs && Object.keys(written).length > 0) needed.add(filter.needs);
    Object.assign(query, written);
  }
  for (const { parameter, from, missing } of needed) {
    const value = query[parameter] ?? locale[from];
    if (value === undefined) throw badInput(missing);
    query[parameter] = value;
  }
  return query;
}

const byWay = (value: Given | Value | readonly Value[] | null | undefined): Given =>
  typeof value === 'object' && value !== null && !isList(value) ? value : { is: value ?? null };

const isList = (value: object): value is readonly Value[] => Array.isArray(value);

const listOf = (value: Given[Way]): readonly Value[] => [value ?? []].flat();

function writeFilter(name: string, { to, write, isRange = false }: Filter, given: Given): Record<string, string> {
  if (isRange && isInverted(given)) throw badInput(`\`${name}\`: \`gte\` must not be greater than \`lte\`.`);
  const values = settled(name, given);
  const written: Record<string, string> = {};
  // Object.entries() forgets that the keys are ways.
  for (const [way, parameter] of Object.entries(to) as [Way, string][]) {
    const list = listOf(values[way]);
    if (list.length > MAX_VALUES) throw badInput(`\`${name}\`: at most ${MAX_VALUES} at once.`);
    if (list.length > 0) written[parameter] = [...new Set(list.map(write))].join(SEPARATORS[way]);
  }
  return written;
}

/** Both are numbers, or both days as texts, whose order is that of time. */
const isInverted = ({ gte = null, lte = null }: Given): boolean => gte !== null && lte !== null && gte > lte;

/** TMDB joins by "and" or by "or"; any of one is all of one. @throws GatewayError BAD_USER_INPUT for both at once. */
function settled(name: string, given: Given): Given {
  const all = listOf(given.allOf);
  const any = listOf(given.anyOf);
  if (all.length === 0) return given;
  if (any.length > 1)
    throw badInput(
      `\`${name}\`: TMDB takes all of some or any of some. Several of \`anyOf\` cannot stand beside \`allOf\`, nor beside what the field itself asks for.`,
    );
  return { ...given, allOf: [...all, ...any], anyOf: null };
}

import type { Locale } from './locale.ts';
import { badInput } from './error.ts';

type Value = string | number | boolean;

/** The operators of filters, and the separator that TMDB reads as "and" or "or" between several values. */
const SEPARATORS = { is: '|', allOf: ',', anyOf: '|', noneOf: ',', gte: '', lte: '', country: '' } as const;
type Operator = keyof typeof SEPARATORS;

/** A parameter that others require, and the value of the operation's locale that it defaults to. */
interface RequiredParameter {
  readonly parameter: string;
  readonly from: 'region' | 'watchRegion';
  /** The message when neither the filter nor the locale has a value. */
  readonly missing: string;
}

/** One filter: TMDB's parameter for each operator, and how values are written. */
export interface Filter<Parameter extends string = string> {
  readonly to: { readonly [operator in Operator]?: Parameter };
  /** @throws GatewayError BAD_USER_INPUT for a value that TMDB cannot use. */
  readonly write: (value: Value) => string;
  /** Whether `gte` and `lte` are the ends of a range whose order can be checked. */
  readonly isRange?: boolean;
  readonly needs?: RequiredParameter;
}
export type Filters = Readonly<Record<string, Filter>>;

type ParameterIn<One> = One extends Filter<infer Parameter> ? Parameter : never;
/** All parameters that a table of filters uses. */
export type ParameterOf<Table extends Filters> = ParameterIn<Table[keyof Table]>;

export const parametersOf = <Table extends Filters>(table: Table): ParameterOf<Table>[] =>
  // Object.values() loses the names of the parameters.
  [...new Set(Object.values(table).flatMap(({ to }) => Object.values(to)))] as ParameterOf<Table>[];

/** One value, or any value of a list. */
export const one = <const Name extends string>(name: Name, write: Filter['write'] = String): Filter<Name> => ({ to: { is: name }, write });

/** All of several values, or any of them. */
export const some = <const Name extends string>(name: Name, write: Filter['write'] = String): Filter<`with_${Name}`> => ({
  to: { allOf: `with_${name}`, anyOf: `with_${name}` },
  write,
});

/** All of several values, or any of them; and none of others. */
export const someOrNone = <const Name extends string>(
  name: Name,
  write: Filter['write'] = String,
): Filter<`with_${Name}` | `without_${Name}`> => ({
  to: { allOf: `with_${name}`, anyOf: `with_${name}`, noneOf: `without_${name}` },
  write,
});

/** A range of values, including both ends. */
export const range = <const Name extends string>(name: Name, write: Filter['write'] = String): Filter<`${Name}.gte` | `${Name}.lte`> => ({
  to: { gte: `${name}.gte`, lte: `${name}.lte` },
  write,
  isRange: true,
});

/** The values given for each operator of a filter. */
type Given = { readonly [operator in Operator]?: Value | readonly Value[] | null | undefined };

/** A client's filters by name: a value, a list of values, or these by operator. */
export type FilterInput = Readonly<Record<string, Given | Value | readonly Value[] | null | undefined>>;

/** Writes values whose order means nothing to TMDB in one order, and each once: equal sets share a cache entry and a request. */
export const asSet = (values: readonly string[]): string[] => [...new Set(values)].toSorted();

/** Servers refuse the URLs of longer lists. */
const MAX_VALUES = 100;

/**
 * Writes filters as TMDB's parameters; null and an empty list filter nothing.
 * @param preset A value per filter that always applies, as one more of `allOf`.
 * @throws GatewayError BAD_USER_INPUT for filters that TMDB cannot express.
 */
export function writeFilters(
  filters: Filters,
  given: FilterInput,
  locale: Pick<Locale, RequiredParameter['from']>,
  preset: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const query: Record<string, string> = {};
  const needed = new Set<RequiredParameter>();
  for (const [name, filter] of Object.entries(filters)) {
    const values = byOperator(given[name]);
    const always = preset[name];
    const written = writeFilter(name, filter, always === undefined ? values : { ...values, allOf: [always, ...listOf(values.allOf)] });
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

const byOperator = (value: Given | Value | readonly Value[] | null | undefined): Given =>
  typeof value === 'object' && value !== null && !isList(value) ? value : { is: value ?? null };

const isList = (value: object): value is readonly Value[] => Array.isArray(value);

const listOf = (value: Given[Operator]): readonly Value[] => [value ?? []].flat();

function writeFilter(name: string, { to, write, isRange = false }: Filter, given: Given): Record<string, string> {
  if (isRange && isInverted(given)) throw badInput(`Expected \`${name}.gte\` to be no greater than \`${name}.lte\`.`);
  const values = mergeAnyOf(name, given);
  const written: Record<string, string> = {};
  // Object.entries() is typed with string keys.
  for (const [operator, parameter] of Object.entries(to) as [Operator, string][]) {
    const list = listOf(values[operator]);
    if (list.length > MAX_VALUES) throw badInput(`Expected at most ${MAX_VALUES} values in \`${name}\`.`);
    if (list.length > 0) written[parameter] = asSet(list.map(write)).join(SEPARATORS[operator]);
  }
  return written;
}

/** Compares two numbers, or two dates as text, which sorts as time does. */
const isInverted = ({ gte = null, lte = null }: Given): boolean => gte !== null && lte !== null && gte > lte;

/**
 * Merges a lone `anyOf` value into `allOf`, since TMDB combines values by "and" or by "or", never by both.
 * @throws GatewayError BAD_USER_INPUT for several values of `anyOf` beside `allOf`.
 */
function mergeAnyOf(name: string, given: Given): Given {
  const all = listOf(given.allOf);
  const any = listOf(given.anyOf);
  if (all.length === 0) return given;
  if (any.length > 1)
    throw badInput(
      `Expected at most one value of \`anyOf\` beside \`allOf\` in \`${name}\`: TMDB cannot combine both. The field itself may add a value to \`allOf\`.`,
    );
  return { ...given, allOf: [...all, ...any], anyOf: null };
}

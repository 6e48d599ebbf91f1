import { execute, getVariableValues } from '@graphql-tools/executor';
import { inspect } from '@graphql-tools/utils';
import { handleMaybePromise, isPromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import { GraphQLError, locatedError, type ExecutionResult, type GraphQLLeafType, type GraphQLResolveInfo } from 'graphql';
import { stepsOf, type Output, type Query, type Step, type Steps, type Variables } from './steps.ts';

/** One execution of a query. */
interface Run {
  readonly query: Query;
  readonly fragments: Steps['fragments'];
  readonly context: unknown;
  readonly variables: Variables;
  readonly errors: GraphQLError[];
}

type Path = GraphQLResolveInfo['path'];

/**
 * The `info` of a resolver, and at the same time the path of its field. There is one for each field of each row, and resolvers
 * read little of it, so it only leads to what all rows share.
 */
class Field implements GraphQLResolveInfo, Path {
  readonly #run: Run;
  readonly #step: Step;
  readonly prev: Path | undefined;

  constructor(run: Run, step: Step, prev: Path | undefined) {
    this.#run = run;
    this.#step = step;
    this.prev = prev;
  }

  get key() {
    return this.#step.key;
  }
  get typename() {
    return this.#step.parentType.name;
  }
  get path() {
    return this;
  }
  get fieldName() {
    return this.#step.field.name;
  }
  get fieldNodes() {
    return this.#step.nodes;
  }
  get returnType() {
    return this.#step.field.type;
  }
  get parentType() {
    return this.#step.parentType;
  }
  get schema() {
    return this.#run.query.schema;
  }
  get fragments() {
    return this.#run.fragments;
  }
  get rootValue() {
    return undefined;
  }
  get operation() {
    return this.#run.query.definition;
  }
  get variableValues() {
    return this.#run.variables;
  }
}

/**
 * Executes a query as `execute` of graphql-js and of `@graphql-tools/executor` do, with the same data and errors, but works out
 * once for all executions of a document which fields it selects, with which arguments and types, and makes no promise where
 * no resolver returned one.
 * @see https://spec.graphql.org/October2021/#sec-Execution
 */
export function executeQuery(query: Query, context: unknown, values: Readonly<Record<string, unknown>>): MaybePromise<ExecutionResult> {
  const { schema, document, definition } = query;
  const coerced = getVariableValues(schema, definition.variableDefinitions ?? [], values, { maxErrors: 50 });
  if (coerced.errors) {
    const args = { schema, document, contextValue: context, variableValues: values, operationName: definition.name?.value };
    return execute(args) as ExecutionResult; // It does not get beyond these errors.
  }
  const { coerced: variables } = coerced.variableValues;
  const errors: GraphQLError[] = [];
  return handleMaybePromise(
    () => {
      const { fragments, root } = stepsOf(query, variables);
      return executeSteps({ query, fragments, context, variables, errors }, root, undefined, undefined);
    },
    (data): ExecutionResult => (errors.length > 0 ? { errors, data } : { data }),
    (error: GraphQLError): ExecutionResult => {
      errors.push(error);
      return { errors, data: null };
    },
  );
}

/** @see https://spec.graphql.org/October2021/#ExecuteSelectionSet() */
function executeSteps(run: Run, steps: readonly Step[], source: unknown, above: Path | undefined): MaybePromise<Record<string, unknown>> {
  const answer: Record<string, unknown> = {};
  let pending: Promise<unknown>[] | undefined;
  try {
    for (const step of steps) {
      const { key } = step;
      const value = executeStep(run, step, source, above);
      set(answer, key, value);
      if (isPending(value)) (pending ??= []).push(setLater(answer, key, value));
    }
  } catch (error) {
    if (!pending) throw error;
    return failAfter(pending, error); // The other fields may fail as well.
  }
  return pending ? allOf(pending, answer) : answer;
}

function set(answer: Record<string, unknown>, key: string, value: unknown): void {
  // Only clients that look for trouble name a field so. An object without a prototype would be slow.
  if (key === '__proto__') Object.defineProperty(answer, key, { value, enumerable: true, configurable: true });
  else answer[key] = value;
}

// These are apart from their callers, where V8 would allocate what they capture on every call.

const setLater = (answer: Record<string, unknown>, key: string, value: Promise<unknown>): Promise<void> =>
  value.then((one) => set(answer, key, one));

function failAfter(pending: readonly Promise<unknown>[], error: unknown): Promise<never> {
  const fail = (): never => {
    throw error;
  };
  return allOf(pending, undefined).then(fail, fail);
}

const completeLater = (run: Run, info: Field, output: Output, path: Path, value: Promise<unknown>): Promise<unknown> =>
  value.then((one) => complete(run, info, output, path, one));

const orFail = (run: Run, info: Field, output: Output, path: Path, completed: Promise<unknown>): Promise<unknown> =>
  completed.then(undefined, (error: unknown) => fail(run, info, output, path, error));

const asLater = (
  run: Run,
  info: Field,
  output: Kind<'abstract'>,
  path: Path,
  value: unknown,
  typename: Promise<unknown>,
): Promise<unknown> => typename.then((one) => completeAs(run, info, output, path, value, one));

/** Most values are text or numbers, for which looking for a `then` takes long. */
const isPending = (value: unknown): value is Promise<unknown> => typeof value === 'object' && isPromise(value);

/** Waits for all, or for the first failure. */
const allOf = <Value>(pending: readonly Promise<unknown>[], value: Value): Promise<Value> =>
  (pending.length === 1 && pending[0] ? pending[0] : Promise.all(pending)).then(() => value);

/** @see https://spec.graphql.org/October2021/#ExecuteField() */
function executeStep(run: Run, step: Step, source: unknown, above: Path | undefined): unknown {
  const { args, resolve, output } = step;
  const info = new Field(run, step, above);
  let value: unknown;
  try {
    value = resolve(source, args(run.variables), run.context, info);
  } catch (error) {
    return fail(run, info, output, info, error);
  }
  return completeOrFail(run, info, output, info, value);
}

/** Completes a value; if that fails, it becomes null, or the value above it fails. */
function completeOrFail(run: Run, info: Field, output: Output, path: Path, value: unknown): unknown {
  try {
    const completed = isPending(value) ? completeLater(run, info, output, path, value) : complete(run, info, output, path, value);
    return isPending(completed) ? orFail(run, info, output, path, completed) : completed;
  } catch (error) {
    return fail(run, info, output, path, error);
  }
}

function fail({ errors }: Run, { fieldNodes }: Field, { isNullable }: Output, path: Path, error: unknown): null {
  const located = locatedError(error, fieldNodes, pathToArray(path));
  if (!isNullable) throw located;
  errors.push(located);
  return null;
}

function pathToArray(path: Path): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let at: Path | undefined = path; at; at = at.prev) keys.push(at.key);
  return keys.toReversed();
}

/** @see https://spec.graphql.org/October2021/#CompleteValue() */
function complete(run: Run, info: Field, output: Output, path: Path, value: unknown): unknown {
  if (value instanceof Error) throw value;
  if (value === null || value === undefined) {
    if (output.isNullable) return null;
    throw new Error(`Cannot return null for non-nullable field ${info.parentType.name}.${info.fieldName}.`);
  }
  switch (output.kind) {
    case 'leaf':
      return completeLeaf(output, value);
    case 'list':
      return completeList(run, info, output, path, value);
    case 'object':
      return completeObject(run, info, output, path, value);
    case 'abstract':
      return completeAbstract(run, info, output, path, value);
  }
}

type Kind<Name extends Output['kind']> = Extract<Output, { kind: Name }>;

function completeLeaf({ type }: Kind<'leaf'>, value: unknown): unknown {
  const serialized = serialize(type, value);
  if (serialized === null || serialized === undefined) {
    throw new Error(
      `Expected \`${inspect(type)}.serialize(${inspect(value)})\` to return non-nullable value, returned: ${inspect(serialized)}`,
    );
  }
  return serialized;
}

function serialize(type: GraphQLLeafType, value: unknown): unknown {
  try {
    return type.serialize(value);
  } catch (error) {
    // A scalar's own error is no fault of the client, so it must not look like one.
    throw error instanceof GraphQLError ? new Error(error.message) : error;
  }
}

function completeList(run: Run, info: Field, { item }: Kind<'list'>, path: Path, value: unknown): MaybePromise<unknown[]> {
  if (typeof value !== 'object' || value === null || !(Symbol.iterator in value)) {
    throw new Error(`Expected Iterable, but did not find one for field "${info.parentType.name}.${info.fieldName}".`);
  }
  const rows = value as Iterable<unknown>;
  const items: unknown[] = [];
  let isWaiting = false;
  try {
    for (const row of rows) {
      const completed = completeOrFail(run, info, item, { prev: path, key: items.length, typename: undefined }, row);
      isWaiting ||= isPending(completed);
      items.push(completed);
    }
  } catch (error) {
    // Nothing waits for the other items any more, so their failures must not become unhandled rejections.
    for (const one of [...items, ...rows]) if (isPromise(one)) one.then(undefined, () => {});
    throw error;
  }
  return isWaiting ? Promise.all(items) : items;
}

function completeObject(run: Run, info: Field, output: Kind<'object'>, path: Path, value: unknown): unknown {
  return output.type.isTypeOf ? completeChecked(run, info, output, path, value) : executeSteps(run, output.below(), value, path);
}

function completeChecked(run: Run, info: Field, { type, below }: Kind<'object'>, path: Path, value: unknown): unknown {
  return handleMaybePromise(
    () => type.isTypeOf?.(value, run.context, info),
    (isTypeOf) => {
      if (!isTypeOf) throw new Error(`Expected value of type "${type.name}" but got: ${inspect(value)}.`);
      return executeSteps(run, below(), value, path);
    },
  );
}

function completeAbstract(run: Run, info: Field, output: Kind<'abstract'>, path: Path, value: unknown): unknown {
  const typename: unknown = output.resolveType(value, run.context, info, output.type);
  return isPending(typename) ? asLater(run, info, output, path, value, typename) : completeAs(run, info, output, path, value, typename);
}

function completeAs(run: Run, info: Field, { type, as }: Kind<'abstract'>, path: Path, value: unknown, typename: unknown): unknown {
  const output = as(typename);
  if (!output) throw new Error(`Runtime Object type "${String(typename)}" is not a possible type for "${type.name}".`);
  return complete(run, info, output, path, value);
}

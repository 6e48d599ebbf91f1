import { defaultFieldResolver, defaultTypeResolver, getFieldDef, getFragmentsFromDocument } from '@graphql-tools/executor';
import { collectFields, getDefinedRootType, type VariableValues } from '@graphql-tools/utils';
import {
  getArgumentValues,
  getNamedType,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  visit,
  type ASTNode,
  type DirectiveNode,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLAbstractType,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLLeafType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type GraphQLTypeResolver,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** A query of a valid document, without `@defer` and `@stream`. */
export interface Query {
  readonly schema: GraphQLSchema;
  readonly document: DocumentNode;
  readonly definition: OperationDefinitionNode;
}

/** The values of an operation's variables, after their coercion. */
export type Variables = Record<string, unknown>;

/** Reads the arguments of a field. Those without variables are the same object in all executions. */
export type ReadArguments = (variables: Variables) => Readonly<Record<string, unknown>>;

/** A field that a query selects on an object type. */
export interface Step {
  /** Its name in the answer. */
  readonly key: string;
  readonly parentType: GraphQLObjectType;
  readonly field: GraphQLField<unknown, unknown>;
  /** Several when the field is selected in several places. */
  readonly nodes: readonly FieldNode[];
  /** @throws GraphQLError */
  readonly args: ReadArguments;
  readonly resolve: GraphQLFieldResolver<unknown, unknown>;
  readonly output: Output;
}

/** How a value of some type is completed. */
export type Output = { readonly isNullable: boolean } & (
  | { readonly kind: 'leaf'; readonly type: GraphQLLeafType }
  | { readonly kind: 'list'; readonly item: Output }
  | { readonly kind: 'object'; readonly type: GraphQLObjectType; readonly below: () => readonly Step[] }
  | {
      readonly kind: 'abstract';
      readonly type: GraphQLAbstractType;
      readonly resolveType: GraphQLTypeResolver<unknown, unknown>;
      /** The output of an object type; undefined if it is not possible here. */
      readonly as: (typename: unknown) => Output | undefined;
    }
);

/** What a query runs, for all its executions in which the same directives apply. */
export interface Steps {
  readonly fragments: Record<string, FragmentDefinitionNode>;
  readonly root: readonly Step[];
}

/**
 * Steps that are kept, of all queries together. Each takes up to a kilobyte, a usual query has some fifty, and a variable in a
 * `@skip` or `@include` doubles those of its query.
 */
const MAX_STEPS = 30_000;

const CONDITIONS: ReadonlySet<string> = new Set([GraphQLSkipDirective.name, GraphQLIncludeDirective.name]);

interface Known {
  /** The variables by which `@skip` and `@include` decide. */
  readonly names: readonly string[];
  /** By the values of these variables. */
  readonly sets: Map<string, Steps>;
}

/** Parsed documents are cached, so the next execution finds its steps here. */
let knownSteps = new WeakMap<OperationDefinitionNode, Known>();
let count = 0;

/**
 * Returns the steps of a query, which are worked out at its first execution. When too many are kept, it begins anew.
 * @throws GraphQLError for a `@skip` or `@include` whose variable is null.
 */
export function stepsOf(query: Query, variables: Variables): Steps {
  if (count > MAX_STEPS) {
    knownSteps = new WeakMap();
    count = 0;
  }
  const { names, sets } = knownOf(query);
  const key = names.map((name) => String(variables[name])).join();
  const known = sets.get(key);
  if (known) return known;
  const coerced = Object.fromEntries(Object.entries(variables).filter(([name]) => names.includes(name)));
  const made = makeSteps(query, { coerced, sources: {} });
  count += 1 + names.length; // The key is kept, too.
  sets.set(key, made);
  return made;
}

function knownOf({ document, definition }: Query): Known {
  const known = knownSteps.get(definition);
  if (known) return known;
  const directives: DirectiveNode[] = [];
  visit(document, { Directive: (node) => void (CONDITIONS.has(node.name.value) && directives.push(node)) });
  const made: Known = { names: [...variablesOf(directives)], sets: new Map() };
  knownSteps.set(definition, made);
  return made;
}

/** @param variables Those by which `@skip` and `@include` decide. */
function makeSteps({ schema, document, definition }: Query, variables: VariableValues): Steps {
  const fragments = getFragmentsFromDocument(document);
  const { operation, selectionSet } = definition;

  /** The fields that these sets select on a type, by their names in the answer. */
  function fieldsOf(type: GraphQLObjectType, sets: readonly SelectionSetNode[]): ReadonlyMap<string, readonly FieldNode[]> {
    const fields = new Map<string, FieldNode[]>();
    for (const set of sets) {
      for (const [key, nodes] of collectFields(schema, fragments, variables, type, set).fields) {
        const others = fields.get(key) ?? [];
        // Two sets may spread the same fragment.
        fields.set(key, [...others, ...nodes.filter((node) => !others.includes(node))]);
      }
    }
    return fields;
  }

  function stepsOn(parentType: GraphQLObjectType, sets: readonly SelectionSetNode[]): Step[] {
    const steps = [...fieldsOf(parentType, sets)].flatMap(([key, nodes]): Step[] => {
      const [node] = nodes;
      const field = node && getFieldDef(schema, parentType, node);
      if (!field) return [];
      const { resolve = defaultFieldResolver } = field;
      return [{ key, parentType, field, nodes, args: argumentsOf(field, node), resolve, output: outputOf(field.type, nodes) }];
    });
    count += steps.length;
    return steps;
  }

  /** The output of a type below a field. */
  function outputOf(type: GraphQLOutputType, nodes: readonly FieldNode[]): Output {
    if (isLeafType(getNamedType(type))) return leafOutput(type);
    if (isNonNullType(type)) return { ...outputOf(type.ofType, nodes), isNullable: false };
    if (isListType(type)) return { isNullable: true, kind: 'list', item: outputOf(type.ofType, nodes) };
    return isObjectType(type) ? objectOutput(type, nodes) : abstractOutput(type as GraphQLAbstractType, nodes);
  }

  function objectOutput(type: GraphQLObjectType, nodes: readonly FieldNode[]): Output {
    let steps: readonly Step[] | undefined;
    const below = (): readonly Step[] =>
      (steps ??= stepsOn(
        type,
        nodes.flatMap(({ selectionSet: set }) => set ?? []),
      ));
    return { isNullable: true, kind: 'object', type, below };
  }

  function abstractOutput(type: GraphQLAbstractType, nodes: readonly FieldNode[]): Output {
    const byName = new Map<unknown, Output>();
    const as = (typename: unknown): Output | undefined => {
      const known = byName.get(typename);
      if (known) return known;
      const possible = typeof typename === 'string' ? schema.getType(typename) : undefined;
      if (!isObjectType(possible) || !schema.isSubType(type, possible)) return undefined;
      const made = objectOutput(possible, nodes);
      byName.set(typename, made);
      return made;
    };
    return { isNullable: true, kind: 'abstract', type, resolveType: type.resolveType ?? defaultTypeResolver, as };
  }

  return { fragments, root: stepsOn(getDefinedRootType(schema, operation), [selectionSet]) };
}

/** The outputs of scalars, enums and lists of them, which no selection changes. */
const leafOutputs = new WeakMap<GraphQLOutputType, Output>();

function leafOutput(type: GraphQLOutputType): Output {
  const known = leafOutputs.get(type);
  if (known) return known;
  const made: Output = isNonNullType(type)
    ? { ...leafOutput(type.ofType), isNullable: false }
    : isListType(type)
      ? { isNullable: true, kind: 'list', item: leafOutput(type.ofType) }
      : { isNullable: true, kind: 'leaf', type: type as GraphQLLeafType };
  leafOutputs.set(type, made);
  return made;
}

const NO_ARGUMENTS: Readonly<Record<string, unknown>> = Object.freeze({});
const noArguments: ReadArguments = () => NO_ARGUMENTS;

function argumentsOf(field: GraphQLField<unknown, unknown>, node: FieldNode): ReadArguments {
  const read: ReadArguments = (variables) => getArgumentValues(field, node, variables);
  const given = node.arguments ?? [];
  if (given.length === 0 && field.args.length === 0) return noArguments;
  /** The names of the variables that are arguments as a whole, by argument. */
  const variableOf = new Map<string, string>();
  for (const { name, value } of given) if (value.kind === Kind.VARIABLE) variableOf.set(name.value, value.name.value);
  const others = given.filter(({ name }) => !variableOf.has(name.value));
  if (variablesOf(others).size > 0) return read;
  const withoutVariable = { ...field, args: field.args.filter(({ name }) => !variableOf.has(name)) };
  let constant: Readonly<Record<string, unknown>>;
  try {
    constant = Object.freeze(getArgumentValues(withoutVariable, { ...node, arguments: others }));
  } catch {
    return read; // Each execution reports what is wrong.
  }
  if (variableOf.size === 0) return () => constant;
  return (variables) => {
    const args: Record<string, unknown> = {};
    for (const { name } of field.args) {
      const variable = variableOf.get(name);
      if (variable === undefined) {
        if (Object.hasOwn(constant, name)) args[name] = constant[name];
        continue;
      }
      // Defaults, and what is null or missing where it must not be.
      if (!Object.hasOwn(variables, variable) || variables[variable] === null) return read(variables);
      args[name] = variables[variable];
    }
    return args;
  };
}

function variablesOf(nodes: readonly ASTNode[]): Set<string> {
  const names = new Set<string>();
  for (const node of nodes) visit(node, { Variable: ({ name }) => void names.add(name.value) });
  return names;
}

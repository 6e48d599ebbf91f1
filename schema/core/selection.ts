import {
  BREAK,
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  visit,
  type ASTNode,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type InlineFragmentNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

/** The selection sets below one place of an answer: several fields or fragments can select there. */
export type SelectionSets = readonly (SelectionSetNode | undefined)[];

/** A field that the operation selects on a type, with its arguments. */
export interface SelectedField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: Record<string, unknown>;
  /** The selection sets below the field. */
  readonly sets: SelectionSets;
  /** The fragment with an active `@defer` that selects the field, unless it is selected beside it too. */
  readonly deferredBy: Deferring | undefined;
}

/** A fragment with an active `@defer`. */
export type Deferring = FragmentSpreadNode | InlineFragmentNode;

/** A field as it is selected, before variables have values. */
interface Selection {
  readonly field: GraphQLField<unknown, unknown>;
  readonly node: FieldNode;
  readonly sets: SelectionSets;
  readonly deferredBy: Deferring | undefined;
}

/** What is selected on a type, for as long as no variable changes it. */
interface Selections {
  readonly all: readonly Selection[];
  readonly usesVariables: boolean;
}

/** The fields that no variable decides. */
const constant = new WeakMap<SelectionSets, Map<GraphQLObjectType, readonly SelectedField[]>>();

/** By the object that {@link lastingOf} an operation, then by selection sets and type. */
const selections = new WeakMap<object, WeakMap<SelectionSets, Map<GraphQLObjectType, Selections>>>();

/** By the variables of an execution. */
const ofExecution = new WeakMap<object, Map<Selections, readonly SelectedField[]>>();

/**
 * Lists the fields selected on an object type in these selection sets, one level deep. Fragments, `@include` and `@skip`,
 * variables and aliases are followed. A field that is selected twice is listed once, as in the answer. For the same sets the
 * list is the same one, in all executions of an operation as long as no variable decides it.
 */
export function selectedFields(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): readonly SelectedField[] {
  return constant.get(sets)?.get(type) ?? fieldsOf(sets, type, info);
}

function fieldsOf(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): readonly SelectedField[] {
  const lasting = lastingOf(info);
  const bySets = kept(selections, lasting, () => new WeakMap<SelectionSets, Map<GraphQLObjectType, Selections>>());
  const byType = kept(bySets, sets, () => new Map<GraphQLObjectType, Selections>());
  const selected = kept(byType, type, () => readSelections(sets, type, info));
  const read = (): readonly SelectedField[] => selected.all.flatMap((one) => withArguments(one, info));
  if (lasting === info.operation && !selected.usesVariables) {
    const always = kept(constant, sets, () => new Map<GraphQLObjectType, readonly SelectedField[]>());
    return kept(always, type, read);
  }
  const now = kept(ofExecution, info.variableValues, () => new Map<Selections, readonly SelectedField[]>());
  return kept(now, selected, read);
}

/** Returns what a map has for a key, which is made first where it has nothing. */
export function kept<Key, Value>(
  map: { get(key: Key): Value | undefined; set(key: Key, value: Value): unknown },
  key: Key,
  make: () => Value,
): Value {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function readSelections(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): Selections {
  const byKey = Map.groupBy(collect(sets, type, info), ({ node }) => keyOf(node));
  const all = [...byKey.values()].flatMap((found): Selection[] => {
    const [{ node, deferredBy } = {}] = found;
    const field = node && type.getFields()[node.name.value];
    if (!field) return [];
    const isDeferred = found.every((one) => one.deferredBy);
    return [{ field, node, sets: setsOf(found.map((one) => one.node)), deferredBy: isDeferred ? deferredBy : undefined }];
  });
  return { all, usesVariables: all.some(({ node }) => (node.arguments ?? []).some(hasVariable)) };
}

function withArguments({ field, node, sets, deferredBy }: Selection, { variableValues }: GraphQLResolveInfo): SelectedField[] {
  try {
    return [{ field, args: getArgumentValues(field, node, variableValues), sets, deferredBy }];
  } catch {
    return []; // The field itself will report its bad argument when it is executed.
  }
}

function hasVariable(node: ASTNode): boolean {
  let found = false;
  visit(node, { Variable: () => ((found = true), BREAK) });
  return found;
}

/** The selection sets of single fields and operations. */
const single = new WeakMap<SelectionSetNode, SelectionSets>();

/** Lists the selection sets of these nodes, for one node always in the same list. */
export function setsOf(nodes: readonly { readonly selectionSet?: SelectionSetNode | undefined }[]): SelectionSets {
  const [only] = nodes;
  return nodes.length === 1 && only?.selectionSet
    ? kept(single, only.selectionSet, () => [only.selectionSet])
    : nodes.map(({ selectionSet }) => selectionSet);
}

/** Operations in which a directive has a variable, by which a selection can differ from execution to execution. */
const conditional = new WeakMap<OperationDefinitionNode, boolean>();

/** Returns the object for whose lifetime an operation selects the same fields: the operation itself, or the variables of one execution. */
function lastingOf({ operation, fragments, variableValues }: GraphQLResolveInfo): object {
  const isConditional = kept(conditional, operation, () =>
    [operation, ...Object.values(fragments)].some((definition) => {
      let found = false;
      visit(definition, { Directive: (node) => (hasVariable(node) ? ((found = true), BREAK) : undefined) });
      return found;
    }),
  );
  return isConditional ? variableValues : operation;
}

/** Tests whether the current field selects only these fields on an object of this type. `__typename` never counts. */
export function selectsOnly(names: readonly string[], typename: string, info: GraphQLResolveInfo): boolean {
  const type = info.schema.getType(typename);
  return isObjectType(type) && selectedFields(setsOf(info.fieldNodes), type, info).every(({ field }) => names.includes(field.name));
}

/** Returns the name of a field in the answer. */
const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

type Path = GraphQLResolveInfo['path'];

/** A place in an operation: the fields that lead to it, whichever rows of lists they go through. */
interface Place {
  readonly below: Map<string, Place>;
  /** The selection sets of its fields. */
  sets?: SelectionSets;
}

const newPlace = (): Place => ({ below: new Map() });

/** The root of each operation, by the object that {@link lastingOf} it. */
const roots = new WeakMap<object, Place>();

/** Returns the place of a path, one object for all rows of a list. */
function placeOf(path: Path | undefined, info: GraphQLResolveInfo): Place {
  if (!path) return kept(roots, lastingOf(info), newPlace);
  const above = placeOf(path.prev, info);
  return typeof path.key === 'number' ? above : kept(above.below, `${path.typename}.${path.key}`, newPlace);
}

/** By the nodes of a field: executors hand the same nodes to all rows of a list, and others to each place. */
const setsAround = new WeakMap<GraphQLResolveInfo['fieldNodes'], SelectionSets>();

/** Lists the fields selected beside the current one, and that itself; the list is as lasting as that of {@link selectedFields}. */
export function siblingsOf(info: GraphQLResolveInfo): readonly SelectedField[] {
  return selectedFields(setsAround.get(info.fieldNodes) ?? findSetsAround(info), info.parentType, info);
}

function findSetsAround(info: GraphQLResolveInfo): SelectionSets {
  const place = placeOf(info.path.prev, info);
  const sets = (place.sets ??= siblingSets(info));
  setsAround.set(info.fieldNodes, sets);
  return sets;
}

/**
 * Finds all selection sets that hold the siblings of the current field, by the path from the operation's root: GraphQL gives
 * a resolver only the nodes of its own field.
 */
function siblingSets(info: GraphQLResolveInfo): SelectionSets {
  const keys: { key: string; typename: string }[] = [];
  for (let path = info.path.prev; path; path = path.prev) {
    if (typeof path.key === 'string' && path.typename !== undefined) keys.unshift({ key: path.key, typename: path.typename });
  }
  let sets: SelectionSets = setsOf([info.operation]);
  for (const { key, typename } of keys) {
    const type = info.schema.getType(typename);
    if (!isObjectType(type)) return [];
    sets = collect(sets, type, info)
      .filter(({ node }) => keyOf(node) === key)
      .map(({ node }) => node.selectionSet);
  }
  return sets;
}

/** Finds the fragment by which the current field is deferred, if it is deferred beside its siblings. */
export const deferring = (info: GraphQLResolveInfo): Deferring | undefined => {
  const own = collect(siblingSets(info), info.parentType, info).filter(({ node }) => info.fieldNodes.includes(node));
  return own.every(({ deferredBy }) => deferredBy) ? own[0]?.deferredBy : undefined;
};

interface Collected {
  readonly node: FieldNode;
  readonly deferredBy: Deferring | undefined;
}

function collect(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): Collected[] {
  const found: Collected[] = [];
  const seen = new Map<Deferring | undefined, Set<string>>();
  const add = (set: SelectionSetNode | undefined, deferredBy: Deferring | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] === false) continue;
      if (node.kind === Kind.FIELD) {
        found.push({ node, deferredBy });
        continue;
      }
      const by = isDeferred(node, info) ? node : deferredBy;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(node.typeCondition?.name.value)) add(node.selectionSet, by);
      } else if (isNew(node.name.value, by)) {
        const fragment = info.fragments[node.name.value];
        if (fragment && applies(fragment.typeCondition.name.value)) add(fragment.selectionSet, by);
      }
    }
  };
  const isNew = (name: string, by: Deferring | undefined): boolean => {
    const names = seen.get(by) ?? new Set();
    seen.set(by, names);
    return !names.has(name) && Boolean(names.add(name));
  };
  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const other = info.schema.getType(condition);
    return isAbstractType(other) && info.schema.isSubType(other, type);
  };
  for (const set of sets) add(set, undefined);
  return found;
}

/** Tests whether a fragment has an active `@defer`. */
function isDeferred(node: Deferring, { schema, variableValues }: GraphQLResolveInfo): boolean {
  const directive = node.directives?.length ? schema.getDirective('defer') : undefined;
  const values = directive && getDirectiveValues(directive, node, variableValues);
  return Boolean(values) && values?.['if'] !== false;
}

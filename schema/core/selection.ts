import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type FragmentSpreadNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type InlineFragmentNode,
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

/**
 * Lists the fields selected on an object type in these selection sets, one level deep. Fragments, `@include` and `@skip`,
 * variables and aliases are followed. A field that is selected twice is listed once, as in the answer.
 */
export function selectedFields(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): SelectedField[] {
  const byKey = Map.groupBy(collect(sets, type, info), ({ node }) => keyOf(node));
  return [...byKey.values()].flatMap((found) => {
    const [{ node, deferredBy } = {}] = found;
    const field = node && type.getFields()[node.name.value];
    if (!field) return [];
    try {
      const args = getArgumentValues(field, node, info.variableValues);
      const isDeferred = found.every((one) => one.deferredBy);
      return [{ field, args, sets: found.map((one) => one.node.selectionSet), deferredBy: isDeferred ? deferredBy : undefined }];
    } catch {
      return []; // The field itself will report its bad argument when it is executed.
    }
  });
}

/** Tests whether the current field selects only these fields on an object of this type. `__typename` never counts. */
export function selectsOnly(names: readonly string[], typename: string, info: GraphQLResolveInfo): boolean {
  const type = info.schema.getType(typename);
  const sets = info.fieldNodes.map(({ selectionSet }) => selectionSet);
  return isObjectType(type) && selectedFields(sets, type, info).every(({ field }) => names.includes(field.name));
}

/** Returns the name of a field in the answer. */
const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

type Path = GraphQLResolveInfo['path'];

/** A place in one execution: the fields that lead to it, whichever rows of lists they go through. */
export interface Place {
  readonly below: Map<string, Place>;
}

/** The places below the root of each execution, by its own object of variables, and those of paths that were asked for. */
const places = new WeakMap<object, Place>();

/** Returns the place of a path, one object for all rows of a list. */
export function placeOf(path: Path | undefined, info: Pick<GraphQLResolveInfo, 'variableValues'>): Place {
  const of = path ?? info.variableValues;
  const known = places.get(of);
  if (known) return known;
  const place = path ? stepTo(path, placeOf(path.prev, info)) : { below: new Map<string, Place>() };
  places.set(of, place);
  return place;
}

function stepTo({ key, typename }: Path, place: Place): Place {
  if (typeof key === 'number') return place;
  const step = `${typename}.${key}`;
  const next = place.below.get(step) ?? { below: new Map<string, Place>() };
  place.below.set(step, next);
  return next;
}

/**
 * Finds all selection sets that hold the siblings of the current field, by the path from the operation's root: GraphQL gives
 * a resolver only the nodes of its own field.
 */
export function siblingSets(info: GraphQLResolveInfo): SelectionSets {
  const keys: { key: string; typename: string }[] = [];
  for (let path = info.path.prev; path; path = path.prev) {
    if (typeof path.key === 'string' && path.typename !== undefined) keys.unshift({ key: path.key, typename: path.typename });
  }
  let sets: SelectionSets = [info.operation.selectionSet];
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
  const visit = (set: SelectionSetNode | undefined, deferredBy: Deferring | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] === false) continue;
      if (node.kind === Kind.FIELD) {
        found.push({ node, deferredBy });
        continue;
      }
      const by = isDeferred(node, info) ? node : deferredBy;
      if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(node.typeCondition?.name.value)) visit(node.selectionSet, by);
      } else if (isNew(node.name.value, by)) {
        const fragment = info.fragments[node.name.value];
        if (fragment && applies(fragment.typeCondition.name.value)) visit(fragment.selectionSet, by);
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
  for (const set of sets) visit(set, undefined);
  return found;
}

/** Tests whether a fragment has an active `@defer`. */
function isDeferred(node: Deferring, { schema, variableValues }: GraphQLResolveInfo): boolean {
  const directive = node.directives?.length ? schema.getDirective('defer') : undefined;
  const values = directive && getDirectiveValues(directive, node, variableValues);
  return Boolean(values) && values?.['if'] !== false;
}

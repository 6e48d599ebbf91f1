import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  isAbstractType,
  isObjectType,
  Kind,
  type FieldNode,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
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
}

/**
 * Lists the fields selected on an object type in these selection sets, one level deep. Fragments, `@include` and `@skip`,
 * variables and aliases are followed. A field that is selected twice is listed once, as in the answer.
 */
export function selectedFields(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): SelectedField[] {
  const byKey = Map.groupBy(collect(sets, type, info), keyOf);
  return [...byKey.values()].flatMap((nodes) => {
    const [node] = nodes;
    const field = node && type.getFields()[node.name.value];
    if (!field) return [];
    try {
      return [{ field, args: getArgumentValues(field, node, info.variableValues), sets: nodes.map(({ selectionSet }) => selectionSet) }];
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
      .filter((node) => keyOf(node) === key)
      .map((node) => node.selectionSet);
  }
  return sets;
}

function collect(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): FieldNode[] {
  const found: FieldNode[] = [];
  const seen = new Set<string>();
  const visit = (set: SelectionSetNode | undefined): void => {
    for (const node of set?.selections ?? []) {
      if (getDirectiveValues(GraphQLSkipDirective, node, info.variableValues)?.['if'] === true) continue;
      if (getDirectiveValues(GraphQLIncludeDirective, node, info.variableValues)?.['if'] === false) continue;
      if (node.kind === Kind.FIELD) found.push(node);
      else if (node.kind === Kind.INLINE_FRAGMENT) {
        if (applies(node.typeCondition?.name.value)) visit(node.selectionSet);
      } else if (!seen.has(node.name.value)) {
        seen.add(node.name.value);
        const fragment = info.fragments[node.name.value];
        if (fragment && applies(fragment.typeCondition.name.value)) visit(fragment.selectionSet);
      }
    }
  };
  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true;
    const other = info.schema.getType(condition);
    return isAbstractType(other) && info.schema.isSubType(other, type);
  };
  for (const set of sets) visit(set);
  return found;
}

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

/** Selection sets of one place, which several fields or fragments can share. */
export type SelectionSets = readonly (SelectionSetNode | undefined)[];

/** A field that the operation selects on a type, with its arguments. */
export interface SelectedField {
  readonly field: GraphQLField<unknown, unknown>;
  readonly args: Record<string, unknown>;
  /** What is selected below it. */
  readonly sets: SelectionSets;
}

/**
 * The fields selected on an object type in these selection sets: fragments, `@include` and `@skip`, variables and
 * aliases are followed; one level deep. A field that is selected twice is one, as it is in the answer.
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

/** Whether no other fields than these are selected of a thing of this type that the current field leads to; `__typename` never counts. */
export function selectsOnly(names: readonly string[], typename: string, info: GraphQLResolveInfo): boolean {
  const type = info.schema.getType(typename);
  const sets = info.fieldNodes.map(({ selectionSet }) => selectionSet);
  return isObjectType(type) && selectedFields(sets, type, info).every(({ field }) => names.includes(field.name));
}

/** Under which name a field stands in the answer. */
const keyOf = ({ alias, name }: FieldNode): string => (alias ?? name).value;

/**
 * Where the parent of the current field was selected: all selection sets that hold its siblings.
 * Found anew by the path from the operation's root, since GraphQL tells a resolver only of its own field.
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

import {
  getNamedType,
  getNullableType,
  getVariableValues,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLResolveInfo,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from 'graphql';
import type { Need, Times } from '../../src/tmdb/need.ts';
import { partOf, type Wish } from '../../src/tmdb/resource.ts';
import type { Context, Selected } from '../core/context.ts';
import { declarationOf, type Declaration, type Place } from '../core/declaration.ts';
import { operationLocale } from '../core/locale.ts';
import { detailsOf, languagesByPart } from '../core/look-ahead.ts';
import { onBehalfOf } from '../core/node.ts';
import { selectedFields, type SelectedField, type SelectionSets } from '../core/selection.ts';

/** Reads the operation of a document. Undefined when its variables cannot be coerced, which the executor reports. */
export function selectedBy(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Selected | undefined {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables);
  if (!coerced) return undefined;
  const fragments = document.definitions.filter(
    (definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION,
  );
  return {
    schema,
    operation,
    variableValues: coerced,
    fragments: Object.fromEntries(fragments.map((fragment) => [fragment.name.value, fragment])),
  };
}

const ONCE: Times = { certain: 1, likely: 1, atMost: 1 };

/** Rows of a list whose length nothing tells. */
const UNKNOWN_ROWS: Times = { certain: 0, likely: 1, atMost: 100 };

const NEVER: Times = { certain: 0, likely: 0, atMost: 0 };

const multiply = (a: Times, b: Times): Times => ({
  certain: a.certain * b.certain,
  likely: a.likely * b.likely,
  atMost: a.atMost * b.atMost,
});

/** The place of a selection in the operation. */
interface Selection {
  readonly sets: SelectionSets;
  readonly type: GraphQLOutputType;
  readonly at: Place;
  readonly path: string;
  readonly times: Times;
  /** Whether it is on a row of a list, which has a summary. */
  readonly isRow: boolean;
}

/** Refs of rows stand for numbers that TMDB does not reach. */
const FIRST_ROW = 2_000_000_001;

/** Ends the refs of types that are not named by a number alone. */
const REF_ENDS: ReadonlyMap<string, string> = new Map([
  ['TvSeason', '-1'],
  ['TvEpisode', '-1-1'],
]);

/** Lists what an operation will wish for, from the declarations of its fields alone: nothing is loaded. */
export function needsOf(selected: Selected, context: Context): Need[] {
  const { schema, operation } = selected;
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  const info = selected as GraphQLResolveInfo; // Look-ahead reads nothing else of it.
  const locale = operationLocale(context, info);
  const needs: Need[] = [];
  let rows = FIRST_ROW;

  function walk({ sets, type, at, path, times, isRow }: Selection): void {
    const named = getNamedType(type);
    if (isAbstractType(named)) {
      const types = schema.getPossibleTypes(named);
      // Which type comes is not known: none is certain, and one of them is likely.
      const each = { certain: 0, likely: times.likely / types.length, atMost: times.atMost };
      for (const possible of types) walk({ sets, type: possible, at: { ref: nextRow(possible) }, path, times: each, isRow });
      return;
    }
    if (!isObjectType(named)) return;
    const fields = selectedFields(sets, named, info);
    const needsDetails = fields.some((selected) => detailsOf(selected).length > 0);
    const languages = languagesByPart(fields);
    for (const selected of fields) {
      const declaration = declarationOf(selected);
      const below = path === '' ? selected.field.name : `${path}.${selected.field.name}`;
      const args = { ...selected.args, named: languages.get(declaration?.part?.part) } as never;
      if (declaration)
        price(declaration, args, { at, path: below, times: isRow ? timesOfRow(declaration, needsDetails, times) : times, isRow });
      descend(selected, declaration, args, { at, path: below, times, isRow }, named);
    }
  }

  const nextRow = (type: GraphQLOutputType): string => `${(rows += 1)}${REF_ENDS.get(getNamedType(type).name) ?? ''}`;

  function price(declaration: Declaration, args: never, { at, path, times, isRow }: Omit<Selection, 'sets' | 'type'>): void {
    try {
      const more = (declaration.more ?? false) && targetsOf(declaration, args, at).length === 0;
      for (const wish of declaration.wishes(args, locale, at, context)) {
        if (isAllowed(wish)) needs.push({ path, wish: onBehalfOf(at, wish), times, isRow, more });
      }
    } catch {
      // The field itself will report its bad argument when it is executed.
    }
  }

  function descend(
    { field, sets, args: given }: SelectedField,
    declaration: Declaration | undefined,
    args: never,
    { at, path, times, isRow }: Omit<Selection, 'sets' | 'type'>,
    parent: GraphQLObjectType,
  ): void {
    const targets = targetsOf(declaration, args, at);
    if (targets.length > 0) {
      for (const target of targets)
        walk({ sets, type: schema.getType(target.resource.name) as GraphQLObjectType, at: target, path, times, isRow: false });
      return;
    }
    const isList = isListType(getNullableType(field.type));
    const isConnection = isConnectionType(field.type);
    // A connection has the rows of the field that made it.
    if (isConnection) rowsOf.set(path, declaration?.rows?.(args) ?? wholeRows(given));
    const ofConnection = isConnectionType(parent) && isList ? rowsOf.get(parentOf(path)) : undefined;
    const count = isList ? (ofConnection ?? declaration?.rows?.(args) ?? UNKNOWN_ROWS) : ONCE;
    const isUnknown = declaration !== undefined && !isConnection;
    // Which object a field leads to, and whether to any, is not known; only a connection, its edges and their nodes are certain.
    const isCertain = path === field.name ? !isUnknown : isConnection || isList || 'cursor' in parent.getFields();
    const expected = multiply(times, count);
    walk({
      sets,
      type: field.type,
      at: isList || isUnknown ? { ref: nextRow(field.type) } : at,
      path,
      times: isCertain ? expected : { ...expected, certain: 0 },
      isRow: isRow || isList,
    });
  }

  const isAllowed = (wish: Wish): boolean => partOf(wish).personal?.some((kind) => context.signedIn.includes(kind)) ?? true;

  const rowsOf = new Map<string, Times>();
  walk({ sets: [operation.selectionSet], type: root, at: { ref: '' }, path: '', times: ONCE, isRow: false });
  return needs;
}

const parentOf = (path: string): string => path.slice(0, path.lastIndexOf('.'));

const isConnectionType = (type: GraphQLOutputType): boolean => {
  const named = getNamedType(type);
  return isObjectType(named) && 'pageInfo' in named.getFields();
};

/** The rows of a list that TMDB sends whole. */
const wholeRows = ({ first }: Record<string, unknown>): Times =>
  typeof first === 'number' ? { certain: 0, likely: first, atMost: first } : UNKNOWN_ROWS;

/** How often a field of a row needs its wishes: the summary may answer it, or details that another field needs. */
function timesOfRow({ isIn }: Declaration, needsDetails: boolean, times: Times): Times {
  if (!isIn) return times;
  return needsDetails || isIn({} as never) ? NEVER : { certain: 0, likely: 0, atMost: times.atMost };
}

function targetsOf(declaration: Declaration | undefined, args: never, at: Place) {
  try {
    return declaration?.leadsTo?.(args, at) ?? [];
  } catch {
    return []; // The field itself will report its bad argument when it is executed.
  }
}

import {
  getNamedType,
  getNullableType,
  getVariableValues,
  isAbstractType,
  isLeafType,
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
import type { Locale } from '../../src/tmdb/locale.ts';
import type { Needs, Times } from '../../src/tmdb/need.ts';
import { wishKey } from '../../src/tmdb/resource.ts';
import type { Context, Selected } from '../core/context.ts';
import { declarationOf, type Declaration, type Place, type Target } from '../core/declaration.ts';
import { detailsWish } from '../core/fields.ts';
import { operationLocale } from '../core/locale.ts';
import { detailsOf, languagesByPart } from '../core/look-ahead.ts';
import { selectedFields, setsOf, type SelectedField, type SelectionSets } from '../core/selection.ts';
import { createCollector, type Collector } from './collector.ts';
import { groupAlike, targetsOf, withRef, type ReadField } from './look-ups.ts';

/** Reads the operation of a document. Undefined when its variables cannot be coerced, which the executor reports. */
export function selectedBy(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Readonly<Record<string, unknown>>,
): Selected | undefined {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
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

const PERHAPS: Times = { certain: 0, likely: 1, atMost: 1 };

/** Rows of a list whose length nothing tells. */
const UNKNOWN_ROWS: Times = { certain: 0, likely: 1, atMost: 100 };

const NEVER: Times = { certain: 0, likely: 0, atMost: 0 };

const multiply = (a: Times, b: Times): Times => ({
  certain: a.certain * b.certain,
  likely: a.likely * b.likely,
  atMost: a.atMost * b.atMost,
});

/** The times of each of several things of which one is likely. */
const oneOf = (count: number, times: Times): Times => ({ ...times, likely: times.likely / Math.max(1, count) });

/** The place of a selection in the operation. */
interface Selection {
  readonly sets: SelectionSets;
  readonly type: GraphQLOutputType;
  readonly at: Place;
  readonly path: string;
  readonly times: Times;
  /** Whether it is on a row of a list, which has a summary. */
  readonly isRow: boolean;
  /** What is known of that summary. */
  readonly summary?: object | undefined;
  /** All that it has of the values that only some lists bring, if that is known; null when there is no summary. */
  readonly rowsHave?: object | null | undefined;
  /** The rows of the connection that it is on. */
  readonly rows?: Rows | undefined;
}

/** The rows of a list: one place stands for all of them. */
interface Rows {
  readonly at: Place;
  readonly times: Times;
}

/** What is selected on a type, read once for all objects of that type on which it is selected. */
interface Reading {
  readonly fields: readonly ReadField[];
  readonly needsDetails: boolean;
}

/** Lists the names of the root fields that an operation selects, in their order. */
export function rootFieldsOf(selected: Selected): string[] {
  const { schema, operation } = selected;
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  return selectedFields(setsOf([operation]), root, selected as GraphQLResolveInfo).map(({ field }) => field.name);
}

/** Reads each selection set once for each type. */
function createReader(info: GraphQLResolveInfo): (sets: SelectionSets, type: GraphQLObjectType) => Reading {
  const readings = new Map<unknown, Map<GraphQLObjectType, Reading>>();
  return (sets, type) => {
    const [only, ...others] = sets;
    const key = others.length === 0 ? only : sets; // Several types share a set, but not the list that holds it.
    const byType = readings.get(key) ?? new Map<GraphQLObjectType, Reading>();
    readings.set(key, byType);
    const reading = byType.get(type) ?? read(sets, type, info);
    byType.set(type, reading);
    return reading;
  };
}

function read(sets: SelectionSets, type: GraphQLObjectType, info: GraphQLResolveInfo): Reading {
  const fields = selectedFields(sets, type, info);
  const languages = languagesByPart(fields);
  return {
    fields: fields.map((selected) => {
      const declaration = declarationOf(selected);
      return { selected, declaration, args: { ...selected.args, named: languages.get(declaration?.part?.part) } as never };
    }),
    needsDetails: fields.some((selected) => detailsOf(selected).length > 0),
  };
}

/** A field of all rows may lead to the same document, such as the list of genres with their names. */
function priceFromRows(needs: Collector, target: Target, fields: Reading['fields'], path: string): void {
  for (const { selected, declaration, args } of fields) {
    if (declaration?.part?.resource !== target.resource) continue;
    needs.price(declaration, args, target, { path: `${path}.${selected.field.name}`, times: PERHAPS, isRow: false });
  }
}

/** Lists what an operation will wish for, from the declarations of its fields alone: nothing is loaded. */
export function needsOf(selected: Selected, context: Context): Needs {
  const { schema, operation } = selected;
  const root = schema.getRootType(operation.operation);
  if (!root) return { list: [], isCut: false };
  const info = selected as GraphQLResolveInfo; // Look-ahead reads nothing else of it.
  const locale = operationLocale(context, info);
  const readingOf = createReader(info);
  const needs = createCollector(context, locale);
  const alike = Map.groupBy(groupAlike(readingOf(setsOf([operation]), root).fields, locale), ({ lookUps: [first] }) => first?.field);

  const typeOf = ({ resource }: Pick<Target, 'resource'>) => schema.getType(resource.name) as GraphQLObjectType;

  function walk({ sets, type, at, path, times, isRow, rows, summary, rowsHave }: Selection): void {
    const named = getNamedType(type);
    if (isAbstractType(named)) {
      const types = schema.getPossibleTypes(named);
      // Which type comes is not known: none is certain, and one of them is likely.
      const each = oneOf(types.length, { ...times, certain: 0 });
      for (const possible of types)
        walk({ sets, type: possible, at: needs.place(possible, at.ref), path, times: each, isRow, summary, rowsHave });
      return;
    }
    if (!isObjectType(named)) return;
    const { fields, needsDetails } = readingOf(sets, named);
    const hasSummary = isRow && rowsHave !== null;
    for (const { selected, declaration, args } of fields) {
      if (!needs.spend()) return;
      const below = path === '' ? selected.field.name : `${path}.${selected.field.name}`;
      if (declaration?.looksUp) {
        if (path === '') lookUpAlike(selected);
        else for (const target of targetsOf(declaration, args, at) ?? []) lookUp(target, selected.sets, below, times);
        continue;
      }
      if (declaration)
        needs.price(declaration, args, at, {
          path: below,
          times: hasSummary ? timesOfRow(declaration, needsDetails, times, summary, rowsHave) : times,
          isRow,
        });
      if (hasSummary && !needsDetails && declaration?.rowsLeadTo) {
        const { fields: ofRows } = readingOf(selected.sets, getNamedType(selected.field.type) as GraphQLObjectType);
        for (const target of declaration.rowsLeadTo) priceFromRows(needs, target, ofRows, below);
      }
      if (!isLeafType(getNamedType(selected.field.type)))
        descend(selected, declaration, args, { at, path: below, times, isRow, rows, summary, rowsHave }, named);
    }
  }

  /** Reads what is selected of the objects that a root field is the first to look up. */
  function lookUpAlike(first: SelectedField): void {
    for (const { lookUps, refs } of alike.get(first) ?? []) {
      needs.ofEach(refs, (ref) => {
        for (const { field, target } of lookUps) {
          lookUp(withRef(target, ref), field.sets, field.field.name, ONCE);
          if (!needs.spend()) return;
        }
      });
    }
  }

  /** Its details are loaded, so that it is known to exist, unless what names it is all that is selected. */
  function lookUp({ resource, ref, knows, foundBy, more }: Target, sets: SelectionSets, path: string, times: Times): void {
    const type = typeOf({ resource });
    const { fields } = readingOf(sets, type);
    if (knows && areAmong(knows, fields)) return;
    if (foundBy) {
      const first = foundBy.wish(locale);
      needs.add({ path, wish: first, times, isRow: false }, { ref: first.ref });
      if (areAmong(foundBy.knows, fields)) return;
      const at = needs.place(type, wishKey(first));
      const perhaps = multiply(times, PERHAPS);
      walk({ sets, type, at, path, times: perhaps, isRow: false });
      // The fields come first, so that they are named for what it costs to have found it.
      needs.add({ path, wish: detailsWish(resource, at.ref, locale), times: perhaps, isRow: false }, at);
      return;
    }
    needs.add({ path, wish: detailsWish(resource, ref, locale), times, isRow: false, more }, { ref });
    walk({ sets, type, at: { ref }, path, times, isRow: false });
  }

  function descend(
    { field, sets, args: given }: SelectedField,
    declaration: Declaration | undefined,
    args: never,
    { at, path, times, isRow, rows, summary, rowsHave }: Omit<Selection, 'sets' | 'type'>,
    parent: GraphQLObjectType,
  ): void {
    const targets = targetsOf(declaration, args, at);
    for (const target of targets ?? []) walk({ sets, type: typeOf(target), at: target, path, times, isRow: false });
    if (targets?.length !== 0) return;
    const isList = isListType(getNullableType(field.type));
    const isConnection = isConnectionType(field.type);
    const { first: _first, ...lasting } = given;
    const below = needs.place(rowTypeOf(field.type), at.ref, parent.name, field.name, JSON.stringify(lasting));
    const leadsOn = declaration !== undefined && !isConnection;
    // Which object a field leads to, and whether to any, is not known; only a connection, its edges and their nodes are certain.
    const isCertain = path === field.name ? !leadsOn : isConnection || isList || 'cursor' in parent.getFields();
    const count = isList ? (rows?.times ?? declaration?.rows?.(args) ?? UNKNOWN_ROWS) : ONCE;
    const kinds = declaration?.isOneKind ? readingOf(sets, getNamedType(field.type) as GraphQLObjectType).fields.length : 1;
    const expected = oneOf(kinds, multiply(times, count));
    walk({
      sets,
      type: field.type,
      at: isList ? (rows?.at ?? below) : leadsOn ? below : at,
      path,
      times: isCertain ? expected : { ...expected, certain: 0 },
      isRow: isRow || isList || declaration?.summary !== undefined,
      ...(isConnection && { rows: { at: below, times: declaration?.rows?.(args) ?? wholeRows(given) } }),
      summary: declaration ? summaryIn(declaration, args, locale, at) : summary,
      rowsHave: declaration ? declaration.rowsHave : rowsHave,
    });
  }

  walk({ sets: setsOf([operation]), type: root, at: { ref: '' }, path: '', times: ONCE, isRow: false });
  return needs.all();
}

const areAmong = (names: readonly string[], fields: Reading['fields']): boolean =>
  fields.every(({ selected }) => names.includes(selected.field.name));

/** The type of a connection's nodes, or the type itself. */
function rowTypeOf(type: GraphQLOutputType): GraphQLOutputType {
  const named = getNamedType(type);
  return (isObjectType(named) && named.getFields()['nodes']?.type) || type;
}

const isConnectionType = (type: GraphQLOutputType): boolean => {
  const named = getNamedType(type);
  return isObjectType(named) && 'pageInfo' in named.getFields();
};

/** The rows of a list that TMDB sends whole. */
const wholeRows = ({ first }: Record<string, unknown>): Times =>
  typeof first === 'number' ? { certain: 0, likely: first, atMost: first } : UNKNOWN_ROWS;

function summaryIn({ summary }: Declaration, args: never, locale: Locale, at: Place): object | undefined {
  try {
    return summary?.(args, locale, at);
  } catch {
    return undefined; // The field itself will report its bad argument when it is executed.
  }
}

/** How often a field of a row needs its wishes: the summary may answer it, or details that another field needs. */
function timesOfRow({ isIn }: Declaration, needsDetails: boolean, times: Times, summary: object = {}, rowsHave?: object | null): Times {
  if (!isIn) return times;
  if (needsDetails || isIn({ ...rowsHave, ...summary } as never)) return NEVER;
  if (rowsHave) return times;
  // A value that summaries have, but not those of this list.
  return isIn({} as never) ? times : { certain: 0, likely: 0, atMost: times.atMost };
}

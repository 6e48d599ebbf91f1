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
import type { Each, Need, Needs, Times } from '../../src/tmdb/need.ts';
import { partOf, wishKey, type Wish } from '../../src/tmdb/resource.ts';
import type { Context, Selected } from '../core/context.ts';
import { declarationOf, type Declaration, type Place, type Target } from '../core/declaration.ts';
import { detailsWish } from '../core/fields.ts';
import { operationLocale } from '../core/locale.ts';
import { detailsOf, languagesByPart } from '../core/look-ahead.ts';
import { onBehalfOf } from '../core/node.ts';
import { selectedFields, type SelectedField, type SelectionSets } from '../core/selection.ts';
import { groupAlike, targetsOf, withRef, type ReadField } from './look-ups.ts';

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

const PERHAPS: Times = { certain: 0, likely: 1, atMost: 1 };

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

/**
 * Number of fields and documents that are priced, counted once for all objects of which an operation selects the same. A
 * document within its limits may select more, by types that lead to each other, or by lists of ids of which each object is on
 * some others: it needs no less than the first of it.
 */
const MAX_PRICED = 3_000;

/** Refs that stand for unknown ones are numbers that TMDB does not reach. */
const FIRST_UNKNOWN = 2_000_000_001;

/** Ends the refs of types that are not named by a number alone. */
const REF_ENDS: ReadonlyMap<string, string> = new Map([
  ['TvSeason', '-1'],
  ['TvEpisode', '-1-1'],
]);

/** Lists the names of the root fields that an operation selects, in their order. */
export function rootFieldsOf(selected: Selected): string[] {
  const { schema, operation } = selected;
  const root = schema.getRootType(operation.operation);
  if (!root) return [];
  return selectedFields([operation.selectionSet], root, selected as GraphQLResolveInfo).map(({ field }) => field.name);
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

/** Collects needs, those of several fields for one document as one, until {@link MAX_PRICED} is reached. */
function createNeeds(): { add(need: Need): void; spend(): boolean; all(): Needs } {
  const byKey = new Map<string, Need>();
  let left = MAX_PRICED;
  return {
    add(need) {
      const { path, wish, times, isRow, more = 0 } = need;
      if (times.atMost === 0) return;
      // Each field whose documents lead to further wishes may lead to others.
      const key = `${isRow} ${more > 0 ? path : ''} ${wishKey(wish)}`;
      const before = byKey.get(key);
      if (!before) left -= 1;
      byKey.set(key, before ? mergeNeeds(before, need) : need);
    },
    spend() {
      left -= 1;
      return left >= 0;
    },
    all: () => ({ list: [...byKey.values()], isCut: left < 0 }),
  };
}

/** Lists what an operation will wish for, from the declarations of its fields alone: nothing is loaded. */
export function needsOf(selected: Selected, context: Context): Needs {
  const { schema, operation } = selected;
  const root = schema.getRootType(operation.operation);
  if (!root) return { list: [], isCut: false };
  const info = selected as GraphQLResolveInfo; // Look-ahead reads nothing else of it.
  const locale = operationLocale(context, info);
  const readingOf = createReader(info);
  const needs = createNeeds();
  /** By what leads to an object: its rows are the same whichever alias, page size or way from a connection asks for them. */
  const unknown = new Map<string, string>();
  const unknownNumbers = new Set<string>();
  let numbers = 0;
  const alike = Map.groupBy(groupAlike(readingOf([operation.selectionSet], root).fields, locale), ({ lookUps: [first] }) => first?.field);
  /** The objects of which what is selected is being read, where it is read once for several. */
  let each: Each | undefined;

  function walk({ sets, type, at, path, times, isRow, rows, summary, rowsHave }: Selection): void {
    const named = getNamedType(type);
    if (isAbstractType(named)) {
      const types = schema.getPossibleTypes(named);
      // Which type comes is not known: none is certain, and one of them is likely.
      const oneOf = { certain: 0, likely: times.likely / types.length, atMost: times.atMost };
      for (const possible of types)
        walk({ sets, type: possible, at: unknownPlace(possible, at.ref), path, times: oneOf, isRow, summary, rowsHave });
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
        price(declaration, args, {
          at,
          path: below,
          times: hasSummary ? timesOfRow(declaration, needsDetails, times, summary, rowsHave) : times,
          isRow,
        });
      if (hasSummary && !needsDetails) descendFromRows(selected, declaration, below);
      if (!isLeafType(getNamedType(selected.field.type)))
        descend(selected, declaration, args, { at, path: below, times, isRow, rows, summary, rowsHave }, named);
    }
  }

  /** Reads what is selected of the objects that a root field is the first to look up. */
  function lookUpAlike(first: SelectedField): void {
    for (const { lookUps, refs } of alike.get(first) ?? []) {
      each = refs.length > 1 ? { standIn: newNumber(), refs } : undefined;
      for (const { field, target } of lookUps) {
        if (!needs.spend()) return;
        lookUp(withRef(target, each?.standIn ?? refs[0] ?? ''), field.sets, field.field.name, ONCE);
      }
      each = undefined;
    }
  }

  /** Its details are loaded, so that it is known to exist, unless what names it is all that is selected. */
  function lookUp({ resource, ref, knows, foundBy, more }: Target, sets: SelectionSets, path: string, times: Times): void {
    const type = schema.getType(resource.name) as GraphQLObjectType;
    const { fields } = readingOf(sets, type);
    const selectsOnly = (names: readonly string[]): boolean => fields.every(({ selected }) => names.includes(selected.field.name));
    if (knows && selectsOnly(knows)) return;
    if (foundBy) {
      const first = foundBy.wish(locale);
      add({ path, wish: first, times, isRow: false }, { ref: first.ref });
      if (selectsOnly(foundBy.knows)) return;
      const at = unknownPlace(type, wishKey(first));
      const perhaps = multiply(times, PERHAPS);
      walk({ sets, type, at, path, times: perhaps, isRow: false });
      // The fields come first, so that they are named for what it costs to have found it.
      add({ path, wish: detailsWish(resource, at.ref, locale), times: perhaps, isRow: false }, at);
      return;
    }
    add({ path, wish: detailsWish(resource, ref, locale), times, isRow: false, more }, { ref });
    walk({ sets, type, at: { ref }, path, times, isRow: false });
  }

  /** A number that TMDB does not reach. */
  const newNumber = (): string => String(FIRST_UNKNOWN + numbers++);

  /** The place of an object of which nothing is known but what leads to it. */
  function unknownPlace(type: GraphQLOutputType, ...way: readonly string[]): Place {
    const { name } = getNamedType(type);
    const key = JSON.stringify([name, ...way]);
    const number = unknown.get(key) ?? newNumber();
    unknown.set(key, number);
    unknownNumbers.add(number);
    return { ref: `${number}${REF_ENDS.get(name) ?? ''}` };
  }

  function price(declaration: Declaration, args: never, { at, path, times, isRow }: Omit<Selection, 'sets' | 'type'>): void {
    try {
      const more = typeof declaration.more === 'function' ? declaration.more(args, at, context) : declaration.more;
      for (const wish of declaration.wishes(args, locale, at, context)) add({ path, wish: onBehalfOf(at, wish), times, isRow, more }, at);
    } catch {
      // The field itself will report its bad argument when it is executed.
    }
  }

  function add(need: Need, { ref }: Place): void {
    if (!isAllowed(need.wish)) return;
    const [number = ''] = ref.split('-', 1);
    const isUnknown = unknownNumbers.has(number);
    // A document that does not depend on the object is the same for all.
    const isOfEach = each && (isUnknown || number === each.standIn) && wishKey(need.wish).includes(number);
    needs.add({ ...need, isRow: need.isRow || isUnknown, ...(isOfEach && { each }) });
  }

  /** A field of all rows may lead to the same document, such as the list of genres with their names. */
  function descendFromRows({ sets, field }: SelectedField, declaration: Declaration | undefined, path: string): void {
    for (const target of declaration?.rowsLeadTo ?? []) {
      for (const selected of selectedFields(sets, getNamedType(field.type) as GraphQLObjectType, info)) {
        const below = declarationOf(selected);
        if (below?.part?.resource === target.resource)
          price(below, selected.args as never, { at: target, path: `${path}.${selected.field.name}`, times: PERHAPS, isRow: false });
      }
    }
  }

  function descend(
    { field, sets, args: given }: SelectedField,
    declaration: Declaration | undefined,
    args: never,
    { at, path, times, isRow, rows, summary, rowsHave }: Omit<Selection, 'sets' | 'type'>,
    parent: GraphQLObjectType,
  ): void {
    const targets = targetsOf(declaration, args, at);
    if (!targets) return;
    if (targets.length > 0) {
      for (const target of targets)
        walk({ sets, type: schema.getType(target.resource.name) as GraphQLObjectType, at: target, path, times, isRow: false });
      return;
    }
    const isList = isListType(getNullableType(field.type));
    const isConnection = isConnectionType(field.type);
    const { first: _first, ...lasting } = given;
    const below = unknownPlace(rowTypeOf(field.type), at.ref, parent.name, field.name, JSON.stringify(lasting));
    const leadsOn = declaration !== undefined && !isConnection;
    // Which object a field leads to, and whether to any, is not known; only a connection, its edges and their nodes are certain.
    const isCertain = path === field.name ? !leadsOn : isConnection || isList || 'cursor' in parent.getFields();
    const count = isList ? (rows?.times ?? declaration?.rows?.(args) ?? UNKNOWN_ROWS) : ONCE;
    const kinds = declaration?.isOneKind ? readingOf(sets, getNamedType(field.type) as GraphQLObjectType).fields.length : 1;
    const whole = multiply(times, count);
    const expected = { ...whole, likely: whole.likely / Math.max(1, kinds) };
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

  const isAllowed = (wish: Wish): boolean => partOf(wish).personal?.some((kind) => context.signedIn.includes(kind)) ?? true;

  walk({ sets: [operation.selectionSet], type: root, at: { ref: '' }, path: '', times: ONCE, isRow: false });
  return needs.all();
}

/** The field that is likely to need the document first stands for both. */
function mergeNeeds(a: Need, b: Need): Need {
  const { path } = a.times.likely === 0 ? b : a;
  const times = {
    certain: Math.max(a.times.certain, b.times.certain),
    likely: Math.max(a.times.likely, b.times.likely),
    atMost: Math.max(a.times.atMost, b.times.atMost),
  };
  return { ...a, path, times, more: a.more ?? b.more };
}

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

import { isPromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import { getNamedType, isObjectType, type GraphQLObjectType, type GraphQLOutputType, type GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import { declarationOf, type Target } from './declaration.ts';
import { operationLocale } from './locale.ts';
import { onBehalfOf } from './node.ts';
import { variesByLanguages, wishFor, type Named, type PartArgs } from './parameters.ts';
import { deferring, kept, selectedFields, setsOf, siblingsOf, type SelectedField, type SelectionSets } from './selection.ts';

/** Derives a value from a list of selected fields, once for as long as it is the same list. */
function fromFields<Out extends object>(read: (fields: readonly SelectedField[]) => Out): (fields: readonly SelectedField[]) => Out {
  const known = new WeakMap<readonly SelectedField[], Out>();
  const readOnce = (fields: readonly SelectedField[]): Out => kept(known, fields, () => read(fields));
  return (fields) => known.get(fields) ?? readOnce(fields);
}

/** Derives a value from the fields selected beside a field. */
const fromSiblings =
  <Out>(read: (siblings: readonly SelectedField[]) => Out) =>
  (info: GraphQLResolveInfo): Out | undefined =>
    info.path.prev && read(siblingsOf(info));

/** The resources whose details are needed at once, and those needed by fields that a fragment defers. */
const detailsNeeded = fromSiblings(
  fromFields((siblings) => {
    const byDeferring = Map.groupBy(siblings, ({ deferredBy }) => deferredBy);
    const needed = new Map([...byDeferring].map(([by, fields]) => [by, new Set(fields.flatMap(detailsOf))]));
    return { atOnce: needed.get(undefined), later: needed.keys().some(Boolean) ? needed : undefined };
  }),
);

/** The resource whose details a field needs, which no summary answers. */
export function detailsOf(selected: SelectedField): Resource[] {
  const { part, isIn } = declarationOf(selected) ?? {};
  return part?.part === 'details' && !isIn ? [part.resource] : [];
}

/**
 * Tests whether a field selected beside this one needs the details of this resource. A field that `@defer` puts off is no
 * reason to wait, except for those in its own fragment.
 */
export function areDetailsSelected(resource: Resource, info: GraphQLResolveInfo): boolean {
  const needed = detailsNeeded(info);
  if (!needed) return false;
  return (needed.atOnce?.has(resource) ?? false) || (needed.later?.get(deferring(info))?.has(resource) ?? false);
}

/**
 * Groups the `languages` arguments of fields by the part they need. One request can name only one list of languages, so the
 * fields of an object share a list, and each picks its own.
 */
export const languagesByPart = fromFields((fields): ReadonlyMap<string | undefined, Named> => {
  const byPart = Map.groupBy(fields, (selected) => declarationOf(selected)?.part?.part);
  return new Map([...byPart].map(([part, ofPart]) => [part, ofPart.map(({ args }) => (args as PartArgs).languages)]));
});

export const languagesSelected = fromSiblings(languagesByPart);

/**
 * Loads the details of an object, and wishes in the same tick for every part that the selection needs, so that they share
 * one TMDB request. Details are always loaded, since a root field promises that the object exists.
 * @throws TmdbError NOT_FOUND, or any other failure of the details.
 */
export function loadSelected<R extends Resource>(
  resource: R,
  ref: string,
  context: Context,
  info: GraphQLResolveInfo,
): MaybePromise<DocumentOf<R['parts']['details']>> {
  const locale = operationLocale(context, info);
  wishAhead(() => wishesBelow(setsOf(info.fieldNodes), { resource, ref }, locale, context, info), context);
  return context.load(wishFor<R, 'details'>(resource, 'details', ref, {}, locale));
}

/** Makes wishes before the fields that need them are resolved. */
function wishAhead(wishes: () => readonly Wish[], context: Context): void {
  for (const wish of context.lookAhead === false ? [] : wishes()) loadAhead(() => context.load(wish));
}

/** Starts to load what a field will need, which will report the error. */
export function loadAhead(load: () => MaybePromise<unknown>): void {
  try {
    const doc = load();
    if (isPromise(doc)) doc.catch(() => {});
  } catch {
    // The field meets the same error.
  }
}

/**
 * Wishes for what the rows of a list are certain to need beside their summaries, in the tick in which the list itself is
 * requested. Fields that `@defer` puts off are not certain to be needed.
 */
export function lookAheadOnRows(context: Context, info: GraphQLResolveInfo): void {
  wishAhead(() => {
    const { sets, type } = rowsBelow(info);
    const fields = (type ? selectedFields(sets, type, info) : []).filter(({ deferredBy }) => !deferredBy);
    // Details answer their fields themselves.
    if (fields.some((selected) => detailsOf(selected).length > 0)) return [];
    return fields.flatMap((selected) =>
      (declarationOf(selected)?.rowsLeadTo ?? []).flatMap((place) =>
        wishesBelow(selected.sets, place, operationLocale(context, info), context, info),
      ),
    );
  }, context);
}

/** Finds what the current field, a connection, selects on its rows, and their type if it is one object type. */
function rowsBelow(info: GraphQLResolveInfo): { sets: SelectionSets; type: GraphQLObjectType | undefined } {
  const rows = setsOf(info.fieldNodes);
  const below = (sets: SelectionSets, parent: GraphQLOutputType, name: string) => {
    const type = getNamedType(parent);
    const fields = isObjectType(type)
      ? selectedFields(sets, type, info).filter(({ field, deferredBy }) => field.name === name && !deferredBy)
      : [];
    return { sets: fields.flatMap((selected) => selected.sets), type: fields[0]?.field.type };
  };
  const nodes = below(rows, info.returnType, 'nodes');
  const edges = below(rows, info.returnType, 'edges');
  const ofEdges = edges.type && below(edges.sets, edges.type, 'node');
  const type = nodes.type ?? ofEdges?.type;
  const named = type && getNamedType(type);
  return { sets: [...nodes.sets, ...(ofEdges?.sets ?? [])], type: isObjectType(named) ? named : undefined };
}

/** Collects the wishes of the fields selected on an object, and on the objects to which they lead. */
function wishesBelow(sets: SelectionSets, at: Target, locale: Locale, context: Context, info: GraphQLResolveInfo): Wish[] {
  const type = info.schema.getType(at.resource.name);
  if (!isObjectType(type)) return [];
  const fields = selectedFields(sets, type, info);
  const named = languagesByPart(fields);
  let hasDetails = false;
  return fields.flatMap((selected) => {
    const { part, wishes, leadsTo, isOfDetails = false } = declarationOf(selected) ?? {};
    if (!wishes || (isOfDetails && hasDetails)) return [];
    hasDetails ||= isOfDetails;
    try {
      const args = (part && variesByLanguages(part) ? { ...selected.args, named: named.get(part.part) } : selected.args) as never;
      const below = leadsTo?.(args, at) ?? [];
      return [
        ...wishes(args, locale, at, context).map((wish) => onBehalfOf(at, wish)),
        ...below.flatMap((next) => wishesBelow(selected.sets, next, locale, context, info)),
      ];
    } catch {
      return []; // The field itself will report its bad argument when it is executed.
    }
  });
}

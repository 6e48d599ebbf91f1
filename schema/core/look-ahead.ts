import { isObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, Query, Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import { wishFor, type Named, type PartArgs } from './parameters.ts';
import { selectedFields, siblingSets, type SelectedField, type SelectionSets } from './selection.ts';

/** The documents that a field will wish for. Root fields look ahead for the requirements of their selection. */
export interface Requirement {
  readonly resource: Resource;
  readonly part: string;
  /** Whether the summary of a list item can answer the field. */
  readonly summary?: boolean;
  /** Further parts of the object that the field may need, by its arguments and the operation's locale. */
  readonly also?: (args: never, locale: Locale) => readonly string[];
  /** The object that the field leads to, when its parts share the request of this one's: a season of a series. */
  readonly leadsTo?: (ref: string, args: never) => { resource: Resource; ref: string };
  /** Extra queries, one wish each: the pages of a connection. Throws when the arguments are bad. */
  readonly queries?: (args: never) => readonly Query[];
}

/** A requirement, or one that depends on the arguments: a poster in a chosen language is among the images, not in details. */
export type DeclaredRequirement = Requirement | ((args: never) => Requirement | undefined);

function requirementOf({ field, args }: SelectedField): Requirement | undefined {
  const declared = field.extensions['tmdb'] as DeclaredRequirement | undefined;
  return typeof declared === 'function' ? declared(args as never) : declared;
}

/** Derives a value from the fields selected beside a field, once for all objects of one type in a list. */
function fromSiblings<Out>(read: (siblings: readonly SelectedField[]) => Out): (info: GraphQLResolveInfo) => Out | undefined {
  /** By the path of the object, or of the list that holds it, and by type. */
  const known = new WeakMap<object, Map<string, Out>>();
  return (info) => {
    let at = info.path.prev;
    while (typeof at?.key === 'number') at = at.prev;
    if (!at) return undefined;
    const byType = known.get(at) ?? new Map<string, Out>();
    known.set(at, byType);
    const { parentType } = info;
    if (!byType.has(parentType.name)) byType.set(parentType.name, read(selectedFields(siblingSets(info), parentType, info)));
    return byType.get(parentType.name);
  };
}

/** The resources whose details are needed by a field selected beside this one. */
export const detailsSelected = fromSiblings(
  (siblings) =>
    new Set(
      siblings.flatMap((selected) => {
        const requirement = requirementOf(selected);
        return requirement?.part === 'details' && requirement.summary !== true ? [requirement.resource] : [];
      }),
    ),
);

/**
 * Groups the `languages` arguments of fields by the part they need. One request can name only one list of languages, so the
 * fields of an object share a list, and each picks its own.
 */
function languagesByPart(fields: readonly SelectedField[]): ReadonlyMap<string | undefined, Named> {
  const byPart = Map.groupBy(fields, (selected) => requirementOf(selected)?.part);
  return new Map([...byPart].map(([part, ofPart]) => [part, ofPart.map(({ args }) => (args as PartArgs).languages)]));
}

export const languagesSelected = fromSiblings(languagesByPart);

/**
 * Loads the details of an object, and wishes in the same tick for every part that the selection needs, so that they share
 * one TMDB request. Details are always loaded, since a root field promises that the object exists.
 * @throws TmdbError NOT_FOUND, or any other failure of the details.
 */
export async function loadSelected<R extends Resource>(
  resource: R,
  ref: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<DocumentOf<R['parts']['details']>> {
  const locale = operationLocale(context, info);
  const sets = info.fieldNodes.map((node) => node.selectionSet);
  for (const wish of wishesBelow(sets, resource, ref, locale, info)) {
    context.load(wish).catch(() => {
      // The field that needs the part will report the error.
    });
  }
  return context.load(wishFor<R, 'details'>(resource, 'details', ref, {}, locale));
}

/** Collects the wishes of the fields selected on an object, and on objects whose parts share its request. */
function wishesBelow(sets: SelectionSets, resource: Resource, ref: string, locale: Locale, info: GraphQLResolveInfo): Wish[] {
  const type = info.schema.getType(resource.name);
  if (!isObjectType(type)) return [];
  const fields = selectedFields(sets, type, info);
  const named = languagesByPart(fields);
  return fields.flatMap((selected) => {
    const requirement = requirementOf(selected);
    if (!requirement) return [];
    try {
      if (requirement.leadsTo) {
        const next = requirement.leadsTo(ref, selected.args as never);
        return [
          wishFor(next.resource, 'details', next.ref, {}, locale),
          ...wishesBelow(selected.sets, next.resource, next.ref, locale, info),
        ];
      }
      const queries = requirement.queries?.(selected.args as never) ?? [{}];
      const args = { ...(selected.args as PartArgs), named: named.get(requirement.part) };
      return [
        ...queries.map((query) => wishFor(requirement.resource, requirement.part, ref, args, locale, query)),
        ...(requirement.also?.(args as never, locale) ?? []).map((part) => wishFor(requirement.resource, part, ref, args, locale)),
      ];
    } catch {
      return []; // The field itself will report its bad argument when it is executed.
    }
  });
}

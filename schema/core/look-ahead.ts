import { isObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, Query, Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import { wishFor, type Named, type PartArgs } from './parameters.ts';
import { selectedFields, siblingSets, type SelectedField, type SelectionSets } from './selection.ts';

/** What a field requires: the documents that it will wish for. Roots read it when they look ahead. */
export interface Requirement {
  readonly resource: Resource;
  readonly part: string;
  /** Whether the summary of a list item can answer the field. */
  readonly summary?: boolean;
  /** Further parts of the object that the field may need, by its arguments and the operation's locale. */
  readonly also?: (args: never, locale: Locale) => readonly string[];
  /** For a field that leads to an object whose parts travel with this one's, such as a season of a series: its ref, by the arguments. */
  readonly leadsTo?: (ref: string, args: never) => { resource: Resource; ref: string };
  /** Further queries, one wish each, such as the pages of a connection. Throws when the arguments are bad. */
  readonly queries?: (args: never) => readonly Query[];
}

/** A requirement may depend on the arguments: a poster in a given language is among the images, not in details. */
export type DeclaredRequirement = Requirement | ((args: never) => Requirement | undefined);

function requirementOf({ field, args }: SelectedField): Requirement | undefined {
  const declared = field.extensions['tmdb'] as DeclaredRequirement | undefined;
  return typeof declared === 'function' ? declared(args as never) : declared;
}

/** Reads the fields selected beside a field, once for all objects of one type in a list. */
function fromSiblings<Out>(read: (siblings: readonly SelectedField[]) => Out): (info: GraphQLResolveInfo) => Out | undefined {
  /** By the path of the object, or of the list it stands in, and by type. */
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

/** The resources whose details alone can answer a field selected beside this one. */
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
 * The languages that fields name in their arguments, by the part they need. Fields of one object request all their languages
 * together and each picks its own, since a request can name only one list of languages.
 */
function languagesByPart(fields: readonly SelectedField[]): ReadonlyMap<string | undefined, Named> {
  const byPart = Map.groupBy(fields, (selected) => requirementOf(selected)?.part);
  return new Map([...byPart].map(([part, ofPart]) => [part, ofPart.map(({ args }) => (args as PartArgs).languages)]));
}

export const languagesSelected = fromSiblings(languagesByPart);

/**
 * Looks an object up: wishes at once for every part that the selection needs, so that they travel in one TMDB request, and
 * always for `details`, since a root promises that the object exists.
 * @throws TmdbError NOT_FOUND, or the failure of the request.
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
      // The field that needs the part will report it.
    });
  }
  return context.load(wishFor<R, 'details'>(resource, 'details', ref, {}, locale));
}

/** The wishes of all fields selected of an object, and of the objects below it whose parts travel with its own. */
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

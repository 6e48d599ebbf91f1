import { isObjectType, type GraphQLResolveInfo } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, Query, Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import { operationLocale } from './locale.ts';
import { wishFor, type Named, type PartArgs } from './parameters.ts';
import { selectedFields, siblingSets, type SelectedField, type SelectionSets } from './selection.ts';

/** What a field notes about itself, for roots that look ahead: which documents it will wish for. */
export interface Requirement {
  readonly resource: Resource;
  readonly part: string;
  /** A list item can answer this field from its summary. */
  readonly summary?: boolean;
  /** Further parts of the thing that the field may need, by its arguments and the operation's locale. */
  readonly also?: (args: never, locale: Locale) => readonly string[];
  /** Leads to a thing whose parts ride with this one's: a season of a series. Its ref, by the arguments. */
  readonly leadsTo?: (ref: string, args: never) => { resource: Resource; ref: string };
  /** Queries beyond the usual, one wish each: the pages of a connection. Throws when the arguments are bad. */
  readonly queries?: (args: never) => readonly Query[];
}

/** A note may depend on the arguments: a poster in some language is among the pictures, not in details; a filter leads elsewhere. */
export type DeclaredRequirement = Requirement | ((args: never) => Requirement | undefined);

function requirementOf({ field, args }: SelectedField): Requirement | undefined {
  const declared = field.extensions['tmdb'] as DeclaredRequirement | undefined;
  return typeof declared === 'function' ? declared(args as never) : declared;
}

/** Answers from what is selected beside a field, read once for all things of one type in a list. */
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

/** The resources whose details alone can answer something selected beside a field. */
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
 * The languages that each field names, by the part it wants. Fields of one thing ask for theirs together and each picks
 * its own, since one request can name only one list of languages.
 */
function languagesByPart(fields: readonly SelectedField[]): ReadonlyMap<string | undefined, Named> {
  const byPart = Map.groupBy(fields, (selected) => requirementOf(selected)?.part);
  return new Map([...byPart].map(([part, ofPart]) => [part, ofPart.map(({ args }) => (args as PartArgs).languages)]));
}

export const languagesSelected = fromSiblings(languagesByPart);

/**
 * A thing looked up: wishes at once for every part that the selection needs, so that it is one TMDB request, and for
 * `details` always, since a root promises that the thing exists.
 * @throws TmdbError NOT_FOUND, and whatever else keeps details away.
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

/** The wishes of everything that is selected of a thing, and of those that lead to things whose parts ride with it. */
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

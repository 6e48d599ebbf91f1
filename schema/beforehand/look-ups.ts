import type { Locale } from '../../src/tmdb/locale.ts';
import { wishKey, type Resource } from '../../src/tmdb/resource.ts';
import type { Declaration, Place, Target } from '../core/declaration.ts';
import type { SelectedField } from '../core/selection.ts';

/** A selected field with what it declares. */
export interface ReadField {
  readonly selected: SelectedField;
  readonly declaration: Declaration | undefined;
  readonly args: never;
}

/** Objects that one field looks up, and that differ in nothing but what names them. */
interface LookUp {
  readonly field: SelectedField;
  /** One of them. */
  readonly target: Target;
  /** Tells it apart. */
  readonly index: number;
}

/** Objects that the same fields look up: what is selected of them is read once for all. */
export interface Alike {
  readonly lookUps: readonly LookUp[];
  /** The refs of their first documents. */
  readonly refs: readonly string[];
}

interface Named {
  readonly ref: string;
  /** Whether it is a season or an episode, of which the requests may be those of others, or of their series. */
  readonly isAlone: boolean;
  readonly lookUps: LookUp[];
}

/** Groups the objects that the root fields of an operation look up, in the order of these fields. */
export function groupAlike(fields: readonly ReadField[], locale: Locale): Alike[] {
  const objects = new Map<Resource, Map<string, Named>>();
  const withParts = new Set<string>();
  let index = 0;
  for (const { selected, declaration, args } of fields) {
    const lookUps = new Map<string, LookUp>();
    for (const target of (declaration?.looksUp && targetsOf(declaration, args, { ref: '' })) || []) {
      const kind = kindOf(target);
      let lookUp = lookUps.get(kind);
      if (!lookUp) lookUps.set(kind, (lookUp = { field: selected, target, index: index++ }));
      const first = target.foundBy?.wish(locale);
      const { ref } = first ?? target;
      const key = first ? wishKey(first) : ref;
      // One answer of `/find` may lead to objects of several types.
      const { resource } = first ?? target;
      let ofResource = objects.get(resource);
      if (!ofResource) objects.set(resource, (ofResource = new Map<string, Named>()));
      let object = ofResource.get(key);
      if (!object) ofResource.set(key, (object = { ref, isAlone: target.ref.includes('-'), lookUps: [] }));
      if (!object.lookUps.includes(lookUp)) object.lookUps.push(lookUp);
      if (object.isAlone) withParts.add(ref.split('-', 1)[0] ?? '');
    }
  }
  const all = [...objects.values()].flatMap((ofResource) => [...ofResource.values()]);
  const alike = Map.groupBy(all, (object) =>
    object.isAlone || withParts.has(object.ref) ? object : object.lookUps.map((lookUp) => lookUp.index).join(),
  );
  return [...alike.values()].map((group) => ({ lookUps: group[0]?.lookUps ?? [], refs: group.map(({ ref }) => ref) }));
}

/** What must be the same of objects that one field looks up alike. */
const kindOf = ({ resource, knows, foundBy, more }: Target): string =>
  knows || foundBy || more !== undefined ? [resource.name, knows, foundBy?.knows, more].join(' ') : resource.name;

/** The same object under another ref. */
export const withRef = ({ foundBy, ...target }: Target, ref: string): Target => ({
  ...target,
  ref,
  foundBy: foundBy && { ...foundBy, wish: (locale) => ({ ...foundBy.wish(locale), ref }) },
});

/** Returns the objects to which a field leads; undefined when it leads to none, since it refuses its arguments. */
export function targetsOf(declaration: Declaration | undefined, args: never, at: Place): readonly Target[] | undefined {
  try {
    return declaration?.leadsTo?.(args, at) ?? [];
  } catch {
    return undefined; // The field itself will report its bad argument when it is executed.
  }
}

import type { GraphQLField } from 'graphql';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { Times } from '../../src/tmdb/need.ts';
import type { Resource, Wish } from '../../src/tmdb/resource.ts';
import type { Context } from './context.ts';
import type { Node } from './node.ts';
import { wishFor } from './parameters.ts';
import type { SelectedField } from './selection.ts';

/** The place of an object's documents. */
export type Place = Pick<Node, 'ref' | 'own'>;

/** An object to which a field leads, known before anything is loaded. */
export type Target = Place & {
  readonly resource: Resource;
  /** The fields that need no document of the object where no other is selected: those that name it. */
  readonly knows?: readonly string[] | undefined;
  /** The document that tells the ref of the object, which is then unknown, and the fields that it answers where no other is selected. */
  readonly foundBy?: { readonly wish: (locale: Locale) => Wish; readonly knows: readonly string[] } | undefined;
  /** As in {@link Declaration}. */
  readonly more?: number | undefined;
};

/** The credentials of the caller, where a field depends on them. */
export type Caller = Pick<Context, 'credential' | 'signedIn'>;

/**
 * What a field may load. Its resolver loads these wishes, and look-ahead foresees them. Nothing in a declaration needs an
 * answer of TMDB, so it says what a field may cost before anything is loaded.
 */
export interface Declaration<Args = never, Wishes extends readonly Wish[] = readonly Wish[]> {
  /**
   * The wishes of the first round, for an object at a place.
   * @throws GatewayError BAD_USER_INPUT, or UNAUTHENTICATED where it depends on the caller.
   */
  readonly wishes: (args: Args, locale: Locale, at: Place, caller: Caller) => Wishes;
  /** The part that holds the value: the field is as fresh as the part, and fields of one part share their `languages`. */
  readonly part?: Pick<Wish, 'resource' | 'part'>;
  /** Tests whether the summary of a list item answers the field for free. Absent when none does. */
  readonly isIn?: (summary: never) => boolean;
  /** Whether its only wish is for the details of its object, in the operation's language. */
  readonly isOfDetails?: boolean;
  /** The lists whose summaries lack the value, where others have it: "a list for a region". */
  readonly notIn?: string;
  /**
   * The number of requests that usually follow, where the documents lead to further wishes: to the seasons of a series, to the
   * pages after a short one. Absent when none can follow, or undefined when none can for these arguments.
   */
  readonly more?: number | ((args: Args, at: Place, caller: Caller) => number | undefined);
  /** The number of its rows, where it is a list that TMDB pages. */
  readonly rows?: (args: Args) => Times;
  /** What is known of the summaries that come with its objects, before they come. */
  readonly summary?: (args: Args, locale: Locale, at: Place) => object;
  /** All that these summaries have of the values that only some lists bring; null where its objects come without a summary. */
  readonly rowsHave?: object | null;
  /** The objects that the field leads to; the fields selected on them are foreseen too. */
  readonly leadsTo?: (args: Args, at: Place) => readonly Target[];
  /** Whether the details of the objects that it leads to are its wishes, so that it knows that each exists. */
  readonly looksUp?: boolean;
  /** Whether hardly more than one of the fields below has a value: an id of another site is that of one kind of objects. */
  readonly isOneKind?: boolean;
  /** The objects to which it leads on a list item, where details would bring their fields: a genre with its name. */
  readonly rowsLeadTo?: readonly Target[];
}

/** Makes the wish for the first document of an object that is looked up. */
const firstWish = ({ resource, ref, foundBy }: Target, locale: Locale): Wish =>
  foundBy?.wish(locale) ?? wishFor(resource, 'details', ref, {}, locale);

/** Declares the lookup of objects, with all parts that its selection needs. */
export function lookUpOf<Args>(
  targets: (args: Args, at: Place) => readonly Target[],
): Pick<Declaration<Args>, 'wishes' | 'leadsTo' | 'looksUp'> {
  return {
    wishes: (args, locale, at) => targets(args, at).map((target) => firstWish(target, locale)),
    leadsTo: targets,
    looksUp: true,
  };
}

/** A declaration, or one that depends on the arguments: a poster in a chosen language is among the images, not in details. */
export type Declared = Declaration | ((args: never) => Declaration | undefined);

/** Returns the declaration of a selected field; undefined when the field loads nothing. */
export function declarationOf({ field, args }: Pick<SelectedField, 'field' | 'args'>): Declaration | undefined {
  const declared = field.extensions['tmdb'] as Declared | undefined;
  return typeof declared === 'function' ? declared(args as never) : declared;
}

/** Returns the declaration of a field without arguments; undefined when it loads nothing or needs an argument. */
export function declarationByDefault(field: GraphQLField<unknown, unknown>): Declaration | undefined {
  const args = Object.fromEntries(field.args.map(({ name, defaultValue }) => [name, defaultValue]));
  try {
    return declarationOf({ field, args });
  } catch {
    return undefined;
  }
}

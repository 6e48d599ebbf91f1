import type { Locale } from '../../src/tmdb/locale.ts';
import type { Wish } from '../../src/tmdb/resource.ts';
import type { Declaration, Place, Target } from './declaration.ts';
import { detailsWish } from './fields.ts';

/** Makes the wish for the first document of an object that is looked up. */
const firstWish = ({ resource, ref, foundBy }: Target, locale: Locale): Wish => foundBy?.wish(locale) ?? detailsWish(resource, ref, locale);

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

import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import { ORIGINAL, withOriginal, type PictureLanguages } from '../../src/tmdb/language.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { DocumentOf, PartName, Resource, Wish } from '../../src/tmdb/resource.ts';
import { tvEpisode, tvSeason, tvSeries } from '../../src/tmdb/api/titles/tv.ts';
import { detailsWish, field, fromEither, fromPart, type DeclaredField } from './fields.ts';
import type { Node } from './node.ts';
import { wishFor, type PartArgs } from './parameters.ts';

/** What `languages` of images and videos say of the original language. */
export const ORIGINAL_LANGUAGE = `\`${ORIGINAL}\` stands for the original language: of a season or an episode that of its series, of a collection that of its first movie. By id it costs no further request, but for an episode one.`;

interface Details {
  readonly original_language?: string | null;
  /** Of a collection. */
  readonly parts?: readonly { readonly original_language?: string | null }[];
}

/** Makes the wish for the details that name the original language of an object. */
function originalWish(resource: Resource, ref: string, locale: Locale): Wish<Details> {
  const isOfSeries = resource.name === tvSeason.name || resource.name === tvEpisode.name;
  return isOfSeries ? detailsWish(tvSeries, ref.split('-', 1)[0] ?? '', locale) : (detailsWish(resource, ref, locale) as Wish<Details>);
}

const originalOf = ({ original_language: own, parts }: Details): string | null =>
  knownText(own) ?? knownText(rowsOf(parts)[0]?.original_language);

/** Makes a field that a part with rows in many languages answers; details say which the original one is, where it is named. */
export function fromLanguages<R extends Resource, P extends PartName<R>, Out>(
  resource: R,
  part: P,
  pick: (doc: DocumentOf<R['parts'][P]>, languages: PictureLanguages | null | undefined, locale: Locale) => Out,
): DeclaredField<Pick<Node, 'ref'>, PartArgs, Out> {
  const named = fromPart(resource, part, (doc, { languages }: PartArgs, locale) => pick(doc, languages, locale));
  const original = field(
    {
      part: { resource, part },
      wishes: (args: PartArgs, locale: Locale, { ref }: Pick<Node, 'ref'>) =>
        [wishFor(resource, part, ref, args, locale), originalWish(resource, ref, locale)] as const,
    },
    ([doc, details], { languages }: PartArgs, { locale }) => pick(doc, withOriginal(languages ?? [], originalOf(details)), locale),
  );
  return fromEither(({ languages }: PartArgs) => (languages?.includes(ORIGINAL) ? original : named));
}

import type { FieldRef } from '@pothos/core';
import type { ImageLists, ImageRow } from '../../src/tmdb/api/titles/image.ts';
import { inFirstLanguage, type PictureLanguages } from '../../src/tmdb/language.ts';
import { knownText, number, rowsWhere } from '../../src/tmdb/known.ts';
import type { DocumentOf, Part, Resource } from '../../src/tmdb/resource.ts';
import type { Types } from '../core/connection.ts';
import { languagesArgs } from './image-lists.ts';
import { Backdrop, imageAt, Logo, Poster } from './image.ts';
import { fromLanguages, ORIGINAL_LANGUAGE } from '../core/original-language.ts';
import { fromEither, fromSummary } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import type { PartArgs } from '../core/parameters.ts';

// One image of an object: the one that TMDB shows, or the best in the wanted languages.

/** Returns the best rated image in the first of these languages that has any; null stands for images without text. */
export function bestImage(rows: readonly ImageRow[] | undefined, languages: PictureLanguages): ImageRow | null {
  const images = rowsWhere(rows, ({ file_path: path }) => knownText(path) !== null);
  const [best = null] = inFirstLanguage(images, languages).toSorted(byVotes);
  return best;
}

/** Orders images by rating, then by number of votes, the best first. */
const byVotes = (a: ImageRow, b: ImageRow): number =>
  (number(b.vote_average) ?? 0) - (number(a.vote_average) ?? 0) || (number(b.vote_count) ?? 0) - (number(a.vote_count) ?? 0);

const COST = 'Shares the request for the object itself.';
const ORDER = `In order of preference; null in the list stands for images without text. ${ORIGINAL_LANGUAGE}`;

/** The argument of an image for which TMDB has a default. */
export const imageArgs = languagesArgs(
  `Languages of the image: the best rated in the first language that has any, instead of the one that TMDB shows. ${ORDER} ${COST}`,
);

/** The argument of an image for which TMDB has no default. */
export const logoArgs = languagesArgs(`Languages of the logo. ${ORDER} Default: the operation’s languages, then without text.`);

export const POSTER =
  'The poster that TMDB shows in the operation’s first language, or the best rated one in `languages`. Null when there is none.';
export const BACKDROP = 'The backdrop that TMDB shows, or the best rated one in `languages`. Null when there is none.';
export const LOGO = `The title as an image: the best rated logo in the first language that has any. Null when there is none. ${COST}`;

type Fields<Summary> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<Summary>>;

interface HasPaths {
  poster_path?: string | null;
  backdrop_path?: string | null;
}
type HasImages = Resource<{ details: Part<HasPaths>; images: Part<ImageLists> }>;

/** Makes an image field: from the path in details or in a summary, free; with `languages` from the list of images. */
const imageFrom = (resource: HasImages, key: keyof HasPaths, list: 'posters' | 'backdrops') => {
  const shown = fromSummary(resource, (json: DocumentOf<HasImages['parts']['details']>) => imageAt(json[key]));
  const chosen = fromLanguages(resource, 'images', (json, languages) => bestImage(json[list], languages ?? []));
  return fromEither(({ languages }: PartArgs) => (languages ? chosen : shown));
};

export const posterField = <S extends HasPaths>(t: Fields<S>, resource: HasImages): FieldRef<Types> =>
  t.field({ type: Poster, description: POSTER, args: imageArgs, ...imageFrom(resource, 'poster_path', 'posters') });

export const backdropField = <S extends HasPaths>(t: Fields<S>, resource: HasImages): FieldRef<Types> =>
  t.field({ type: Backdrop, description: BACKDROP, args: imageArgs, ...imageFrom(resource, 'backdrop_path', 'backdrops') });

export const logoField = <S>(t: Fields<S>, resource: Resource<{ images: Part<ImageLists> }>): FieldRef<Types> =>
  t.field({
    type: Logo,
    description: LOGO,
    args: logoArgs,
    ...fromLanguages(resource, 'images', (json, languages, locale) => bestImage(json.logos, languages ?? [...locale.languages, null])),
  });

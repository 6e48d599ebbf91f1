import type { FieldRef } from '@pothos/core';
import type { ImageLists, ImageRow } from '../../src/tmdb/api/titles/image.ts';
import { inFirstLanguage, type PictureLanguages } from '../../src/tmdb/language.ts';
import { knownText, number, rowsOf } from '../../src/tmdb/known.ts';
import type { DocumentOf, Part, Resource } from '../../src/tmdb/resource.ts';
import type { Types } from '../core/connection.ts';
import { languagesArgs } from './image-lists.ts';
import { Backdrop, imageAt, Logo, Poster } from './image.ts';
import { fromEither, fromPart, fromSummary } from '../core/fields.ts';
import type { Node } from '../core/node.ts';
import type { PartArgs } from '../core/parameters.ts';

// One picture of a thing: the one TMDB shows, or the best in the languages that are wanted.

/** The picture with the best votes, in the first of these languages that has any; null stands for pictures without text. */
export function bestPicture(rows: readonly ImageRow[] | undefined, languages: PictureLanguages): ImageRow | null {
  const pictures = rowsOf(rows).filter(({ file_path: path }) => knownText(path) !== null);
  const [best = null] = inFirstLanguage(pictures, languages).toSorted(byVotes);
  return best;
}

/** The best rated first; of two that are rated alike, the one with more votes. */
const byVotes = (a: ImageRow, b: ImageRow): number =>
  (number(b.vote_average) ?? 0) - (number(a.vote_average) ?? 0) || (number(b.vote_count) ?? 0) - (number(a.vote_count) ?? 0);

const COST = 'Free beside details; costs one request for each row of a list.';
const ORDER = 'Most preferred first; null in the list stands for images without text.';

/** The argument of a picture that TMDB has chosen one for already. */
export const pictureArgs = languagesArgs(
  `Instead of the image that TMDB shows: the best rated image in the first of these languages that has any. ${ORDER} ${COST}`,
);

/** The argument of a picture that only lists of pictures have. */
export const logoArgs = languagesArgs(`Languages. ${ORDER} Default: the operation’s languages, then images without text.`);

export const POSTER = 'Poster that TMDB shows in this language, or the best rated one in `languages`. Null when there is none.';
export const BACKDROP = 'Backdrop that TMDB shows, or the best rated one in `languages`. Null when there is none.';
export const LOGO = `Logo, which is the title as an image: the best rated one in the first language that has any. Null when there is none. ${COST}`;

type Fields<Summary> = PothosSchemaTypes.ObjectFieldBuilder<Types, Node<Summary>>;

interface HasPaths {
  poster_path?: string | null;
  backdrop_path?: string | null;
}
type HasPictures = Resource<{ details: Part<HasPaths>; images: Part<ImageLists> }>;

/** The picture at a path of details or of a summary, free; with `languages` one of a list of pictures. */
const pictureFrom = (resource: HasPictures, key: keyof HasPaths, list: 'posters' | 'backdrops') => {
  const shown = fromSummary(resource, (json: DocumentOf<HasPictures['parts']['details']>) => imageAt(json[key]));
  const chosen = fromPart(resource, 'images', (json, { languages }: PartArgs) => bestPicture(json[list], languages ?? []));
  return fromEither(({ languages }: PartArgs) => (languages ? chosen : shown));
};

export const posterField = <S extends HasPaths>(t: Fields<S>, resource: HasPictures): FieldRef<Types> =>
  t.field({ type: Poster, description: POSTER, args: pictureArgs, ...pictureFrom(resource, 'poster_path', 'posters') });

export const backdropField = <S extends HasPaths>(t: Fields<S>, resource: HasPictures): FieldRef<Types> =>
  t.field({ type: Backdrop, description: BACKDROP, args: pictureArgs, ...pictureFrom(resource, 'backdrop_path', 'backdrops') });

export const logoField = <S>(t: Fields<S>, resource: Resource<{ images: Part<ImageLists> }>): FieldRef<Types> =>
  t.field({
    type: Logo,
    description: LOGO,
    args: logoArgs,
    ...fromPart(resource, 'images', (json, { languages }: PartArgs, locale) =>
      bestPicture(json.logos, languages ?? [...locale.languages, null]),
    ),
  });

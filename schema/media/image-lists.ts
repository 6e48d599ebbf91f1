import { badInput } from '../../src/tmdb/error.ts';
import { knownText, rowsOf } from '../../src/tmdb/known.ts';
import type { Locale } from '../../src/tmdb/locale.ts';
import type { ImageLists, ImageRow } from '../../src/tmdb/api/titles/image.ts';
import { inAnyOf, usualPictureLanguages, type PictureLanguages } from '../../src/tmdb/language.ts';
import { builder, nullableItems } from '../core/builder.ts';
import type { ObjectRef } from '@pothos/core';
import type { Types } from '../core/connection.ts';
import { Backdrop, Logo, Poster, Profile, Still } from './image.ts';
import { ORIGINAL_LANGUAGE } from '../core/original-language.ts';

export type ImageListsRef = ObjectRef<Types, ImageLists>;

const LISTS = {
  posters: [Poster, 'Posters: upright images.'],
  backdrops: [Backdrop, 'Backdrops: wide images.'],
  logos: [Logo, 'Logos: images of the title.'],
  profiles: [Profile, 'Images of the person.'],
  stills: [Still, 'Images from the episode.'],
} as const;

/** Makes the type of the images of one kind of object, with a list for each kind of image that TMDB has. */
const imageLists = (name: string, what: string, lists: readonly (keyof typeof LISTS)[]): ImageListsRef =>
  builder.objectRef<ImageLists>(name).implement({
    description: `All images of ${what}, in TMDB’s order.`,
    fields: (t) => {
      const first = { first: t.arg.int({ description: 'Maximum number of images. Default: all.' }) };
      return Object.fromEntries(
        lists.map((list) => {
          const [type, description] = LISTS[list];
          return [
            list,
            t.field({
              type: [type],
              nullable: nullableItems,
              args: first,
              description,
              resolve: (rows, args) => atMost(rows[list], args.first),
            }),
          ];
        }),
      );
    },
  });

/** Returns the first rows of a list: all without a number. */
export function atMost(rows: ImageRow[] | undefined, first: number | null | undefined): ImageRow[] {
  if (first !== null && first !== undefined && first < 1) throw badInput('Expected `first` to be 1 or more.');
  return rowsOf(rows)
    .filter(({ file_path: path }) => knownText(path) !== null)
    .slice(0, first ?? Infinity);
}

export const MovieImages = imageLists('MovieImages', 'a movie', ['posters', 'backdrops', 'logos']);
export const TvSeriesImages = imageLists('TvSeriesImages', 'a series', ['posters', 'backdrops', 'logos']);
export const TvSeasonImages = imageLists('TvSeasonImages', 'a season', ['posters']);
export const TvEpisodeImages = imageLists('TvEpisodeImages', 'an episode', ['stills']);
export const CollectionImages = imageLists('CollectionImages', 'a collection', ['posters', 'backdrops']);
export const PersonImages = imageLists('PersonImages', 'a person', ['profiles']);

/** Keeps only images in these languages. Default: the usual languages of the operation. */
export function inLanguages(lists: ImageLists, languages: PictureLanguages | null | undefined, locale: Locale): ImageLists {
  const named = languages ?? usualPictureLanguages(locale);
  if (!named) return lists;
  return Object.fromEntries(Object.keys(LISTS).map((list) => [list, inAnyOf(rowsOf(lists[list as keyof typeof LISTS]), named)]));
}

/** Makes the argument for languages of images, with null for images without text. */
export const languagesArgs = (description: string) =>
  builder.args((t) => ({ languages: t.field({ type: ['LanguageTag'], required: { list: false, items: false }, description }) }));

/** The argument of `images`. */
export const imageLanguages = languagesArgs(
  `Only images in these languages; null in the list stands for images without text. ${ORIGINAL_LANGUAGE}`,
);

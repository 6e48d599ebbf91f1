import type { ObjectRef } from '@pothos/core';
import { IMAGE_SIZES, imageUrl } from '../src/tmdb/image.ts';
import type { ImageKind, ImageRow } from '../src/tmdb/image.ts';
import { knownText, number } from '../src/tmdb/known.ts';
import { builder } from './builder.ts';

export const Image = builder.interfaceRef<ImageRow>('Image');

Image.implement({
  description: 'A picture at TMDB. Only `images` lists know more of a picture than where it is.',
  resolveType: (row) => (row as KindOfImage).kind,
  fields: (t) => ({
    path: t.exposeString('file_path', {
      nullable: false,
      description: 'TMDB’s path of the picture, to build addresses from: it begins with a slash.',
    }),
    width: t.exposeInt('width', { description: 'Pixels of the original. Null outside `images`.' }),
    height: t.exposeInt('height', { description: 'Pixels of the original. Null outside `images`.' }),
    aspectRatio: t.exposeFloat('aspect_ratio', { description: 'Width divided by height. Null outside `images`.' }),
    language: t.string({
      description: 'ISO 639-1 code of the text in the picture. Null when it has none, and outside `images`.',
      resolve: ({ iso_639_1 }) => knownText(iso_639_1),
    }),
    country: t.string({
      description: 'ISO 3166-1 code of the country the picture is for. Null when it is for all, and outside `images`.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
    voteAverage: t.float({
      description: 'From 0 to 10, by TMDB’s users. Null outside `images`.',
      resolve: ({ vote_average }) => number(vote_average),
    }),
    tmdbId: t.exposeString('id', {
      description: 'TMDB’s id of the picture. Null but for logos of companies and networks, and tagged pictures.',
    }),
    fileType: t.string({
      description: 'How it was uploaded: `.svg` or `.png`. Null but for logos of companies and networks.',
      resolve: ({ file_type: type }) => knownText(type),
    }),
    voteCount: t.exposeInt('vote_count', { description: 'How many users voted. Null outside `images`.' }),
  }),
});

/** A picture that stands behind the interface knows its kind. */
export type KindOfImage = ImageRow & { readonly kind: ImageKind };

const DEFAULT_SIZE = { Poster: 'w500', Backdrop: 'w1280', Logo: 'w300', Profile: 'w185', Still: 'w300' } as const satisfies Record<
  ImageKind,
  string
>;

const DESCRIPTION: Record<ImageKind, string> = {
  Poster: 'An upright picture of a film, series, season or collection.',
  Backdrop: 'A wide picture, mostly without text.',
  Logo: 'The logo of a film, company, network or provider.',
  Profile: 'A picture of a person.',
  Still: 'A picture from an episode.',
};

function sizeDescription(size: string): string {
  if (size === 'original') return 'As it was uploaded.';
  return `${size.startsWith('w') ? 'Width' : 'Height'} ${size.slice(1)} pixels.`;
}

/** The type of one kind of picture, with the enum of the sizes that TMDB offers it in. */
function imageType(kind: ImageKind): ObjectRef<typeof builder.$inferSchemaTypes, ImageRow> {
  const sizes = IMAGE_SIZES[kind];
  const Size = builder.enumType(`${kind}Size`, {
    description: `The sizes that TMDB offers a ${kind.toLowerCase()} in. https://developer.themoviedb.org/docs/image-basics`,
    values: Object.fromEntries(sizes.map((size) => [size.toUpperCase(), { value: size, description: sizeDescription(size) }])),
  });
  const ref = builder.objectRef<ImageRow>(kind);
  ref.implement({
    description: DESCRIPTION[kind],
    interfaces: [Image],
    fields: (t) => ({
      url: t.string({
        nullable: false,
        description: 'The full address of the picture.',
        args: { size: t.arg({ type: Size, defaultValue: DEFAULT_SIZE[kind], description: 'In which size.' }) },
        resolve: ({ file_path }, { size }, { imageUrl: base }) => imageUrl(base, size ?? DEFAULT_SIZE[kind], file_path),
      }),
      srcSet: t.string({
        nullable: false,
        description: 'All sizes with a known width, as the `srcset` attribute of HTML wants them.',
        resolve: ({ file_path }, _args, { imageUrl: base }) =>
          sizes
            .filter((size) => size.startsWith('w'))
            .map((size) => `${imageUrl(base, size, file_path)} ${size.slice(1)}w`)
            .join(', '),
      }),
    }),
  });
  return ref;
}

export const Poster = imageType('Poster');
export const Backdrop = imageType('Backdrop');
export const Logo = imageType('Logo');
export const Profile = imageType('Profile');
export const Still = imageType('Still');

/** The picture at a path, null when there is none. */
export const imageAt = (path: string | null | undefined): ImageRow | null =>
  knownText(path) === null ? null : { file_path: path as string };

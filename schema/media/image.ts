import type { ObjectRef } from '@pothos/core';
import { IMAGE_SIZES, imageUrl, isSvg, srcSet, svgUrl, type ImageKind, type ImageRow } from '../../src/tmdb/api/titles/image.ts';
import { knownText, number } from '../../src/tmdb/known.ts';
import { builder } from '../core/builder.ts';

export const Image = builder.interfaceRef<ImageRow>('Image');

Image.implement({
  description: 'An image at TMDB. More than its path is known only when it comes from a list: from `images`, or chosen by `languages`.',
  resolveType: (row) => (row as KindOfImage).kind,
  fields: (t) => ({
    path: t.exposeString('file_path', {
      nullable: false,
      description: 'TMDB’s path of the image, from which addresses are built; it begins with a slash.',
    }),
    width: t.exposeInt('width', { description: 'Pixels of the original. Null when only the path is known.' }),
    height: t.exposeInt('height', { description: 'Pixels of the original. Null when only the path is known.' }),
    aspectRatio: t.exposeFloat('aspect_ratio', { description: 'Width divided by height. Null when only the path is known.' }),
    language: t.string({
      description: 'ISO 639-1 code of the text in the image. Null when it has no text, or when only the path is known.',
      resolve: ({ iso_639_1 }) => knownText(iso_639_1),
    }),
    country: t.string({
      description: 'ISO 3166-1 code of the country that the image is for. Null when it is for all, or when only the path is known.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
    voteAverage: t.float({
      description: 'Average rating by TMDB’s users, from 0 to 10. Null when only the path is known.',
      resolve: ({ vote_average }) => number(vote_average),
    }),
    tmdbId: t.exposeString('id', {
      description: 'TMDB’s id of the image. Only logos of companies and networks and tagged images have one; otherwise null.',
    }),
    fileType: t.string({
      description: 'File type of the upload: `.svg` or `.png`. Null except for logos of companies and networks; `isSvg` covers all logos.',
      resolve: ({ file_type: type }) => knownText(type),
    }),
    voteCount: t.exposeInt('vote_count', { description: 'Number of users who voted. Null when only the path is known.' }),
  }),
});

/** A picture that stands behind the interface knows its kind. */
export type KindOfImage = ImageRow & { readonly kind: ImageKind };

const DEFAULT_SIZE = { Poster: 'w500', Backdrop: 'w1280', Logo: 'w300', Profile: 'w185', Still: 'w300' } as const satisfies Record<
  ImageKind,
  string
>;

const DESCRIPTION: Record<ImageKind, string> = {
  Poster: 'A poster of a movie, series, season or collection.',
  Backdrop: 'A wide picture, mostly without text.',
  Logo: 'The logo of a movie, company, network or provider.',
  Profile: 'A picture of a person.',
  Still: 'A picture from an episode.',
};

function sizeDescription(size: string): string {
  if (size === 'original') return 'As it was uploaded.';
  return `${size.startsWith('w') ? 'Width' : 'Height'} ${size.slice(1)} pixels.`;
}

const LogoFormat = builder.enumType('LogoFormat', {
  description: 'File format of a logo.',
  values: {
    PNG: { description: 'Bitmap, in every size.' },
    SVG: { description: 'Vector graphic, one file for all sizes. Only for logos that were uploaded as SVG; others come as PNG.' },
  } as const,
});

const formatArg = builder.args((t) => ({
  format: t.field({ type: LogoFormat, defaultValue: 'PNG', description: 'File format. `SVG` is one file for all sizes.' }),
}));

interface UrlArgs {
  size?: string | null | undefined;
  format?: 'PNG' | 'SVG' | null | undefined;
}

/** The type of one kind of picture, with the enum of the sizes that TMDB offers it in. */
function imageType(kind: ImageKind): ObjectRef<typeof builder.$inferSchemaTypes, ImageRow> {
  const sizes = IMAGE_SIZES[kind];
  const heights = sizes
    .filter((size) => size.startsWith('h'))
    .map((size) => ` \`${size.toUpperCase()}\` is included when the aspect ratio of the image is known.`);
  const Size = builder.enumType(`${kind}Size`, {
    description: `Sizes in which TMDB serves a ${kind.toLowerCase()}. https://developer.themoviedb.org/docs/image-basics`,
    values: Object.fromEntries(sizes.map((size) => [size.toUpperCase(), { value: size, description: sizeDescription(size) }])),
  });
  const ref = builder.objectRef<ImageRow>(kind);
  ref.implement({
    description: DESCRIPTION[kind],
    interfaces: [Image],
    fields: (t) => ({
      url: t.string({
        nullable: false,
        description: 'Full address of the image.',
        args: {
          size: t.arg({ type: Size, defaultValue: DEFAULT_SIZE[kind], description: 'Size of the image.' }),
          ...(kind === 'Logo' && formatArg),
        },
        resolve: (row, { size, format }: UrlArgs, { imageUrl: base }) =>
          format === 'SVG' && isSvg(row) ? svgUrl(base, row.file_path) : imageUrl(base, size ?? DEFAULT_SIZE[kind], row.file_path),
      }),
      srcSet: t.string({
        nullable: false,
        description: `All sizes but the original, as a value of HTML’s \`srcset\` attribute.${heights.join('')}`,
        resolve: (row, _args, { imageUrl: base }) => srcSet(base, kind, row),
      }),
    }),
  });
  return ref;
}

export const Poster = imageType('Poster');
export const Backdrop = imageType('Backdrop');
export const Logo = imageType('Logo');
builder.objectField(Logo, 'isSvg', (t) =>
  t.boolean({
    description: 'Whether it was uploaded as SVG, so that `url(format: SVG)` returns an SVG. Null when only the path is known.',
    resolve: isSvg,
  }),
);
export const Profile = imageType('Profile');
export const Still = imageType('Still');

/** The picture at a path, null when there is none. */
export const imageAt = (path: string | null | undefined): ImageRow | null =>
  knownText(path) === null ? null : { file_path: path as string };

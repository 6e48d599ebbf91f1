import type { ObjectRef } from '@pothos/core';
import { IMAGE_SIZES, imageUrl, isSvg, srcSet, svgUrl, type ImageKind, type ImageRow } from '../../src/tmdb/api/titles/image.ts';
import { knownText, number } from '../../src/tmdb/known.ts';
import { codeOf } from '../../src/tmdb/language.ts';
import { builder } from '../core/builder.ts';

export const Image = builder.interfaceRef<ImageRow>('Image');

Image.implement({
  description:
    'An image at TMDB. Images from lists (of `images`, or chosen by `languages`) have all fields; of others only the path is known.',
  resolveType: (row) => (row as KindOfImage).kind,
  fields: (t) => ({
    path: t.exposeString('file_path', {
      nullable: false,
      description: 'TMDB’s path of the image, for building URLs. It begins with a slash.',
    }),
    width: t.exposeInt('width', { description: 'Width of the original in pixels. Null when only the path is known.' }),
    height: t.exposeInt('height', { description: 'Height of the original in pixels. Null when only the path is known.' }),
    aspectRatio: t.exposeFloat('aspect_ratio', { description: 'Width divided by height. Null when only the path is known.' }),
    language: t.string({
      description: 'ISO 639-1 code of the text in the image. Null without text, and when only the path is known.',
      resolve: codeOf,
    }),
    country: t.string({
      description:
        'ISO 3166-1 code of the country that the image is meant for. Null when it is for all countries, and when only the path is known.',
      resolve: ({ iso_3166_1 }) => knownText(iso_3166_1),
    }),
    voteAverage: t.float({
      description: 'Average rating by TMDB’s users, from 0 to 10. Null when only the path is known.',
      resolve: ({ vote_average }) => number(vote_average),
    }),
    tmdbId: t.exposeString('id', {
      description: 'TMDB’s id of the image. Null except for logos of companies and networks, and tagged images.',
    }),
    fileType: t.string({
      description: 'File type of the upload: `.svg` or `.png`. Null except for logos of companies and networks; `isSvg` covers all logos.',
      resolve: ({ file_type: type }) => knownText(type),
    }),
    voteCount: t.exposeInt('vote_count', { description: 'Number of users who voted. Null when only the path is known.' }),
  }),
});

/** A row with its kind, for fields whose type is the interface. */
export type KindOfImage = ImageRow & { readonly kind: ImageKind };

const DEFAULT_SIZE = { Poster: 'w500', Backdrop: 'w1280', Logo: 'w300', Profile: 'w185', Still: 'w300' } as const satisfies Record<
  ImageKind,
  string
>;

const DESCRIPTION: Record<ImageKind, string> = {
  Poster: 'An upright image of a movie, series, season or collection.',
  Backdrop: 'A wide image, mostly without text.',
  Logo: 'The logo of a movie, series, company, network or watch provider.',
  Profile: 'An image of a person or a user.',
  Still: 'An image from an episode.',
};

function sizeDescription(size: string): string {
  if (size === 'original') return 'The upload itself.';
  return `${size.startsWith('w') ? 'Width' : 'Height'} ${size.slice(1)} pixels.`;
}

const LogoFormat = builder.enumType('LogoFormat', {
  description: 'File format of a logo.',
  values: {
    PNG: { description: 'A raster image, in every size.' },
    SVG: { description: 'A vector image, which fits every size. Only for logos that were uploaded as SVG; others come as PNG.' },
  } as const,
});

const formatArg = builder.args((t) => ({
  format: t.field({ type: LogoFormat, defaultValue: 'PNG', description: 'File format. `SVG` is the same file for every size.' }),
}));

interface UrlArgs {
  size?: string | null | undefined;
  format?: 'PNG' | 'SVG' | null | undefined;
}

/** Makes the type of one kind of image, and the enum of its sizes at TMDB. */
function imageType(kind: ImageKind): ObjectRef<typeof builder.$inferSchemaTypes, ImageRow> {
  const sizes = IMAGE_SIZES[kind];
  const heights = sizes
    .filter((size) => size.startsWith('h'))
    .map((size) => ` \`${size.toUpperCase()}\` is included when the aspect ratio is known.`);
  const Size = builder.enumType(`${kind}Size`, {
    description: `TMDB’s sizes of a ${kind.toLowerCase()}. https://developer.themoviedb.org/docs/image-basics`,
    values: Object.fromEntries(sizes.map((size) => [size.toUpperCase(), { value: size, description: sizeDescription(size) }])),
  });
  const ref = builder.objectRef<ImageRow>(kind);
  ref.implement({
    description: DESCRIPTION[kind],
    interfaces: [Image],
    fields: (t) => ({
      url: t.string({
        nullable: false,
        description: 'Full URL of the image.',
        args: {
          size: t.arg({ type: Size, defaultValue: DEFAULT_SIZE[kind], description: 'Size of the image.' }),
          ...(kind === 'Logo' && formatArg),
        },
        resolve: (row, { size, format }: UrlArgs, { imageUrl: base }) =>
          format === 'SVG' && isSvg(row) ? svgUrl(base, row.file_path) : imageUrl(base, size ?? DEFAULT_SIZE[kind], row.file_path),
      }),
      srcSet: t.string({
        nullable: false,
        description: `All sizes but the original, in the format of HTML’s \`srcset\` attribute.${heights.join('')}`,
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
    description: 'Whether the upload is an SVG, so that `url(format: SVG)` returns one. Null when only the path is known.',
    resolve: isSvg,
  }),
);
export const Profile = imageType('Profile');
export const Still = imageType('Still');

/** Makes an image of a path; null without a path. */
export const imageAt = (path: string | null | undefined): ImageRow | null =>
  knownText(path) === null ? null : { file_path: path as string };

import { number } from '../../known.ts';

/**
 * TMDB's picture sizes by kind. `w` is a width, `h` a height in pixels; `original` as uploaded.
 * @see https://developer.themoviedb.org/docs/image-basics
 */
export const IMAGE_SIZES = {
  Poster: ['w92', 'w154', 'w185', 'w342', 'w500', 'w780', 'original'],
  Backdrop: ['w300', 'w780', 'w1280', 'original'],
  Logo: ['w45', 'w92', 'w154', 'w185', 'w300', 'w500', 'original'],
  Profile: ['w45', 'w185', 'h632', 'original'],
  Still: ['w92', 'w185', 'w300', 'original'],
} as const;

export type ImageKind = keyof typeof IMAGE_SIZES;

/** A picture as `images` lists it; elsewhere only its path is known. */
export interface ImageRow {
  file_path: string;
  width?: number;
  height?: number;
  aspect_ratio?: number;
  /** Null: without text. */
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
  vote_average?: number | string;
  vote_count?: number;
  /** Of companies' and networks' logos. */
  id?: string;
  file_type?: string;
}

/** Some old avatars are whole addresses behind a slash. */
const isAddress = (path: string): boolean => path.startsWith('/https://');

/**
 * The address of a picture. What was uploaded as SVG comes as PNG, which TMDB draws of it in every size.
 * @param base `https://image.tmdb.org/t/p`, without a slash at its end.
 * @param path Begins with a slash.
 */
export const imageUrl = (base: string, size: string, path: string): string =>
  isAddress(path) ? path.slice(1) : `${base}/${size}${path.replace(/\.svg$/, '.png')}`;

/** The address of what was uploaded as SVG: only the original size has it, whatever the suffix of its path. */
export const svgUrl = (base: string, path: string): string => `${base}/original${path.replace(/\.\w+$/, '.svg')}`;

/** Whether it was uploaded as SVG. A path alone does not say so of logos of companies, so then it is null. */
export function isSvg({ file_path: path, file_type: type, width }: ImageRow): boolean | null {
  if (type === '.svg' || path.endsWith('.svg')) return true;
  return type || width ? false : null;
}

/**
 * A picture in all its sizes but the original, as the `srcset` attribute of HTML wants them: `… 342w, … 500w`. A size that
 * is a height is among them where the shape is known, as the width it comes to.
 */
export function srcSet(base: string, kind: ImageKind, { file_path: path, aspect_ratio: ratio }: ImageRow): string {
  if (isAddress(path)) return imageUrl(base, 'original', path);
  return IMAGE_SIZES[kind]
    .map((size) => ({
      size,
      width: size.startsWith('w') ? Number(size.slice(1)) : Math.round(Number(size.slice(1)) * (number(ratio) ?? 0)),
    }))
    .filter(({ width }) => width > 0)
    .map(({ size, width }) => `${imageUrl(base, size, path)} ${width}w`)
    .join(', ');
}

/** Pictures by kind, as `images` sends them: which kinds there are depends on the thing. */
export interface ImageLists {
  posters?: ImageRow[];
  backdrops?: ImageRow[];
  logos?: ImageRow[];
  profiles?: ImageRow[];
  stills?: ImageRow[];
}

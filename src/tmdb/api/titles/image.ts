import { number } from '../../known.ts';

/**
 * TMDB's image sizes by kind. `w` is a width and `h` a height in pixels; `original` is the uploaded size.
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

/** An image, as the `images` part lists it; elsewhere only its path is known. */
export interface ImageRow {
  file_path: string;
  width?: number;
  height?: number;
  aspect_ratio?: number;
  /** Null for images without text. */
  iso_639_1?: string | null;
  iso_3166_1?: string | null;
  vote_average?: number | string;
  vote_count?: number;
  /** Only of logos of companies and networks. */
  id?: string;
  file_type?: string;
}

/** Some old avatar paths are a whole URL after a slash. */
const isWholeUrl = (path: string): boolean => path.startsWith('/https://');

/**
 * The URL of an image. An image that was uploaded as SVG comes as PNG, which TMDB renders in every size.
 * @param base `https://image.tmdb.org/t/p`, without a trailing slash.
 * @param path Begins with a slash.
 */
export const imageUrl = (base: string, size: string, path: string): string =>
  isWholeUrl(path) ? path.slice(1) : `${base}/${size}${path.replace(/\.svg$/, '.png')}`;

/** The URL of the SVG that was uploaded: only the original size has it, whatever the suffix of its path. */
export const svgUrl = (base: string, path: string): string => `${base}/original${path.replace(/\.\w+$/, '.svg')}`;

/** Whether the image was uploaded as SVG. Null when only a path is known that does not tell, as for logos of companies. */
export function isSvg({ file_path: path, file_type: type, width }: ImageRow): boolean | null {
  if (type === '.svg' || path.endsWith('.svg')) return true;
  return type || width ? false : null;
}

/**
 * All sizes of an image except the original, as HTML's `srcset` attribute: `… 342w, … 500w`. A size given as a height is
 * included, with the width that results, when the aspect ratio is known.
 */
export function srcSet(base: string, kind: ImageKind, { file_path: path, aspect_ratio: ratio }: ImageRow): string {
  if (isWholeUrl(path)) return imageUrl(base, 'original', path);
  return IMAGE_SIZES[kind]
    .map((size) => ({
      size,
      width: size.startsWith('w') ? Number(size.slice(1)) : Math.round(Number(size.slice(1)) * (number(ratio) ?? 0)),
    }))
    .filter(({ width }) => width > 0)
    .map(({ size, width }) => `${imageUrl(base, size, path)} ${width}w`)
    .join(', ');
}

/** Images by kind, as the `images` part sends them. The kinds depend on the resource. */
export interface ImageLists {
  posters?: ImageRow[];
  backdrops?: ImageRow[];
  logos?: ImageRow[];
  profiles?: ImageRow[];
  stills?: ImageRow[];
}

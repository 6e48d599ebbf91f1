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

/** @param base `https://image.tmdb.org/t/p`, without a slash at its end. @param path Begins with a slash. */
export const imageUrl = (base: string, size: string, path: string): string =>
  // Some old avatars are whole addresses behind a slash.
  path.startsWith('/https://') ? path.slice(1) : `${base}/${size}${path}`;

/** Pictures by kind, as `images` sends them: which kinds there are depends on the thing. */
export interface ImageLists {
  posters?: ImageRow[];
  backdrops?: ImageRow[];
  logos?: ImageRow[];
  profiles?: ImageRow[];
  stills?: ImageRow[];
}

import { IMAGE_SIZES } from '../../tmdb/api/titles/image.ts';
import { draw } from './artwork.ts';
import { subjectOf, type Kind, type Subject } from './subjects.ts';

export type Format = 'jpg' | 'png' | 'svg';

/** A picture of an exact size, to be encoded in the format that its path names. */
export interface Picture {
  readonly format: Format;
  /** In pixels. */
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

/** Width and height of originals that no list names, in pixels. */
const ORIGINAL: Readonly<Record<Kind, readonly [width: number, height: number]>> = {
  poster: [1000, 1500],
  backdrop: [1920, 1080],
  logo: [500, 200],
  profile: [1000, 1500],
  still: [1920, 1080],
  badge: [300, 300],
};

/** TMDB's sizes of all kinds. Other sizes have no picture, so that no path asks for a huge one. */
const SIZES: ReadonlySet<string> = new Set(Object.values(IMAGE_SIZES).flat());

/** Sizes that only backdrops have: they tell the kind of a file that the catalogue does not name. */
const WIDE = new Set(['w780', 'w1280']);

const escaped = (text: string) => text.replaceAll(/[&<>"]/g, (char) => `&#${char.charCodeAt(0)};`);

/** The pixels of a picture: TMDB scales the original to a width or height. */
function pixelsOf({ kind, width = ORIGINAL[kind][0], height = ORIGINAL[kind][1] }: Subject, size: string): [width: number, height: number] {
  const number = Number(size.slice(1));
  if (size.startsWith('w')) return [number, Math.max(1, Math.round((number * height) / width))];
  if (size.startsWith('h')) return [Math.max(1, Math.round((number * width) / height)), number];
  return [width, height];
}

/**
 * Draws the image at a path such as `/w500/abc.jpg`, in TMDB's size and in the shape of its kind: the same each time.
 * Undefined when the path is not that of an image.
 */
export function picture(path: string): Picture | undefined {
  const [, size = '', file = '', format = ''] = /^\/(\w+)(\/[\w.-]+\.(jpg|png|svg))$/.exec(path) ?? [];
  if (!SIZES.has(size)) return undefined;
  const subject = subjectOf(file) ?? { kind: WIDE.has(size) ? 'backdrop' : 'poster', label: '', genres: [] };
  const [width, height] = pixelsOf(subject, size);
  const drawing = draw(subject, file.replace(/\.\w+$/, ''));
  return {
    format: format as Format,
    width,
    height,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${drawing.width} ${drawing.height}" preserveAspectRatio="xMidYMid slice" role="img">
<title>${escaped(subject.label)}</title>${drawing.body}</svg>`,
  };
}

import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { picture, type Format } from './picture.ts';
import { rasterize } from './rasterizer.ts';

const MAX_BYTES = 32 * 1024 * 1024;

/** A picture as it is sent. */
export interface PictureFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly etag: string;
}

const TYPES: Readonly<Record<Format, string>> = { jpg: 'image/jpeg', png: 'image/png', svg: 'image/svg+xml' };

const files = new LRUCache<string, PictureFile>({
  maxSize: MAX_BYTES,
  sizeCalculation: ({ bytes }) => bytes.length + 500,
  async fetchMethod(path) {
    const drawn = picture(path);
    if (!drawn) return undefined;
    const { svg, format } = drawn;
    const bytes = format === 'svg' ? Buffer.from(svg) : await rasterize(svg, format);
    return { type: TYPES[format], bytes, etag: `"${createHash('md5').update(bytes).digest('hex')}"` };
  },
});

/** The picture at a path such as `/w500/abc.jpg`, which is drawn once; undefined when the path is not that of an image. */
export const pictureFile = (path: string): Promise<PictureFile | undefined> => files.fetch(path);

import type { Endpoint } from './endpoint.ts';
import { SANDBOX_IMAGES_PATH } from './place.ts';

export const sandboxImage: Endpoint = async ({ path }) => {
  // Reads the whole catalogue, which a gateway over the real TMDB does not need.
  const { pictureFile } = await import('../sandbox/pictures/gallery.ts');
  const file = await pictureFile(path.slice(SANDBOX_IMAGES_PATH.length));
  if (!file) {
    const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' };
    return { status: 404, headers, body: 'Expected a path of an image in one of TMDB’s sizes, such as /w500/abc.jpg.\n' };
  }
  const { type, bytes, etag } = file;
  const headers = { 'content-type': type, 'content-length': String(bytes.length), 'cache-control': 'public, max-age=86400', etag };
  return { headers, body: bytes };
};

import type { Endpoint, EndpointResponse } from './endpoint.ts';
import { SANDBOX_IMAGES_PATH } from './place.ts';

const refuse = (status: number, body: string, headers: Record<string, string> = {}): EndpointResponse => ({
  status,
  headers: { 'content-type': 'text/plain; charset=utf-8', ...headers },
  body,
});

export const sandboxImage: Endpoint = async ({ path }) => {
  // Reads the whole catalogue, which a gateway over the real TMDB does not need.
  const { pictureFile } = await import('../sandbox/pictures/gallery.ts');
  const { BusyError } = await import('../sandbox/pictures/rasterizer.ts');
  try {
    const file = await pictureFile(path.slice(SANDBOX_IMAGES_PATH.length));
    if (!file) return refuse(404, 'Expected a path of an image in one of TMDB’s sizes, such as /w500/abc.jpg.\n');
    const { type, bytes, etag } = file;
    const headers = { 'content-type': type, 'content-length': String(bytes.length), 'cache-control': 'public, max-age=86400', etag };
    return { headers, body: bytes };
  } catch (error) {
    if (!(error instanceof BusyError)) throw error;
    return refuse(503, 'Too many images wait to be drawn.\n', { 'retry-after': '1' });
  }
};

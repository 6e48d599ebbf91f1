import type { Endpoint } from './endpoint.ts';
import { SANDBOX_IMAGES_PATH } from './place.ts';

export const sandboxImage: Endpoint = async ({ path }) => {
  // Reads the whole catalogue, which a gateway over the real TMDB does not need.
  const { picture } = await import('../sandbox/generated/picture.ts');
  const svg = picture(path.slice(SANDBOX_IMAGES_PATH.length));
  return {
    status: svg === undefined ? 404 : 200,
    headers: { 'content-type': svg === undefined ? 'text/plain' : 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
    body: svg ?? 'The sandbox has no image at this path.',
  };
};

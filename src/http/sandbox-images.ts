import type { Plugin } from 'graphql-yoga';

/** Path on the gateway's own listener at which it serves the sandbox's images. */
export const SANDBOX_IMAGES_PATH = '/sandbox/t/p';

export const useSandboxImages: Plugin = {
  async onRequest({ url, endResponse, fetchAPI }) {
    if (!url.pathname.startsWith(`${SANDBOX_IMAGES_PATH}/`)) return;
    // Reads the whole catalogue, which a gateway over the real TMDB does not need.
    const { picture } = await import('../sandbox/generated/picture.ts');
    const svg = picture(url.pathname.slice(SANDBOX_IMAGES_PATH.length));
    endResponse(
      new fetchAPI.Response(svg ?? 'The sandbox has no image at this path.', {
        status: svg === undefined ? 404 : 200,
        headers: { 'content-type': svg === undefined ? 'text/plain' : 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
      }),
    );
  },
};

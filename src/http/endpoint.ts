import type { FetchAPI, Plugin } from 'graphql-yoga';

/** Answers GET and HEAD requests of one path. */
export const useEndpoint = (path: string, answer: (fetchAPI: FetchAPI) => Promise<Response>): Plugin => ({
  async onRequest({ request, url, endResponse, fetchAPI }) {
    if (url.pathname === path && (request.method === 'GET' || request.method === 'HEAD')) endResponse(await answer(fetchAPI));
  },
});

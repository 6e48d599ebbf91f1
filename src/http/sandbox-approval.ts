import type { Plugin } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { SANDBOX_APPROVAL_PATH, type Locate, type NodeContext } from './place.ts';

/** Headers that the sandbox reads, and those that it answers with. */
const REQUEST_HEADERS = ['content-type', 'sec-fetch-site'];
const RESPONSE_HEADERS = ['allow', 'content-security-policy', 'content-type', 'location'];

/** Maximum size of the form in bytes; a browser names its size. */
const MAX_FORM = 10_000;

const only = (names: readonly string[], headers: Headers): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : [])));

/** Serves the page of the sandbox where users approve request tokens: the sandbox itself listens to this machine alone. */
export const useSandboxApproval = ({ tmdbUrl }: Pick<Config, 'tmdbUrl'>, locate: Locate): Plugin<object, NodeContext> => ({
  async onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
    if (locate(serverContext.req ?? request).path !== SANDBOX_APPROVAL_PATH) return;
    const { method, headers, url } = request;
    if (method === 'POST' && !(Number(headers.get('content-length') ?? Infinity) <= MAX_FORM)) {
      endResponse(new Response('Expected the form of the page.', { status: 413 }));
      return;
    }
    const answer = await fetch(`${tmdbUrl}${SANDBOX_APPROVAL_PATH}${new URL(url).search}`, {
      method: /^(GET|HEAD|POST)$/.test(method) ? method : 'OPTIONS',
      headers: only(REQUEST_HEADERS, headers),
      body: method === 'POST' ? await request.text() : null,
      redirect: 'manual',
    });
    endResponse(new Response(await answer.text(), { status: answer.status, headers: only(RESPONSE_HEADERS, answer.headers) }));
  },
});

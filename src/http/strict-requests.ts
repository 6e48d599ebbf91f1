import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { NodeContext } from './place.ts';

/**
 * Accepts only the requests that GraphQL over HTTP describes: a foreign page could send forms in a user's name.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
export const useStrictRequests: Plugin<object, NodeContext> = {
  onRequest({ request: { headers } }) {
    // Yoga compares the media type case-sensitively.
    const type = headers.get('content-type');
    const normalized = type?.replace(/^[^;]*/, (mediaType) => mediaType.trim().toLowerCase());
    if (normalized !== undefined && normalized !== type) headers.set('content-type', normalized);
  },
  onRequestParse({ request, serverContext }) {
    const type = typeOf(serverContext) ?? request.headers.get('content-type') ?? '';
    if (request.method === 'POST' && !/^\s*application\/(json|graphql)\s*(;|$)/i.test(type)) {
      throw badRequest(415, 'Expected a POST with `content-type: application/json`.');
    }
    if (!/^(identity)?$/i.test(request.headers.get('content-encoding') ?? '')) {
      throw badRequest(415, 'Expected a body that is not compressed.');
    }
    if (request.method !== 'GET') return;
    const { searchParams } = new URL(request.url, 'http://gateway');
    for (const name of ['variables', 'extensions']) {
      if (!isJson(searchParams.get(name) || '{}'))
        throw badRequest(400, `Expected the URL parameter \`${name}\` to be JSON, such as {"id":603}.`);
    }
  },
};

/** The type that was sent. Where a framework has parsed the body, the headers say that it is JSON, whatever it was. */
function typeOf({ req: { rawHeaders = [] } = {} }: NodeContext): string | undefined {
  const name = rawHeaders.findIndex((text, index) => index % 2 === 0 && text.toLowerCase() === 'content-type');
  return name < 0 ? undefined : rawHeaders[name + 1];
}

const badRequest = (status: number, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

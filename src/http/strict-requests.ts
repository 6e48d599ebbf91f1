import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/**
 * Accepts only the requests that GraphQL over HTTP describes: a foreign page could send forms in a user's name.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
export const useStrictRequests: Plugin = {
  onRequest({ request: { headers } }) {
    // Yoga compares the media type case-sensitively.
    const type = headers.get('content-type');
    const normalized = type?.replace(/^[^;]*/, (mediaType) => mediaType.trim().toLowerCase());
    if (normalized !== undefined && normalized !== type) headers.set('content-type', normalized);
  },
  onRequestParse({ request }) {
    if (request.method === 'POST' && !/^application\/(json|graphql)(;|$)/.test(request.headers.get('content-type') ?? '')) {
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

import { GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { acceptedTypes, type AcceptedTypes } from './negotiation.ts';

const accepted = new WeakMap<Request, AcceptedTypes>();

/** The media types of the answer to a GraphQL request. */
export function typesOf(request: Request): AcceptedTypes {
  const known = accepted.get(request);
  if (known) return known;
  const types = acceptedTypes(request.headers.get('accept') ?? '');
  accepted.set(request, types);
  return types;
}

const NOT_ACCEPTABLE =
  'Expected an `accept` header that allows `application/json`, `application/graphql-response+json`, or, for `@defer` and `@stream`, `multipart/mixed;deferSpec=20220824` or `text/event-stream`.';

/** `Content-Type` of answers in the format that a client named, in the spelling of Apollo Router, which its clients parse. */
const OF_FORMAT: Readonly<Record<string, string>> = {
  'multipart/mixed;deferspec=20220824': 'multipart/mixed;boundary="-";deferSpec=20220824',
  'text/event-stream;deferspec=20220824': 'text/event-stream;deferSpec=20220824',
};

/** Chooses the media types of answers. Yoga, which ignores weights and parameters, sees only the types that were chosen. */
export const useMediaTypes: Plugin = {
  onRequestParse({ request }) {
    const { whole, incremental } = typesOf(request);
    request.headers.set('accept', [whole, incremental].filter(Boolean).join() || 'application/json');
    if (whole || incremental) return;
    throw new GraphQLError(NOT_ACCEPTABLE, { extensions: { code: 'BAD_REQUEST', http: { status: 406 } } });
  },
  onResponse({ request, response: { headers } }) {
    const { incremental = '' } = accepted.get(request) ?? {};
    const [type = ''] = incremental.split(';');
    const ofFormat = OF_FORMAT[incremental];
    if (ofFormat && headers.get('content-type')?.startsWith(type)) headers.set('content-type', ofFormat);
  },
};

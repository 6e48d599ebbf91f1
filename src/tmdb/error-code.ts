/**
 * Every value of `extensions.code`, with its description in the SDL's enum `ErrorCode`. Clients may rely on the list being
 * complete. The codes of GraphQL over HTTP itself come from Yoga, the others from this gateway.
 */
export const ERROR_CODE = {
  BAD_USER_INPUT: 'An argument, variable or header is not valid. The message says what was expected. A retry will not help.',
  UNAUTHENTICATED: "The caller's credential is missing, wrong or expired.",
  FORBIDDEN: "The caller's credential is valid, but does not permit this.",
  NOT_FOUND: 'TMDB does not have the requested resource.',
  CONFLICT: 'The item to add already exists.',
  RATE_LIMITED: 'More requests are waiting for TMDB than can be sent in time. Try again after `retryAfter` seconds.',
  QUERY_TOO_EXPENSIVE:
    'The operation needs more TMDB requests, or has more writes, than one operation may send. Select less, or split it into several operations.',
  DEADLINE_EXCEEDED:
    'The operation ran out of time before this part was answered. Everything fetched so far is cached, so a retry continues from there.',
  UPSTREAM_AUTH: "TMDB does not accept the gateway's own credential. Only the operator can fix this.",
  UPSTREAM_UNAVAILABLE: 'TMDB could not be reached, or reports that it is out of service.',
  UPSTREAM_TIMEOUT: 'TMDB did not answer in time.',
  UPSTREAM_BAD_RESPONSE: 'TMDB sent a response that does not fit the request.',
  OUTCOME_UNKNOWN: 'A write was sent, but no response came, or TMDB failed: it may or may not have taken effect.',
  BAD_REQUEST: 'The HTTP request is not a GraphQL request as GraphQL over HTTP describes it.',
  OPERATION_RESOLUTION_FAILURE: 'The document has several operations, and `operationName` does not name one of them.',
  REQUEST_ENTITY_TOO_LARGE: 'The HTTP request is larger than the gateway accepts.',
  PERSISTED_QUERY_NOT_FOUND:
    'No document with this hash is registered. Send the hash once with the text of the document, if the gateway allows that.',
  PERSISTED_QUERY_REQUIRED: 'This gateway runs trusted documents only, and this is not one of them.',
  GRAPHQL_PARSE_FAILED: 'The document is not valid GraphQL syntax.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not match the schema, or exceeds the gateway’s limits.',
  INTERNAL_SERVER_ERROR: 'An error in the gateway itself. Please report it.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CODE;

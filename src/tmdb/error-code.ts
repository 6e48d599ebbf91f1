/**
 * What clients switch on: `extensions.code`. Closed; the meanings are the descriptions of the SDL's `ErrorCode`.
 * The codes of GraphQL over HTTP itself come from Yoga, the others from this gateway.
 */
export const ERROR_CODE = {
  BAD_USER_INPUT: 'An argument is not what the field expects. The message says what was expected. Sending it again will not help.',
  UNAUTHENTICATED: "The caller's credential is missing, wrong or expired.",
  FORBIDDEN: "The caller's credential is good, but does not allow this.",
  NOT_FOUND: 'TMDB has no such thing.',
  CONFLICT: 'What was to be added is already there.',
  RATE_LIMITED: 'There are more requests waiting for TMDB than can be sent in time. Ask again after `retryAfter` seconds.',
  QUERY_TOO_EXPENSIVE: 'The operation needs more TMDB requests than one operation may send. Ask for less, or in several operations.',
  DEADLINE_EXCEEDED:
    'The operation ran out of time before this part was answered. What had been fetched is kept; asking again continues from there.',
  UPSTREAM_AUTH: "TMDB does not accept the gateway's own credential. Only the operator can mend it.",
  UPSTREAM_UNAVAILABLE: 'TMDB could not be reached, or says that it is out of service.',
  UPSTREAM_TIMEOUT: 'TMDB did not answer in time.',
  UPSTREAM_BAD_RESPONSE: 'TMDB answered with something that cannot be an answer to this request.',
  OUTCOME_UNKNOWN: 'A write was sent, but no answer came: it may or may not have happened.',
  BAD_REQUEST: 'The HTTP request is not a GraphQL request as GraphQL over HTTP describes it.',
  OPERATION_RESOLUTION_FAILURE: 'The document has several operations, and `operationName` does not name one of them.',
  REQUEST_ENTITY_TOO_LARGE: 'The HTTP request is larger than the gateway reads.',
  PERSISTED_QUERY_NOT_FOUND: 'No document with this hash is known. Send it once with its text, where that is allowed.',
  PERSISTED_QUERY_REQUIRED: 'This gateway runs trusted documents alone, and this is none of them.',
  GRAPHQL_PARSE_FAILED: 'The document is not GraphQL.',
  GRAPHQL_VALIDATION_FAILED: 'The document does not fit the schema, or is larger than the gateway’s limits allow.',
  INTERNAL_SERVER_ERROR: 'A fault of the gateway itself. Please report it.',
} as const satisfies Record<string, string>;

export type ErrorCode = keyof typeof ERROR_CODE;

import { ERROR_CODE, type ErrorCode } from '../../src/tmdb/error-code.ts';
import { TMDB_STATUS, type RetryRule, type StatusRow, type TmdbStatus } from '../../src/tmdb/status.ts';
import { writeGenerated } from './generated.ts';

/** Advice to clients, by code. */
const CODE_ADVICE = {
  BAD_USER_INPUT: 'Correct the argument, variable or header that the message names.',
  UNAUTHENTICATED: 'Let the user sign in again, and send the new credential in its header.',
  FORBIDDEN: 'Sign in as the owner, or with a token that may write.',
  NOT_FOUND: 'Treat the object as missing. “Not found” is remembered for a minute.',
  CONFLICT: 'Treat it as done: the item is already there.',
  RATE_LIMITED: 'Repeat the operation after `retryAfter` seconds.',
  QUERY_TOO_EXPENSIVE: 'Lower `first`, drop fields, or split the operation. Operators can raise `OPERATION_MAX_REQUESTS`.',
  DEADLINE_EXCEEDED: 'Repeat the operation. Operators can raise `OPERATION_DEADLINE_MS`.',
  UPSTREAM_AUTH: 'Tell the operator: `TMDB_ACCESS_TOKEN` or `TMDB_API_KEY` is missing, wrong or suspended.',
  UPSTREAM_UNAVAILABLE: 'Repeat the operation later, after `retryAfter` seconds where it is given.',
  UPSTREAM_TIMEOUT: 'Repeat the operation later.',
  UPSTREAM_BAD_RESPONSE: 'Repeating seldom helps. Report it if it persists.',
  OUTCOME_UNKNOWN: 'Read the object to see whether the write happened before you send it again.',
  BAD_REQUEST: 'Correct the HTTP request: method, `content-type`, `accept`, or the JSON of its parameters.',
  OPERATION_RESOLUTION_FAILURE: 'Send an `operationName` that the document contains.',
  REQUEST_ENTITY_TOO_LARGE: 'Send a smaller request: 200 kB at most.',
  PERSISTED_QUERY_NOT_FOUND: 'Send the document together with its hash. Clients such as Apollo Client do so by themselves.',
  PERSISTED_QUERY_REQUIRED: 'Send the hash of a trusted document, or let the operator add the document to `TRUSTED_DOCUMENTS`.',
  GRAPHQL_PARSE_FAILED: 'Correct the syntax of the document.',
  GRAPHQL_VALIDATION_FAILED: 'Correct the document, or split it if it is too large.',
  INTERNAL_SERVER_ERROR: 'Report it, with the operation that caused it.',
} as const satisfies Record<ErrorCode, string>;

const SIGN_IN = 'Let the user sign in again.';
const REPORT = 'Report it: the gateway should never send such a request.';
const LATER = 'Repeat the operation later: the gateway’s own attempts have failed.';
const OPERATOR = 'Tell the operator to check the credential.';
const NOTHING = 'Nothing: it is a success.';

/** Advice to clients, by TMDB's status. */
const STATUS_ADVICE = {
  1: NOTHING,
  2: REPORT,
  3: 'Sign in with a session that exists, and with an account that may do this.',
  4: REPORT,
  5: 'Correct the arguments.',
  6: 'Check the id.',
  7: 'Tell the operator to check the credential. If the code is `UNAUTHENTICATED`, let the user sign in again.',
  8: 'Treat it as done.',
  9: LATER,
  10: OPERATOR,
  11: LATER,
  12: NOTHING,
  13: NOTHING,
  14: SIGN_IN,
  15: LATER,
  16: SIGN_IN,
  17: SIGN_IN,
  18: 'Correct the values: TMDB does not accept one of them, such as the name of a list.',
  19: REPORT,
  20: 'Select at most 14 days of changes at a time.',
  21: 'Treat the item as removed, or check its id.',
  22: 'Select a page from 1 to 500; narrow the filter to reach other rows.',
  23: 'Write dates as YYYY-MM-DD.',
  24: LATER,
  25: 'Repeat the operation after `retryAfter` seconds.',
  26: 'Send both the user name and the password.',
  27: REPORT,
  28: 'Choose one of `timezones`.',
  29: 'Confirm the action.',
  30: 'Correct the user name or the password.',
  31: 'The user has to restore the account at TMDB.',
  32: 'The user has to verify the e-mail address at TMDB.',
  33: 'Request a new token, and let the user approve it.',
  34: 'Treat the object as missing, or check its id.',
  35: SIGN_IN,
  36: 'Request a user token with write permission.',
  37: SIGN_IN,
  38: 'Sign in as the owner of the list.',
  39: 'Sign in as the owner.',
  40: 'Treat it as done: the values are already so.',
  41: 'Let the user approve the token first, at its `approvalUrl`.',
  42: REPORT,
  43: LATER,
  44: 'Check the id.',
  45: 'The user has to ask TMDB why the account is suspended.',
  46: LATER,
  47: 'Correct the arguments.',
} as const satisfies Record<TmdbStatus, string>;

const RETRIES: Readonly<Record<RetryRule, string>> = {
  no: 'no',
  once: 'once',
  backoff: 'with backoff',
  'when told': 'after `Retry-After`',
};

const row = (...cells: readonly (string | number)[]): string => `| ${cells.join(' | ')} |`;

/** Writes the tables of `docs/errors.md`. */
export function writeErrors(): void {
  const codes = Object.entries(ERROR_CODE).map(([code, means]) => row(`\`${code}\``, means, CODE_ADVICE[code as ErrorCode]));
  writeGenerated('errors.md', 'codes', [row('`extensions.code`', 'meaning', 'what to do'), row('---', '---', '---'), ...codes]);

  const statuses = Object.entries<StatusRow>(TMDB_STATUS).map(([status, { name, http, code, fault, retry, means }]) =>
    row(status, `\`${name}\``, http, `\`${code}\``, fault, RETRIES[retry], means, STATUS_ADVICE[Number(status) as TmdbStatus]),
  );
  writeGenerated('errors.md', 'statuses', [
    row('status', 'name', 'HTTP', '`code`', 'fault', 'reads are retried', 'meaning', 'what to do'),
    row('--:', '---', '--:', '---', '---', '---', '---', '---'),
    ...statuses,
  ]);
}

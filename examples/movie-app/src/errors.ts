import { CombinedGraphQLErrors } from '@apollo/client';
import type { ErrorCode } from './gql/enums.ts';

/** A failure as a screen shows it. `UNREACHABLE` is the app's own code: no answer came from the gateway. */
export interface Trouble {
  readonly code: ErrorCode | 'UNREACHABLE';
  /** Seconds after which it is worth trying again, when the gateway knows. */
  readonly retryAfter: number | undefined;
}

interface Advice {
  readonly title: string;
  readonly text: string;
  /** Whether trying again may help. */
  readonly retry: boolean;
}

const LATE: Advice = { title: 'This is taking too long', text: 'TMDB did not answer in time. A second try is often faster.', retry: true };
const DOWN: Advice = {
  title: 'TMDB is having a moment',
  text: 'Its data cannot be read right now. Please try again a little later.',
  retry: true,
};
const BUG: Advice = {
  title: 'Something is wrong on our side',
  text: 'We could not read this page, and trying again will not help.',
  retry: false,
};
const OPERATOR: Advice = {
  title: 'Closed for maintenance',
  text: 'This app has lost its access to TMDB. We have to fix that ourselves.',
  retry: false,
};

/** One row for each code of the gateway: a new one is an error of the compiler here. */
const ADVICE: Readonly<Record<Trouble['code'], Advice>> = {
  NOT_FOUND: { title: 'Not in the programme', text: 'TMDB has no page here. It may have been removed or merged.', retry: false },
  RATE_LIMITED: {
    title: 'The box office is busy',
    text: 'More people are asking than TMDB can serve at once. That passes in a few seconds.',
    retry: true,
  },
  UPSTREAM_TIMEOUT: LATE,
  DEADLINE_EXCEEDED: LATE,
  UPSTREAM_UNAVAILABLE: DOWN,
  UPSTREAM_BAD_RESPONSE: DOWN,
  UPSTREAM_AUTH: OPERATOR,
  UNAUTHENTICATED: { title: 'Please sign in again', text: 'Your session has ended.', retry: false },
  FORBIDDEN: { title: 'Not yours to open', text: 'Your account may not see this.', retry: false },
  OUTCOME_UNKNOWN: { title: 'Saved, or maybe not', text: 'TMDB did not say. Reload the page to see what it has.', retry: false },
  BAD_USER_INPUT: { title: 'We did not understand that', text: 'Please check the address or the words that you typed.', retry: false },
  CONFLICT: { title: 'Already done', text: 'There is nothing left to change.', retry: false },
  UNREACHABLE: { title: 'No connection', text: 'We cannot reach the server. Are you online?', retry: true },
  INTERNAL_SERVER_ERROR: { ...BUG, retry: true },
  QUERY_TOO_EXPENSIVE: BUG,
  BAD_REQUEST: BUG,
  GRAPHQL_PARSE_FAILED: BUG,
  GRAPHQL_VALIDATION_FAILED: BUG,
  OPERATION_RESOLUTION_FAILURE: BUG,
  PERSISTED_QUERY_NOT_FOUND: BUG,
  PERSISTED_QUERY_REQUIRED: BUG,
  REQUEST_ENTITY_TOO_LARGE: BUG,
};

export const adviceFor = ({ code }: Trouble): Advice => ADVICE[code] ?? BUG;

/**
 * Reads an error of Apollo Client.
 * @param field The response name of a root field: only its own errors count.
 */
export function troubleOf(error: unknown, field?: string): Trouble | undefined {
  if (!error) return undefined;
  if (!CombinedGraphQLErrors.is(error)) return { code: 'UNREACHABLE', retryAfter: undefined };
  const found = error.errors.find(({ path }) => field === undefined || path === undefined || path[0] === field);
  if (!found) return undefined;
  const { code, retryAfter } = (found.extensions ?? {}) as { code?: ErrorCode; retryAfter?: number | null };
  return { code: code ?? 'INTERNAL_SERVER_ERROR', retryAfter: retryAfter ?? undefined };
}

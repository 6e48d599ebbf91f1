import type { ErrorCode } from '../../tmdb/error-code.ts';
import { TMDB_STATUS, type TmdbStatus } from '../../tmdb/status.ts';
import type { Replacement } from './faults.ts';

/** The first of the ids that fail on purpose, of movies, series and people alike. TMDB's own ids are far below. */
const FIRST = 9_000_000;

/** The movie, series or person of which nothing is known but the title or name. */
const WITHOUT_ANYTHING = FIRST;

/**
 * Seconds of `Retry-After`: longer than an operation waits by default, so that the error comes at once. After a shorter one the
 * gateway would try again until its deadline, and hold up all other requests meanwhile.
 */
const RETRY_AFTER = '11';

/** A page of a proxy or CDN in place of JSON. */
const PAGE = '<!doctype html><title>Sandbox</title><h1>This page is not JSON.</h1>\n';

interface OtherFailure {
  readonly means: string;
  /** The code of the gateway's error. */
  readonly code: ErrorCode;
  readonly answer: Replacement;
}

/** Failures beyond TMDB's statuses, by id. */
export const OTHER_FAILURES: Readonly<Record<number, OtherFailure>> = {
  9_000_101: { means: 'TMDB never answers.', code: 'UPSTREAM_TIMEOUT', answer: { stall: true } },
  9_000_102: { means: 'TMDB breaks the connection.', code: 'UPSTREAM_UNAVAILABLE', answer: { reset: true } },
  9_000_103: {
    means: 'TMDB answers with a web page in place of JSON.',
    code: 'UPSTREAM_BAD_RESPONSE',
    answer: { http: 200, body: PAGE, type: 'text/html;charset=utf-8' },
  },
};

/** The status of each id that fails with one: those that an answer to a read can have. */
export const FAILING_STATUSES: ReadonlyMap<number, TmdbStatus> = new Map(
  Object.entries(TMDB_STATUS).flatMap(([status, { fault }]) =>
    fault === 'none' ? [] : [[FIRST + Number(status), Number(status) as TmdbStatus] as const],
  ),
);

const FAILURES = new Map<number, Replacement>([
  ...[...FAILING_STATUSES].map(([id, tmdb]) => [id, tmdb === 25 ? { tmdb, retryAfter: RETRY_AFTER } : { tmdb }] as const),
  ...Object.entries(OTHER_FAILURES).map(([id, { answer }]) => [Number(id), answer] as const),
]);

const ID = /^\/3\/(?:movie|tv|person)\/(\d+)(?=$|[-/?])/;

/** The failure on purpose at a path, in details and all parts of them; undefined for ids that exist. */
export const failureOnPurpose = (path: string): Replacement | undefined => FAILURES.get(Number(ID.exec(path)?.[1]));

export const isWithoutAnything = (path: string): boolean => Number(ID.exec(path)?.[1]) === WITHOUT_ANYTHING;

/** Values that TMDB always sends. */
const KEPT = new Set(['id', 'title', 'original_title', 'name', 'original_name', 'original_language', 'adult', 'video', 'status', 'page']);

/** An answer whose lists are empty, and whose optional values are absent as TMDB says so: null, 0 or "". */
export function emptied(answer: object): object {
  const entries = Object.entries(answer).map(([key, value]: [string, unknown]) => [key, KEPT.has(key) ? value : emptyOf(key, value)]);
  return Object.fromEntries(entries) as object;
}

function emptyOf(key: string, value: unknown): unknown {
  if (Array.isArray(value)) return [];
  if (/_(path|id|date|to_air|to_collection)$|^(birthday|deathday|place_of_birth|homepage)$/.test(key) && !key.startsWith('release'))
    return null;
  if (typeof value === 'string') return '';
  if (typeof value === 'number') return 0;
  if (typeof value !== 'object' || value === null) return value;
  return key === 'results' ? {} : emptied(value);
}

import { TmdbError } from '../../error.ts';

interface FailureRow {
  /** Codes and names of the errors of Node and undici. */
  readonly errors: RegExp;
  readonly code: 'UPSTREAM_TIMEOUT' | 'UPSTREAM_UNAVAILABLE' | 'UPSTREAM_BAD_RESPONSE';
  readonly retry: 'no' | 'backoff';
  readonly message: string;
}

/** Failures below HTTP: what each means, and whether a GET may be sent again. The first row that matches counts. */
const FAILURES: readonly FailureRow[] = [
  { errors: /TIMEOUT|ETIMEDOUT|TimeoutError/, code: 'UPSTREAM_TIMEOUT', retry: 'backoff', message: 'TMDB did not answer in time.' },
  { errors: /ENOTFOUND|EAI_AGAIN/, code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff', message: 'The address of TMDB could not be looked up.' },
  {
    errors: /CERT|TLS|SSL|SELF_SIGNED|ISSUER/,
    code: 'UPSTREAM_UNAVAILABLE',
    retry: 'no',
    message: 'The secure connection to TMDB could not be trusted.',
  },
  {
    errors: /HTTPParserError|HEADERS_OVERFLOW|CONTENT_LENGTH|RES_EXCEEDED/,
    code: 'UPSTREAM_BAD_RESPONSE',
    retry: 'no',
    message: 'TMDB responded with something other than HTTP.',
  },
];

const BROKEN = { code: 'UPSTREAM_UNAVAILABLE', retry: 'backoff', message: 'The connection to TMDB broke.' } as const;

/** The failure that an error of undici or Node stands for; one of TMDB stays as it is. */
export function transportFailure(error: unknown, sent: boolean): TmdbError {
  if (error instanceof TmdbError) return error;
  const { code: errno = '', name = '' } = error as NodeJS.ErrnoException;
  const row = FAILURES.find(({ errors }) => errors.test(`${errno} ${name}`));
  const { code, retry, message } = row ?? BROKEN;
  return new TmdbError({ code, message, fault: 'tmdb', retry, sent, cause: error });
}

/** The failure of a path that is not sent: undici rejects it too, but then its connection waits for a response for ever. */
export const invalidPath = (): TmdbError =>
  new TmdbError({
    code: 'UPSTREAM_BAD_RESPONSE',
    message: 'TMDB returned an id that is not valid in a URL.',
    fault: 'tmdb',
    retry: 'no',
    sent: false,
  });

/** The failure of a response that cannot be used. */
export const badResponse = (message: string, cause?: unknown, http?: number): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_BAD_RESPONSE', message, fault: 'tmdb', retry: 'no', http, cause });

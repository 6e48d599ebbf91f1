import type { ExecutionResult, GraphQLError } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { ErrorExtensions } from '../client.ts';
import type { Config } from '../config.ts';
import { httpStatusOf, presentError } from '../present-error.ts';
import type { ErrorCode } from '../tmdb/error-code.ts';
import { presentPiece } from './incremental.ts';
import { withoutSuggestions } from './introspection.ts';
import { MAX_BODY_BYTES } from './limits.ts';

/** Maximum number of errors in one response: no client reads more, and each is longer than the field that it explains. */
const MAX_ERRORS = 1000;

/** Presents the errors of responses. */
export interface ErrorPresentation {
  /** Presents some of a response's errors. */
  presentAll(errors: readonly GraphQLError[]): GraphQLError[];
  /**
   * Presents the errors of a whole response, and sets the HTTP status: 200 when any data came, else 503 for RATE_LIMITED,
   * otherwise as GraphQL over HTTP says. `spec` keeps to its rule that only `application/graphql-response+json` has statuses
   * other than 200 for documents that cannot be run.
   * @param hasLength Whether the request says how long its body is: then Node drops the rest of one that is too large, and the
   * connection is kept. Default: true.
   */
  present(result: ExecutionResult, hasLength?: boolean): ExecutionResult;
}

/** @param report Called with each fault of the gateway itself. */
export function createErrorPresentation({ introspection }: Config, report: (error: unknown) => void): ErrorPresentation {
  const presentAll = (errors: readonly GraphQLError[]): GraphQLError[] => {
    const presented = errors.slice(0, MAX_ERRORS).map((error) => presentError(error, report));
    if (!introspection) for (const error of presented) error.message = withoutSuggestions(error.message);
    return presented;
  };
  return {
    presentAll,
    present(result, hasLength = true) {
      if (!result.errors) return result;
      const errors = presentAll(result.errors);
      const limited = errors.filter(({ extensions }) => extensions['code'] === 'RATE_LIMITED');
      const [first] = limited;
      let isRefused = false;
      if (first && !hasData(result.data)) {
        const retryAfter = Math.max(...limited.map(({ extensions }) => (extensions as unknown as ErrorExtensions).retryAfter ?? 0));
        first.extensions['http'] = { status: 503, ...(retryAfter > 0 && { headers: { 'retry-after': String(retryAfter) } }) };
      } else if (!hasRun({ ...result, errors })) {
        isRefused = true;
        for (const { extensions } of errors) {
          const code = extensions['code'] as ErrorCode;
          const http = extensions['http'] ?? { spec: true, status: httpStatusOf(code) };
          // A request that is not GraphQL at all is refused in the same way, whatever media type the client accepts.
          extensions['http'] = code === 'BAD_REQUEST' ? { ...http, spec: false } : http;
        }
      }
      const tooLarge = errors.find(({ extensions }) => extensions['code'] === 'REQUEST_ENTITY_TOO_LARGE');
      if (tooLarge) {
        tooLarge.message = `Expected a request body of at most ${MAX_BODY_BYTES / 1000} kB.`;
        tooLarge.extensions['http'] = { status: 413, ...(!hasLength && { headers: { connection: 'close' } }) };
      }
      const presented = { ...result, errors };
      if (isRefused) delete presented.data;
      return presented;
    },
  };
}

export const useErrorPresentation = ({ presentAll, present }: ErrorPresentation): Plugin => ({
  onExecute: () => ({
    onExecuteDone: ({ result }) =>
      isAsyncIterable(result) ? { onNext: ({ result: piece, setResult }) => setResult(presentPiece(piece, presentAll)) } : undefined,
  }),
  onResultProcess({ request, result, setResult }) {
    if (!Array.isArray(result) && 'errors' in result) setResult(present(result, request.headers.has('content-length')));
  },
});

/** Whether a document was run, rather than refused as a whole; the executor reports `data: null` for some that were refused. */
const hasRun = ({ data, errors }: { data?: unknown; errors: readonly GraphQLError[] }): boolean =>
  data !== undefined && (data !== null || errors.some(({ path }) => path !== undefined));

/** Whether any data came. Objects that exist whatever TMDB answers, such as `viewer`, do not count by themselves; an empty list does. */
const hasData = (data: unknown): boolean => {
  if (typeof data !== 'object' || data === null) return data !== null && data !== undefined;
  return (Array.isArray(data) && data.length === 0) || Object.values(data).some(hasData);
};

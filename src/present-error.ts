import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { ErrorCode } from './tmdb/error-code.ts';
import { GatewayError, TmdbError } from './tmdb/error.ts';
import { isTmdbStatus, TMDB_STATUS, type TmdbStatusName } from './tmdb/status.ts';

/** `extensions.tmdb`: present whenever TMDB answered. */
export interface TmdbExtension {
  /** TMDB's `status_code`; null when its answer had none. */
  status: number | null;
  /** Null when the status is in no table. */
  name: TmdbStatusName | null;
  http: number;
  fault: 'CALLER' | 'GATEWAY' | 'TMDB';
  /** Whether the gateway tries such a read again by itself, so whether asking again may help. */
  retryable: boolean;
}

/** `extensions` of every error of the gateway. */
export interface ErrorExtensions {
  code: ErrorCode;
  /** Whole seconds after which asking again makes sense; null when waiting does not help. */
  retryAfter: number | null;
  tmdb?: TmdbExtension;
}

const MAX_MESSAGE = 300;

/** No bad input comes back at full length: neither a long name that GraphQL quotes, nor anything else. */
const shorten = (message: string): string => message.replace(/(\w{40})\w{20,}/g, '$1…').slice(0, MAX_MESSAGE);

/**
 * What a client may see of a failure. Our own errors keep message and code; those of GraphQL itself get a code; anything
 * else is a fault of the gateway, and only said to be one. What Yoga says of the HTTP answer is kept.
 * @param report Told of faults of the gateway itself, with all there is to know.
 */
export function presentError(error: unknown, report: (error: unknown) => void): GraphQLError {
  const original = originOf(error);
  const {
    nodes,
    source,
    positions,
    path,
    extensions: { http } = {},
  } = error instanceof GraphQLError ? error : ({} as Partial<GraphQLError>);
  const present = (message: string, extensions: ErrorExtensions): GraphQLError =>
    new GraphQLError(shorten(message), {
      // graphql-js takes undefined for each of these, though its types were not written for exactOptionalPropertyTypes.
      ...({ nodes, source, positions, path } as GraphQLErrorOptions),
      extensions: { ...extensions, ...(http !== undefined && { http }) },
    });
  if (original instanceof GatewayError) return present(original.message, extensionsOf(original));
  if (original instanceof GraphQLError) {
    const { code = codeOf(original) } = original.extensions as { code?: ErrorCode };
    if (code === 'INTERNAL_SERVER_ERROR') report(original);
    return present(original.message, { code, retryAfter: null });
  }
  report(original);
  return present('The gateway failed at this.', { code: 'INTERNAL_SERVER_ERROR', retryAfter: null });
}

/** The HTTP status of an answer without data, by the code of its first error. */
export const httpStatusOf = (code: ErrorCode): number => (code === 'INTERNAL_SERVER_ERROR' ? 500 : 400);

/** graphql-js wraps what resolvers and scalars throw, at times more than once. */
function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}

/** graphql-js does not say what its own errors are; a variable that cannot be coerced is the one met at execution. */
const codeOf = (error: GraphQLError): ErrorCode => (error.path === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR');

function extensionsOf(error: GatewayError): ErrorExtensions {
  const { code, retryAfter = null } = error;
  if (!(error instanceof TmdbError) || error.http === undefined) return { code, retryAfter };
  const { status = null, http, retry } = error;
  return {
    code,
    retryAfter,
    tmdb: {
      status,
      name: isTmdbStatus(status) ? TMDB_STATUS[status].name : null,
      http,
      fault: error.fault === 'none' ? 'TMDB' : (error.fault.toUpperCase() as TmdbExtension['fault']),
      retryable: retry !== 'no',
    },
  };
}

import { GraphQLError, type GraphQLErrorOptions } from 'graphql';
import type { ErrorExtensions, TmdbExtension } from './client.ts';
import type { ErrorCode } from './tmdb/error-code.ts';
import { GatewayError, TmdbError } from './tmdb/error.ts';
import { isTmdbStatus, TMDB_STATUS } from './tmdb/status.ts';

const MAX_MESSAGE = 300;

/** Shortens a message: no invalid input is returned at full length, such as a long name that graphql-js quotes. */
const shorten = (message: string): string => message.replace(/(\w{40})\w{20,}/g, '$1…').slice(0, MAX_MESSAGE);

/**
 * Presents a failure to a client. The gateway's own errors keep their message and code, errors of graphql-js get a code, and
 * any other error becomes an INTERNAL_SERVER_ERROR without details. Yoga's `extensions.http` is kept.
 * @param report Called with the original error of each fault of the gateway itself.
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
      // graphql-js accepts undefined for each of these, but its types do not allow for exactOptionalPropertyTypes.
      ...({ nodes, source, positions, path } as GraphQLErrorOptions),
      extensions: { ...extensions, ...(http !== undefined && { http }) },
    });
  if (original instanceof GatewayError) return present(variableOf(error, original) + original.message, extensionsOf(original));
  if (original instanceof GraphQLError) {
    const { code = codeOf(original) } = original.extensions as { code?: ErrorCode };
    if (code === 'INTERNAL_SERVER_ERROR') report(original);
    return present(variableOf(error, original) + original.message, { code, retryAfter: null });
  }
  report(original);
  return present('The gateway failed with an internal error.', { code: 'INTERNAL_SERVER_ERROR', retryAfter: null });
}

/** The HTTP status of a response without data, by the code of its error. */
export const httpStatusOf = (code: ErrorCode): number => (code === 'INTERNAL_SERVER_ERROR' ? 500 : 400);

/** Unwraps an error: graphql-js wraps errors of resolvers and scalars, sometimes more than once. */
function originOf(error: unknown): unknown {
  return error instanceof GraphQLError && error.originalError ? originOf(error.originalError) : error;
}

/** How graphql-js begins the message of a value that a variable cannot have, before that of the scalar or the input type. */
const ABOUT_VARIABLE = /^Variable "\$(\w+)" got invalid value [^]*?(?: at "([\w.[\]]+)")?; (?:Expected type "\w+"\. )?$/;

/** Names the variable that an error is about, and the place in it: `Variable "$filter.genres[0]": `. Never its value. */
function variableOf(error: unknown, { message }: Error): string {
  if (!(error instanceof GraphQLError) || error === originOf(error) || !error.message.endsWith(message)) return '';
  const [, name, place = name] = ABOUT_VARIABLE.exec(error.message.slice(0, error.message.length - message.length)) ?? [];
  return place === undefined ? '' : `Variable "$${place}": `;
}

/** The code of an error of graphql-js, which has none. Without a path, it is about a variable that cannot be coerced. */
const codeOf = (error: GraphQLError): ErrorCode => (error.path === undefined ? 'BAD_USER_INPUT' : 'INTERNAL_SERVER_ERROR');

function extensionsOf(error: GatewayError): ErrorExtensions {
  const { code } = error;
  // TMDB need not say how long to wait.
  const retryAfter = error.retryAfter ?? (code === 'RATE_LIMITED' ? 1 : null);
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

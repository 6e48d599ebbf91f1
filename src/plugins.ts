import { GraphQLError, type ExecutionResult } from 'graphql';
import { isAsyncIterable, type Plugin } from 'graphql-yoga';
import type { Config } from './config.ts';
import { SANDBOX_PICTURES, type ServerContext } from './context.ts';
import { presentPiece } from './http/incremental.ts';
import { withoutSuggestions } from './http/introspection.ts';
import { httpStatusOf, presentError, type ErrorExtensions } from './present-error.ts';
import type { ErrorCode } from './tmdb/error-code.ts';

/**
 * Only what GraphQL over HTTP describes is read: forms are what a foreign page could send in a user's name.
 * @see https://graphql.github.io/graphql-over-http/draft/#sec-Request
 */
export const useStrictRequests: Plugin = {
  onRequest({ request: { headers } }) {
    // Yoga compares it letter by letter.
    const type = headers.get('content-type');
    const plain = type?.replace(/^[^;]*/, (one) => one.trim().toLowerCase());
    if (plain !== undefined && plain !== type) headers.set('content-type', plain);
  },
  onRequestParse({ request }) {
    if (request.method === 'POST' && !/^application\/(json|graphql)(;|$)/.test(request.headers.get('content-type') ?? '')) {
      throw badRequest(415, 'A POST has `content-type: application/json`.');
    }
    if (!/^(identity)?$/i.test(request.headers.get('content-encoding') ?? '')) throw badRequest(415, 'A body is not compressed.');
    if (request.method !== 'GET') return;
    const { searchParams } = new URL(request.url, 'http://gateway');
    for (const name of ['variables', 'extensions']) {
      if (!isJson(searchParams.get(name) || '{}')) throw badRequest(400, `\`${name}\` is JSON.`);
    }
  },
};

const badRequest = (status: number, message: string): GraphQLError =>
  new GraphQLError(message, { extensions: { code: 'BAD_REQUEST', http: { status } } });

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Ends what was kept for an operation when its last piece has come, and tells its cost to who asked for it. */
export const useOperationEnd: Plugin<ServerContext> = {
  onExecute: ({ args: { contextValue: context } }) => ({
    onExecuteDone({ result, setResult }) {
      const explained = (whole: ExecutionResult): ExecutionResult =>
        context.explain ? { ...whole, extensions: { ...whole.extensions, tmdb: context.operation.cost } } : whole;
      if (isAsyncIterable(result)) {
        return { onNext: ({ result: piece, setResult: setPiece }) => setPiece(explained(piece)), onEnd: () => context.done() };
      }
      context.done();
      setResult(explained(result));
      return undefined;
    },
  }),
};

/** Of one answer: nobody reads more, and each is longer than what it stands for. */
const MAX_ERRORS = 1000;

/**
 * HTTP 200 when any data came, else 503 for RATE_LIMITED, otherwise as GraphQL over HTTP says; `spec` keeps to its rule that
 * only `application/graphql-response+json` has other statuses than 200 for documents that cannot be run.
 * @param report Told of faults of the gateway itself.
 */
export const useErrorPresentation = ({ introspection }: Config, report: (error: unknown) => void): Plugin => {
  const presentAll = (errors: readonly GraphQLError[]): GraphQLError[] => {
    const presented = errors.slice(0, MAX_ERRORS).map((error) => presentError(error, report));
    if (!introspection) for (const error of presented) error.message = withoutSuggestions(error.message);
    return presented;
  };
  return {
    onExecute: () => ({
      onExecuteDone: ({ result }) =>
        isAsyncIterable(result) ? { onNext: ({ result: piece, setResult }) => setResult(presentPiece(piece, presentAll)) } : undefined,
    }),
    onResultProcess({ result, setResult }) {
      if (Array.isArray(result) || !('errors' in result) || !result.errors) return;
      const errors = presentAll(result.errors);
      const limited = errors.filter(({ extensions }) => extensions['code'] === 'RATE_LIMITED');
      const [first] = limited;
      if (first && !hasData(result.data)) {
        const retryAfter = Math.max(...limited.map(({ extensions }) => (extensions as unknown as ErrorExtensions).retryAfter ?? 0));
        first.extensions['http'] = { status: 503, ...(retryAfter > 0 && { headers: { 'retry-after': String(retryAfter) } }) };
      } else if (!hasRun({ ...result, errors })) {
        delete result.data;
        for (const { extensions } of errors) {
          const code = extensions['code'] as ErrorCode;
          const http = extensions['http'] ?? { spec: true, status: httpStatusOf(code) };
          // What is no GraphQL request at all is refused in the same way whatever the client reads.
          extensions['http'] = code === 'BAD_REQUEST' ? { ...http, spec: false } : http;
        }
      }
      // What is left of a body that was refused is not read, so its connection cannot go on.
      const tooLarge = errors.find(({ extensions }) => extensions['code'] === 'REQUEST_ENTITY_TOO_LARGE');
      if (tooLarge) tooLarge.extensions['http'] = { status: 413, headers: { connection: 'close' } };
      setResult({ ...result, errors });
    },
  };
};

/** Whether a document was run, or refused as a whole; the executor says `data: null` of some that were refused. */
const hasRun = ({ data, errors }: { data?: unknown; errors: readonly GraphQLError[] }): boolean =>
  data !== undefined && (data !== null || errors.some(({ path }) => path !== undefined));

/** Whether anything came: objects that are there whatever TMDB says, as `viewer`, are nothing by themselves. An empty list is an answer. */
const hasData = (data: unknown): boolean => {
  if (typeof data !== 'object' || data === null) return data !== null && data !== undefined;
  return (Array.isArray(data) && data.length === 0) || Object.values(data).some(hasData);
};

export const useSandboxImages: Plugin = {
  async onRequest({ url, endResponse, fetchAPI }) {
    if (!url.pathname.startsWith(`${SANDBOX_PICTURES}/`)) return;
    // It reads the whole catalogue, which nobody needs beside the real TMDB.
    const { picture } = await import('./sandbox/generated/picture.ts');
    const svg = picture(url.pathname.slice(SANDBOX_PICTURES.length));
    endResponse(
      new fetchAPI.Response(svg ?? 'No such picture.', {
        status: svg === undefined ? 404 : 200,
        headers: { 'content-type': svg === undefined ? 'text/plain' : 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
      }),
    );
  },
};

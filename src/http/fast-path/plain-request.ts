import type { IncomingMessage } from 'node:http';
import type { GraphQLParams } from 'graphql-yoga';
import { CREDENTIALS, type HeaderReader } from '../../tmdb/session.ts';
import { acceptedCoding, acceptedTypes, prefersDeflate, type AcceptedTypes, type ContentCoding } from '../negotiation.ts';
import { GRAPHQL_PATH, type Locate } from '../place.ts';
import { remembered } from '../../remembered.ts';

/** A GET or POST of GraphQL over HTTP without anything unusual, apart from its text. */
export interface PlainRequest {
  readonly isGet: boolean;
  /** The path below which the client sees the gateway. */
  readonly base: string;
  readonly headers: HeaderReader;
  readonly mediaType: NonNullable<AcceptedTypes['whole']>;
  readonly coding: ContentCoding;
  /** Whether it sends no credential of a user. */
  readonly isPublic: boolean;
  /** The length of the body in bytes; 0 for a GET. */
  readonly length: number;
}

/** Headers of credentials, as node:http names them. */
const CREDENTIAL_HEADERS = Object.values(CREDENTIALS).map(({ header }) => header.toLowerCase());

const JSON_TYPE = /^application\/json *(; *charset=utf-8 *)?$/i;

/** '' for a client that accepts no whole results. */
const mediaTypeOf = remembered((accept) => acceptedTypes(accept).whole ?? '');

const codingOf = remembered(acceptedCoding);

/** The slow path knows `deflate`. */
const wantsDeflate = remembered(prefersDeflate);

/** The origin by which the client sees the gateway. */
export const originOf = ({ headers: { host }, socket }: IncomingMessage): string =>
  `${'encrypted' in socket ? 'https' : 'http'}://${host || 'localhost'}`;

/** Reads the headers of a request; undefined for all but a plain one. */
export function readPlainRequest(request: IncomingMessage, locate: Locate, maxLength: number): PlainRequest | undefined {
  const { method, url = '', headers, readableEnded, body } = request as IncomingMessage & { readonly body?: unknown };
  const isGet = method === 'GET';
  if (!isGet && method !== 'POST') return undefined;
  if (isGet !== url.includes('?')) return undefined;
  // It may get GraphiQL.
  if (isGet && headers.accept?.includes('text/html')) return undefined;
  if (headers['tmdb-explain'] !== undefined || headers['content-encoding'] !== undefined) return undefined;
  if (isGet && (headers['content-length'] ?? headers['transfer-encoding']) !== undefined) return undefined;
  const length = isGet ? 0 : Number(headers['content-length'] ?? 0);
  if (
    !isGet &&
    !(length > 0 && length <= maxLength && JSON_TYPE.test(headers['content-type'] ?? '') && !readableEnded && body === undefined)
  )
    return undefined;
  const mediaType = mediaTypeOf(headers.accept ?? '');
  const encodings = headers['accept-encoding'] ?? '';
  if (mediaType === '' || wantsDeflate(encodings)) return undefined;
  const { base, path } = locate(request);
  if (path !== GRAPHQL_PATH) return undefined;
  return {
    isGet,
    base,
    headers: {
      get(name) {
        const value = headers[name.toLowerCase()];
        return value === undefined ? null : String(value);
      },
    },
    mediaType,
    coding: codingOf(encodings),
    isPublic: !CREDENTIAL_HEADERS.some((name) => headers[name]),
    length,
  };
}

/** Reads a body, unless the client leaves before its end. */
export function readBody(request: IncomingMessage, onEnd: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => void chunks.push(chunk));
  request.on('end', () => onEnd(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
  request.on('error', () => {}); // The client left.
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

const PARAMETERS: ReadonlySet<string> = new Set(['query', 'variables', 'operationName', 'extensions']);

/** Whether a parameter has the type that it should have, or is missing. */
const isFine = ([name, value]: readonly [string, unknown]): boolean =>
  PARAMETERS.has(name) &&
  (value === null || value === undefined || (name === 'query' || name === 'operationName' ? typeof value === 'string' : isRecord(value)));

/** Reads the parameters of a body, or of a URL's query; undefined when anything about them is wrong. */
export function readParams(text: string, isGet: boolean): GraphQLParams | undefined {
  try {
    const params: unknown = isGet ? fromUrl(new URLSearchParams(text)) : JSON.parse(text);
    return isRecord(params) && Object.entries(params).every(isFine) ? params : undefined;
  } catch {
    return undefined; // No JSON.
  }
}

function fromUrl(search: URLSearchParams): Record<string, unknown> {
  const json = (name: string): unknown => JSON.parse(search.get(name) || 'null');
  return {
    query: search.get('query') || undefined,
    operationName: search.get('operationName') || undefined,
    variables: json('variables'),
    extensions: json('extensions'),
  };
}

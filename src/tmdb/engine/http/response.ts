import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import { second } from '../../duration.ts';
import { errorFromResponse, TmdbError, type CredentialOwner } from '../../error.ts';
import type { Observer } from '../observer.ts';
import { parseRetryAfter } from '../retry.ts';
import { isTmdbStatus, TMDB_STATUS } from '../../status.ts';

/** A whole response, whatever it says. */
export interface Received {
  readonly response: Dispatcher.ResponseData<unknown>;
  readonly text: string;
}

const decompress: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  identity: (body) => Promise.resolve(body),
};

/** Reads a whole body: at most `maxBytes` of it, both before and after decompression. */
export async function readText({ headers, body }: Dispatcher.ResponseData<unknown>, maxBytes: number, observer: Observer): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    observer.onBytes(chunk.length);
    // Leaving the loop destroys the stream, and with it the connection, so the rest is not received.
    if (bytes > maxBytes) throw badResponse('The response of TMDB is too large.');
    chunks.push(chunk);
  }
  const encoding = (firstOf(headers['content-encoding']) ?? 'identity').toLowerCase();
  const decode = Object.hasOwn(decompress, encoding) ? decompress[encoding] : undefined;
  if (!decode) throw badResponse('TMDB responded in an encoding that was not offered.');
  try {
    return (await decode(Buffer.concat(chunks), { maxOutputLength: maxBytes })).toString('utf8');
  } catch (cause) {
    throw badResponse('The response of TMDB cannot be decompressed.', cause);
  }
}

/**
 * The JSON of a success. HTTP status, `status_code` and `success` decide together; of a body that is not JSON only the HTTP
 * status counts.
 * @param expected.isList The success is a bare list, which becomes the `list` of an object.
 * @param expected.hasStatus The success may carry a status that says so.
 * @throws TmdbError
 */
export function parseResponse(
  { response: { statusCode: http, headers }, text }: Received,
  owner: CredentialOwner,
  { isList = false, hasStatus = false }: { isList?: boolean; hasStatus?: boolean },
): Record<string, unknown> {
  const parsed = parseJson(text);
  if (http < 200 || http >= 300 || saysFailure(parsed, hasStatus)) {
    throw errorFromResponse(http, parsed, owner, parseRetryAfter(firstOf(headers['retry-after'])));
  }
  const json = isList ? Array.isArray(parsed) && { list: parsed } : parsed;
  if (!isObject(json)) throw badResponse('TMDB responded with something other than the expected JSON.', undefined, http);
  return json;
}

const saysFailure = (json: unknown, mayHaveStatus: boolean): boolean =>
  isObject(json) && (json['success'] === false || ('status_code' in json && !(mayHaveStatus && isSuccess(json['status_code']))));

const isSuccess = (status: unknown): boolean => isTmdbStatus(status) && TMDB_STATUS[status].fault === 'none';

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * For how many ms TMDB's caches would still use a response: `max-age` less `Age`.
 * @see https://www.rfc-editor.org/rfc/rfc9111#section-4.2
 */
export function remainingMaxAge(received: Received): number {
  const [, seconds = '0'] = /(?:^|[\s,])max-age=(\d+)/.exec(firstOf(received.response.headers['cache-control']) ?? '') ?? [];
  return Math.max(0, Number(seconds) * second - ageOf(received));
}

/** For how many ms a cache of TMDB's had kept a response. */
const ageOf = ({ response: { headers } }: Received): number => (Number(firstOf(headers['age'])) || 0) * second;

/** @throws TmdbError UPSTREAM_BAD_RESPONSE for a response that a cache had kept. */
export function assertCurrent(received: Received): void {
  if (ageOf(received) > 0) throw badResponse('TMDB responded from a cache.', undefined, received.response.statusCode);
}

const firstOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

const badResponse = (message: string, cause?: unknown, http?: number): TmdbError =>
  new TmdbError({ code: 'UPSTREAM_BAD_RESPONSE', message, fault: 'tmdb', retry: 'no', http, cause });

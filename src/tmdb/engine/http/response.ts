import { promisify } from 'node:util';
import { brotliDecompress, gunzip } from 'node:zlib';
import { second } from '../../duration.ts';
import { errorFromResponse, type CredentialOwner } from '../../error.ts';
import type { Received } from './exchange.ts';
import { badResponse } from './failure.ts';
import { parseRetryAfter } from '../retry.ts';
import { isTmdbStatus, TMDB_STATUS } from '../../status.ts';

const decompress: Record<string, (body: Buffer, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  br: promisify(brotliDecompress),
  identity: (body) => Promise.resolve(body),
};

/** Decompresses a body, to at most `maxBytes`, and decodes it. */
async function textOf({ headers, body }: Received, maxBytes: number): Promise<string> {
  const encoding = (firstOf(headers['content-encoding']) ?? 'identity').toLowerCase();
  const decode = Object.hasOwn(decompress, encoding) ? decompress[encoding] : undefined;
  if (!decode) throw badResponse('TMDB responded in an encoding that was not offered.');
  try {
    return (await decode(body, { maxOutputLength: maxBytes })).toString('utf8');
  } catch (cause) {
    throw badResponse('The response of TMDB cannot be decompressed.', cause);
  }
}

/**
 * The JSON of a success. HTTP status, `status_code` and `success` decide together; of a body that is not JSON only the HTTP
 * status counts.
 * @param expected.maxBytes Of the decompressed body.
 * @param expected.isList The success is a bare list, which becomes the `list` of an object.
 * @param expected.hasStatus The success may carry a status that says so.
 * @throws TmdbError
 */
export async function parseResponse(
  received: Received,
  owner: CredentialOwner,
  { maxBytes, isList = false, hasStatus = false }: { maxBytes: number; isList?: boolean; hasStatus?: boolean },
): Promise<Record<string, unknown>> {
  const { statusCode: http, headers } = received;
  const parsed = parseJson(await textOf(received, maxBytes));
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
  const [, seconds = '0'] = /(?:^|[\s,])max-age=(\d+)/.exec(firstOf(received.headers['cache-control']) ?? '') ?? [];
  return Math.max(0, Number(seconds) * second - ageOf(received));
}

/** For how many ms a cache of TMDB's had kept a response. */
const ageOf = ({ headers }: Received): number => (Number(firstOf(headers['age'])) || 0) * second;

/** @throws TmdbError UPSTREAM_BAD_RESPONSE for a response that a cache had kept. */
export function assertCurrent(received: Received): void {
  if (ageOf(received) > 0) throw badResponse('TMDB responded from a cache.', undefined, received.statusCode);
}

const firstOf = (header: string | string[] | undefined): string | undefined => (Array.isArray(header) ? header[0] : header);

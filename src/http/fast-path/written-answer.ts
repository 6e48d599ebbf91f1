import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { cacheTagHeader, etagOf, matches } from '../cache-control.ts';
import type { ContentCoding } from '../negotiation.ts';
import { DEFAULT_HEADERS } from '../security-headers.ts';

/** Bytes, one in each character, as `latin1` reads them: Node writes them in one piece with the header, and a buffer in a second one. */
export type Bytes = string;

export const bytesOf = (text: string): Bytes => Buffer.from(text).toString('latin1');

const bufferOf = (bytes: Bytes): Buffer => Buffer.from(bytes, 'latin1');

/** An answer as bytes, in each content coding that a client wanted so far. */
export interface WrittenAnswer {
  readonly status: number;
  readonly contentType: string;
  readonly bodies: { identity: Bytes; br?: Bytes; gzip?: Bytes };
  /** The value of `Cache-Tag`. */
  readonly tags?: string | undefined;
  /** Made when a GET first wants it. */
  etag?: string;
}

/** Bodies below this length in bytes are not compressed. */
const WORTH_COMPRESSING = 1024;

/** As `compression` has them, which compresses all other responses. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } };

const COMPRESS = {
  br: (body: Buffer) => promisify(brotliCompress)(body, BROTLI),
  gzip: (body: Buffer) => promisify(gzip)(body),
} as const;

async function compressed(coding: keyof typeof COMPRESS, bodies: WrittenAnswer['bodies']): Promise<Bytes> {
  const body = await COMPRESS[coding](bufferOf(bodies.identity));
  return (bodies[coding] = body.toString('latin1'));
}

/** Makes the body for a coding; where it is not there yet, that takes time. */
export function bodyIn(coding: ContentCoding, { bodies }: WrittenAnswer): Bytes | Promise<Bytes> {
  if (coding === 'identity' || bodies.identity.length < WORTH_COMPRESSING) return bodies.identity;
  return bodies[coding] ?? compressed(coding, bodies);
}

/** What only this response to it has. */
export interface Writing {
  readonly isGet: boolean;
  readonly coding: ContentCoding;
  readonly cacheControl: string;
  readonly headers: Readonly<Record<string, string>> | undefined;
}

/** Writes an answer, or 304 where the client's copy of it is current. @returns The HTTP status. */
export function write(
  { headers: requested }: IncomingMessage,
  response: ServerResponse,
  answer: WrittenAnswer,
  body: Bytes,
  { isGet, coding, cacheControl, headers }: Writing,
): number {
  const { status, contentType } = answer;
  const fields: Record<string, string | number> = {
    ...DEFAULT_HEADERS,
    ...headers,
    'cache-control': cacheControl,
    ...cacheTagHeader(answer.tags, cacheControl),
  };
  if (isGet && status === 200 && /^(public|no-cache)/.test(cacheControl)) {
    const etag = (answer.etag ??= etagOf(bufferOf(answer.bodies.identity)));
    fields['etag'] = etag;
    if (matches(requested['if-none-match'] ?? '', etag)) {
      response.writeHead(304, fields).end();
      return 304;
    }
  }
  fields['content-type'] = contentType;
  fields['content-length'] = body.length;
  if (body !== answer.bodies.identity) fields['content-encoding'] = coding;
  response.writeHead(status, fields).end(body, 'latin1');
  return status;
}

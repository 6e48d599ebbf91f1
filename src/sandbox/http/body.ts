import type { IncomingMessage } from 'node:http';
import { failure } from './failure.ts';

/** Far more than any write to TMDB needs. */
const MAX_BYTES = 64 * 1024;

/**
 * Reads a request's body as text. A body that is too large is read to its end, so that the socket can be used again.
 * @throws status 5 for a body that is too large, or shorter than its head promised.
 */
export async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= MAX_BYTES) chunks.push(chunk);
    }
  } catch {
    // The client broke off, and will not see the answer.
    throw failure(5);
  }
  if (size > MAX_BYTES) throw failure(5);
  return Buffer.concat(chunks).toString();
}

/** Parses the JSON object in a body; empty when nothing was sent. @throws status 5 for anything else, or for another content type. */
export function bodyObject(text: string, type = ''): Record<string, unknown> {
  if (text === '') return {};
  if (!/^application\/json\b/i.test(type)) throw failure(5);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw failure(5);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw failure(5);
  // An object that is neither null nor a list has keys.
  return value as Record<string, unknown>;
}

import type { IncomingMessage } from 'node:http';
import { failure } from './failure.ts';

/** Far more than any write of TMDB's has. */
const MOST_BYTES = 64 * 1024;

/**
 * What was sent, as text. What is beyond the most is read and dropped, for the socket to be used again.
 * @throws status 5 for too much, or less than was promised.
 */
export async function bodyText(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
    }
  } catch {
    // Broken off: nobody is there to be told.
    throw failure(5);
  }
  if (size > MOST_BYTES) throw failure(5);
  return Buffer.concat(chunks).toString();
}

/** The JSON object of a body; an empty one when nothing was sent. @throws status 5 for all that is none, or is not said to be JSON. */
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
  // What is neither null nor a list has keys.
  return value as Record<string, unknown>;
}

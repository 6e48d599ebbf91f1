import type { Recording } from '../support/recordings.ts';

/**
 * A document that was never recorded, though what was recorded leads to it or is reached through it. Whatever was
 * recorded at its path is preferred to it.
 */
export const supplied = (path: string, body: unknown): Recording => ({
  file: `(supplied) ${path}`,
  method: 'GET',
  path,
  query: {},
  status: 200,
  family: '',
  recorded: '',
  cacheControl: undefined,
  body,
});

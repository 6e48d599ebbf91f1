import type { Recording } from '../support/recordings.ts';

/**
 * A document that was not recorded, but that the gateway requests on its way to a recorded one. A recording of the same path
 * takes precedence.
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

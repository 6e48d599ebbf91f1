import type { RequestListener } from 'node:http';
import compression from 'compression';
import type { FastPath } from './fast-path/fast-path.ts';

/**
 * Makes a listener for `node:http` that refuses invalid URLs, and compresses responses of over a kilobyte if the client accepts
 * that; those of the fast path are compressed already.
 */
export function nodeHandler(answer: RequestListener, fastPath: FastPath | undefined): RequestListener {
  const compress = compression();
  const answerCompressed: RequestListener = (request, response) => {
    compress(request, response, () => answer(request, response));
  };
  const serve = fastPath?.(answerCompressed) ?? answerCompressed;
  return (request, response) => {
    if (!URL.canParse(request.url ?? '', `http://${request.headers.host || 'localhost'}`)) {
      response.writeHead(400, { connection: 'close' }).end();
      return;
    }
    serve(request, response);
  };
}

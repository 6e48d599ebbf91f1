import type { RequestListener } from 'node:http';
import compression from 'compression';

/** Makes a listener for `node:http` that refuses invalid URLs, and compresses responses of over a kilobyte if the client accepts that. */
export function nodeHandler(answer: RequestListener): RequestListener {
  const compress = compression();
  return (request, response) => {
    if (!URL.canParse(request.url ?? '', `http://${request.headers.host || 'localhost'}`)) {
      response.writeHead(400, { connection: 'close' }).end();
      return;
    }
    compress(request, response, () => answer(request, response));
  };
}

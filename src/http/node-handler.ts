import type { RequestListener } from 'node:http';
import compression from 'compression';

/** For `node:http`: refuses what has no address, and compresses what is longer than a kilobyte, by what the client accepts. */
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

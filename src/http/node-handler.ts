import type { IncomingMessage, RequestListener } from 'node:http';
import compression from 'compression';
import type { FastPath } from './fast-path/fast-path.ts';
import { remembered } from '../remembered.ts';

/** Whether a host can be part of a URL, and nothing else of one. */
const isHost = remembered((host) => !/[/?#@\\]/.test(host) && URL.canParse(`http://${host}/`));

/** A whole URL, which is for proxies: it may name another host. */
const WHOLE_URL = /^[a-z][a-z\d+.-]*:/i;

/** Whether a request has a valid host, and names a path of it. */
const isUrl = ({ url = '', headers: { host } }: IncomingMessage): boolean => isHost(host || 'localhost') && !WHOLE_URL.test(url);

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
    if (!isUrl(request)) {
      response
        .writeHead(400, { connection: 'close', 'content-type': 'text/plain; charset=utf-8' })
        .end('Expected a URL that can be read.\n');
      return;
    }
    serve(request, response);
  };
}

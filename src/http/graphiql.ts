import type { Plugin } from 'graphql-yoga';
import type { Config } from '../config.ts';
import type { Log } from '../ops/log.ts';
import { explorerExamples } from '../pages/explorer-examples.ts';
import { createExplorerFiles, type ExplorerFiles } from '../pages/explorer-files.ts';
import type { ExplorerOptions } from '../pages/explorer-options.ts';
import { html } from '../pages/html.ts';
import { ICON } from '../pages/page.ts';
import { etagOf } from './cache-control.ts';
import { acceptedCoding, prefersPage } from './negotiation.ts';
import { ASSETS_PATH, GRAPHQL_PATH, type Locate, type NodeContext, type Place } from './place.ts';

interface Answer {
  readonly status?: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

const HTML = { 'content-type': 'text/html; charset=utf-8' };

/** Media types of the built files, by their ends. */
const MEDIA_TYPES: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  md: 'text/plain; charset=utf-8',
  ttf: 'font/ttf',
};

const imageOrigins = ({ imageUrl }: Config): string[] => (imageUrl === null ? [] : [new URL(imageUrl).origin]);

/** The page may run its own files, show TMDB's images and send requests to this gateway. It may not be framed. */
const contentSecurityPolicy = (config: Config): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "worker-src 'self'",
    "style-src 'self' 'unsafe-inline'", // The editor adds styles at run time.
    "font-src 'self'",
    ["img-src 'self' data:", ...imageOrigins(config)].join(' '),
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Completes the built page with the paths of its files, and with what its script needs to know. */
function pageOf({ html: built }: ExplorerFiles, options: ExplorerOptions): string {
  const { base, sandbox } = options;
  const title = sandbox ? 'TMDB gateway · sandbox: no TMDB key is set' : 'TMDB gateway';
  const head = html`<title>${title}</title>
    <link rel="icon" href="${ICON}" />
    <meta name="explorer" content="${JSON.stringify(options)}" />`;
  const assets = html`="${base}${ASSETS_PATH}`.markup;
  return built.replaceAll('="./', () => assets).replace(/<title>.*<\/title>/, () => head.markup);
}

const NOT_BUILT = html`<!doctype html>
  <html lang="en">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>The explorer is not built</title>
    </head>
    <body>
      <h1>The explorer is not built</h1>
      <p>Its build has failed; the log of the gateway says why. GraphQL itself works: send a POST to this address.</p>
      <p>A source checkout needs its development dependencies: <code>npm ci</code>, then load this page again.</p>
    </body>
  </html>`.markup;

/** Serves GraphiQL to browsers at `/graphql`, and its files below that path. Its script sends operations to the path of the page. */
export function useGraphiql(config: Config, locate: Locate, log: Log): Plugin<object, NodeContext> {
  const files = createExplorerFiles(log);
  const security = { ...HTML, 'content-security-policy': contentSecurityPolicy(config) };
  const { sandbox, production } = config;
  const options = {
    sandbox,
    docs: !production,
    images: imageOrigins(config),
    examples: config.trustedDocumentsOnly ? [] : explorerExamples(sandbox),
  };

  async function page({ base }: Place): Promise<Answer> {
    try {
      const body = pageOf(await files(), { base, ...options });
      return { headers: { ...security, 'cache-control': 'no-cache', etag: etagOf(body) }, body };
    } catch (error) {
      log.error(error);
      return { status: 503, headers: security, body: NOT_BUILT };
    }
  }

  /** Answers with a file; undefined when there is none of this name. */
  async function asset({ headers }: Request, { path }: Place): Promise<Answer | undefined> {
    const name = path.slice(ASSETS_PATH.length);
    const type = MEDIA_TYPES[name.slice(name.lastIndexOf('.') + 1)];
    const built = type && (await files().catch(() => undefined));
    if (!built || !built.has(name)) return undefined;
    const coding = acceptedCoding(headers.get('accept-encoding') ?? '');
    return {
      headers: {
        'content-type': type,
        // The names of all but the licenses have a digest of the content.
        'cache-control': name.endsWith('.md') ? 'no-cache' : 'public, max-age=31536000, immutable',
        vary: 'Accept-Encoding',
        ...(coding !== 'identity' && { 'content-encoding': coding }),
      },
      body: await built.read(name, coding),
    };
  }

  return {
    async onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
      if (request.method !== 'GET' && request.method !== 'HEAD') return;
      const place = locate(serverContext.req ?? request);
      const isPage = place.path === GRAPHQL_PATH && prefersPage(request.headers.get('accept') ?? '');
      const answer = isPage ? await page(place) : place.path.startsWith(ASSETS_PATH) ? await asset(request, place) : undefined;
      if (answer) endResponse(new Response(answer.body, answer));
    },
  };
}

import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { GraphiQLOptions, Plugin } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { readExamples } from './examples.ts';
import { acceptedCoding, type ContentCoding } from './negotiation.ts';
import { GRAPHQL_PATH, type Locate, type NodeContext } from './place.ts';

/** Opens each example in a tab. Over the sandbox, the title and the first tab say so. */
function graphiqlOptions({ sandbox }: Config): GraphiQLOptions & { query: string | undefined } {
  const tabs = readExamples().map(({ query }, index) => ({ query: sandbox && index === 0 ? SANDBOX_NOTE + query : query }));
  return {
    title: sandbox ? 'TMDB gateway · sandbox: no TMDB key is set' : 'TMDB gateway',
    defaultTabs: tabs,
    defaultEditorToolsVisibility: false,
    // Every response shows its cost in TMDB requests.
    additionalHeaders: { 'TMDB-Explain': '1' },
    // Without `query`, which the page reads although its type lacks it, each later visit opens another empty tab.
    query: tabs[0]?.query,
  };
}

const SANDBOX_NOTE = `# Sandbox: facts about some movies, generated images.
# The real TMDB: TMDB_ACCESS_TOKEN=… npm start

`;

/** The page may run its own script, show TMDB's images and send requests to this gateway. It may not be framed. */
function contentSecurityPolicy(page: string, { imageUrl }: Config): string {
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.indexOf('</script>'));
  const hash = createHash('sha256').update(script).digest('base64');
  const images = imageUrl === null ? '' : ` ${new URL(imageUrl).origin}`;
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:', // The script creates the editor's workers.
    "style-src 'unsafe-inline'", // The editor adds styles at run time.
    'font-src data:',
    `img-src 'self' data:${images}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Encoders of the page. It has 9 MB and is encoded once per coding, so speed matters more than size. */
const ENCODE: Readonly<Record<ContentCoding, (page: Buffer) => Promise<Buffer>>> = {
  br: (page) => promisify(brotliCompress)(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
  identity: (page) => Promise.resolve(page),
};

/** The call with which the page starts GraphiQL, at the end of its script. */
const START = 'YogaGraphiQL.renderYogaGraphiQL(';

/** Starts GraphiQL by a script of the gateway's own in place of the package's. */
function withOwnStart(page: string, options: ReturnType<typeof graphiqlOptions>): string {
  const start = page.lastIndexOf(START);
  const script = readFileSync(new URL('../pages/browser/explorer.js', import.meta.url), 'utf8');
  // No text of an option ends the script.
  const literal = JSON.stringify(options).replaceAll('<', '\\u003c');
  return `${page.slice(0, start)}{ const options = ${literal};\n${script}}${page.slice(page.indexOf('</script>', start))}`;
}

/** Renders the page from the package, without a CDN. It is large, so the package is loaded on the first visit. */
async function renderPage(
  config: Config,
): Promise<{ policy: string; encoded: (coding: ContentCoding) => Promise<Uint8Array<ArrayBuffer>> }> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const options = graphiqlOptions(config);
  const page = withOwnStart(renderGraphiQL({ title: options.title ?? '' }), options);
  const bytes = Buffer.from(page);
  const bodies = new Map<ContentCoding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    policy: contentSecurityPolicy(page, config),
    encoded(coding) {
      const body = bodies.get(coding) ?? ENCODE[coding](bytes).then((buffer) => new Uint8Array(buffer));
      bodies.set(coding, body);
      return body;
    },
  };
}

/** Serves GraphiQL to browsers at `/graphql`. Its script sends operations to the path of the page. */
export function useGraphiql(config: Config, locate: Locate): Plugin<object, NodeContext> {
  let page: ReturnType<typeof renderPage> | undefined;
  async function answer(request: Request): Promise<{ headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }> {
    page ??= renderPage(config);
    const { policy, encoded } = await page;
    const coding = acceptedCoding(request.headers.get('accept-encoding') ?? '');
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    };
    return { headers, body: await encoded(coding) };
  }
  return {
    onRequest({ request, serverContext, endResponse, fetchAPI: { Response } }) {
      const isRead = request.method === 'GET' || request.method === 'HEAD';
      if (!isRead || !request.headers.get('accept')?.includes('text/html')) return undefined;
      if (locate(serverContext.req ?? request).path !== GRAPHQL_PATH) return undefined;
      return answer(request).then(({ headers, body }) => endResponse(new Response(body, { headers })));
    },
  };
}

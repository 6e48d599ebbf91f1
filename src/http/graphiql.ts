import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { GraphiQLOptions, Plugin } from 'graphql-yoga';
import type { Config } from '../config.ts';
import { readExamples } from './examples.ts';

/** Opens with the examples, each a tab. In the sandbox the title and the first tab say so. */
function graphiqlOptions({ sandbox }: Config): GraphiQLOptions & { query: string | undefined } {
  const tabs = readExamples().map(({ query }, index) => ({ query: sandbox && index === 0 ? SANDBOX_NOTE + query : query }));
  return {
    title: sandbox ? 'TMDB gateway · sandbox: no TMDB key is set' : 'TMDB gateway',
    defaultTabs: tabs,
    defaultEditorToolsVisibility: false,
    // Every answer tells what it cost in TMDB requests.
    additionalHeaders: { 'TMDB-Explain': '1' },
    // Without `query`, which the page reads though its type has none, every visit after the first opens one more, empty tab.
    query: tabs[0]?.query,
  };
}

const SANDBOX_NOTE = `# Sandbox: facts about some films, drawn pictures.
# The real TMDB: TMDB_ACCESS_TOKEN=… npm start

`;

/** The page runs its own script and no other, shows TMDB's pictures, asks this gateway, and is in no frame. */
function contentSecurityPolicy(page: string, { imageUrl }: Config): string {
  const script = page.slice(page.indexOf('<script>') + '<script>'.length, page.indexOf('</script>'));
  const hash = createHash('sha256').update(script).digest('base64');
  const pictures = imageUrl === null ? '' : ` ${new URL(imageUrl).origin}`;
  return [
    "default-src 'none'",
    `script-src 'sha256-${hash}'`,
    'worker-src blob:', // The editor's workers, which the script makes.
    "style-src 'unsafe-inline'", // The editor writes its styles while it runs.
    'font-src data:',
    `img-src 'self' data:${pictures}`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

type Coding = 'br' | 'gzip' | 'identity';

/** The page is 9 MB: each coding of it is made once, quickly rather than small. */
const ENCODE: Readonly<Record<Coding, (page: Buffer) => Promise<Buffer>>> = {
  br: (page) => promisify(brotliCompress)(page, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: promisify(gzip),
  identity: (page) => Promise.resolve(page),
};

/** The first coding that the client takes; one with `q=0` is one that it does not. */
function codingFor(request: Request): Coding {
  const accepted = (request.headers.get('accept-encoding') ?? '').split(',').filter((one) => !/;\s*q=0(\.0*)?\s*$/.test(one));
  const taken = (coding: Coding): boolean => accepted.some((one) => one.trim().split(';')[0] === coding);
  return taken('br') ? 'br' : taken('gzip') ? 'gzip' : 'identity';
}

/** The page comes from the package, which needs no CDN; it is large, so it is loaded when first asked for. */
async function makePage(config: Config): Promise<{ policy: string; as: (coding: Coding) => Promise<Uint8Array<ArrayBuffer>> }> {
  const { renderGraphiQL } = await import('@graphql-yoga/render-graphiql');
  const page = renderGraphiQL(graphiqlOptions(config));
  const bytes = Buffer.from(page);
  const made = new Map<Coding, Promise<Uint8Array<ArrayBuffer>>>();
  return {
    policy: contentSecurityPolicy(page, config),
    as(coding) {
      const body = made.get(coding) ?? ENCODE[coding](bytes).then((coded) => new Uint8Array(coded));
      made.set(coding, body);
      return body;
    },
  };
}

/** GraphiQL for browsers, at the address where programs find GraphQL. Who opens the address without its path wants it too. */
export function useGraphiql(config: Config): Plugin {
  let page: ReturnType<typeof makePage> | undefined;
  async function answer(request: Request): Promise<{ headers: Record<string, string>; body: Uint8Array<ArrayBuffer> }> {
    page ??= makePage(config);
    const { policy, as } = await page;
    const coding = codingFor(request);
    const headers = {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy,
      ...(coding !== 'identity' && { 'content-encoding': coding }),
    };
    return { headers, body: await as(coding) };
  }
  return {
    onRequest({ request, url, endResponse, fetchAPI: { Response } }) {
      if (url.pathname === '/') return endResponse(new Response(null, { status: 302, headers: { location: '/graphql' } }));
      const wantsPage = request.method === 'GET' && request.headers.get('accept')?.includes('text/html');
      if (!wantsPage || url.pathname !== '/graphql') return undefined;
      return answer(request).then(({ headers, body }) => endResponse(new Response(body, { headers })));
    },
  };
}

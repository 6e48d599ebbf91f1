import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { createGateway, listen } from '../../src/server.ts';
import { keepLog, type KeptLog } from '../ops/collect.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const PAGE = 'https://movies.example';

const LOCAL = ['http://localhost:5173', 'http://localhost', 'http://127.0.0.1:3000', 'http://[::1]:8080'];

let closed: TestGateway;
let open: TestGateway;
beforeAll(async () => {
  [closed, open] = await Promise.all([startGateway(), startGateway({ env: { CORS_ORIGINS: `${PAGE},http://127.0.0.1:3000` } })]);
});
afterAll(() => Promise.all([closed.close(), open.close()]));

/** Response headers that let a page of another origin read an answer. */
const corsOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

const query = (gateway: Pick<TestGateway, 'url'>, headers: Record<string, string>): Promise<Response> =>
  fetch(`${gateway.url}?query=%7B__typename%7D`, { headers });

const preflight = (gateway: Pick<TestGateway, 'url'>, origin: string): Promise<Response> =>
  fetch(gateway.url, {
    method: 'OPTIONS',
    headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type,tmdb-region' },
  });

describe('a page of another origin', () => {
  it('lets a page of another origin read and send nothing when no origin is configured', async () => {
    expect(corsOf(await query(closed, { origin: PAGE }))).toEqual({});
    const refused = await preflight(closed, PAGE);
    expect([refused.status, corsOf(refused)]).toEqual([405, {}]);
  });

  it.each([PAGE, 'http://127.0.0.1:3000'])('lets the configured origin %s read answers, without browser credentials', async (origin) => {
    const answered = await query(open, { origin });
    expect(corsOf(answered)).toMatchObject({ 'access-control-allow-origin': origin, 'access-control-expose-headers': 'Retry-After' });
    expect(corsOf(answered)).not.toHaveProperty('access-control-allow-credentials');
    expect(answered.headers.get('vary')).toContain('Origin');

    const allowed = corsOf(await preflight(open, origin));
    expect(allowed['access-control-allow-methods']).toBe('GET, POST');
    expect(allowed['access-control-allow-headers']?.toLowerCase().split(', ')).toEqual(
      expect.arrayContaining([
        'content-type',
        'tmdb-region',
        'tmdb-session-id',
        'tmdb-explain',
        'traceparent',
        'tracestate',
        'baggage',
        'sentry-trace',
        'apollographql-client-name',
        'apollographql-client-version',
      ]),
    );
    expect(allowed['access-control-allow-headers']).not.toMatch(/authorization|cookie/i);
  });

  it.each(['https://evil.example', `${PAGE}.evil.example`, 'http://movies.example', `${PAGE}:8443`, 'null', '', '*'])(
    'lets the origin %j read nothing when others are configured',
    async (origin) => {
      expect(corsOf(await query(open, { origin }))).toEqual({});
      expect(corsOf(await preflight(open, origin))).toEqual({});
    },
  );
});

it('lets pages send the headers of CORS_HEADERS beside those that the gateway reads', async () => {
  await using gateway = await startGateway({ env: { CORS_ORIGINS: PAGE, CORS_HEADERS: 'X-Request-Id, x-client' } });
  const allowed = corsOf(await preflight(gateway, PAGE))['access-control-allow-headers']?.split(', ');
  expect(allowed).toEqual(expect.arrayContaining(['X-Request-Id', 'x-client', 'Content-Type']));
});

const warningsOf = ({ lines }: KeptLog): object[] => lines.filter(({ level }) => level === 'warn');

/** Starts a gateway that has the configuration of the sandbox. */
async function startSandboxed(env: Record<string, string> = {}) {
  const log = keepLog();
  const config = { ...readConfig(env), tmdbUrl: 'http://127.0.0.1:1', accessToken: 'sandbox' };
  const gateway = createGateway(config, Date.now, log.log);
  const server = await listen(gateway, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  onTestFinished(async () => {
    server.close();
    server.closeAllConnections();
    await gateway.close();
  });
  return { url, log };
}

describe('the sandbox', () => {
  it.each(LOCAL)('lets the local origin %s read the sandbox while no origin is configured', async (origin) => {
    const { url, log } = await startSandboxed();
    for (const response of [await query({ url }, { origin }), await query({ url }, { origin, accept: '*/*;q=0.5,text/event-stream' })]) {
      expect(corsOf(response)).toMatchObject({ 'access-control-allow-origin': origin });
    }
    expect(corsOf(await preflight({ url }, origin))).toMatchObject({ 'access-control-allow-origin': origin });
    expect(warningsOf(log)).toEqual([]);
  });

  it.each([
    'http://localhost.evil.example',
    'http://localhost:3000.evil.example',
    'http://evil.example:80',
    'http://127.0.0.1.evil.example',
    PAGE,
  ])('lets the origin %s read nothing of the sandbox', async (origin) => {
    const { url } = await startSandboxed();
    expect(corsOf(await query({ url }, { origin }))).toEqual({});
    expect(corsOf(await preflight({ url }, origin))).toEqual({});
  });

  it('lets only the configured origins read the sandbox', async () => {
    const { url } = await startSandboxed({ CORS_ORIGINS: PAGE });
    expect(corsOf(await query({ url }, { origin: 'http://localhost:5173' }))).toEqual({});
    expect(corsOf(await query({ url }, { origin: PAGE }))).not.toEqual({});
  });

  it.each(LOCAL)('lets the local origin %s read nothing where TMDB is configured', async (origin) => {
    expect(corsOf(await query(closed, { origin }))).toEqual({});
  });
});

describe('the warning of a refused origin', () => {
  it.each([{}, { CORS_ORIGINS: 'https://other.example' }])('is one line that names CORS_ORIGINS, with %j', async (env) => {
    for (const fastPath of [true, false]) {
      const log = keepLog();
      await using gateway = await startGateway({ env: env as Record<string, string>, log, fastPath });
      // A page whose preflight is refused sends nothing else.
      for (const origin of [PAGE, PAGE, 'https://second.example']) await preflight(gateway, origin);
      expect(warningsOf(log)).toHaveLength(1);
      for (const origin of [PAGE, 'https://third.example']) await query(gateway, { origin });
      expect(warningsOf(log)).toEqual([expect.objectContaining({ msg: expect.stringContaining(`CORS_ORIGINS=${PAGE}`) })]);
    }
  });

  it.each<[what: string, headers: (url: string) => Record<string, string>]>([
    ['no origin', () => ({})],
    ['its own origin, as GraphiQL sends it', (url) => ({ origin: new URL(url).origin })],
    ['its own origin behind a proxy', () => ({ origin: PAGE, 'sec-fetch-site': 'same-origin' })],
    ['an origin that is allowed', () => ({ origin: 'http://127.0.0.1:3000' })],
    ['an origin that cannot be configured', () => ({ origin: 'null' })],
    ['a text that is no origin', () => ({ origin: 'https://a.example/\u00e9 token=0123456789' })],
  ])('is not written for a request with %s', async (_what, headers) => {
    const log = keepLog();
    await using gateway = await startGateway({ env: { CORS_ORIGINS: 'http://127.0.0.1:3000' }, log });
    await query(gateway, headers(gateway.url));
    expect(warningsOf(log)).toEqual([]);
  });
});

it.each(['/graphql?query=%7B__typename%7D', '/graphql', '/', '/schema.graphql', '/nowhere', '/sandbox/t/p/w500/x'])(
  'forbids sniffing and framing of %s, and sends no referrer from it',
  async (path) => {
    const { headers } = await fetch(new URL(path, closed.url), { redirect: 'manual' });
    expect(Object.fromEntries(headers)).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
    });
  },
);

/** Requests GraphiQL as a browser does. */
const page = (gateway: TestGateway, encoding: string): Promise<Response> =>
  fetch(gateway.url, { headers: { accept: 'text/html', 'accept-encoding': encoding } });

describe('GraphiQL', () => {
  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip;q=0.5', 'gzip'],
    ['identity', null],
    ['br;q=0.5, gzip', 'gzip'],
    ['*', 'br'],
    ['*;q=0', null],
  ])('serves GraphiQL to a browser that accepts %s encoded as %s, as the same page and files', async (accepted, coding) => {
    const whole = await page(closed, accepted);
    expect(whole.headers.get('content-type')).toBe('text/html; charset=utf-8');
    const text = await whole.text();
    expect(text).toBe(await (await page(closed, 'identity')).text());
    const [, script = ''] = /src="([^"]+)"/.exec(text) ?? [];
    const file = await fetch(new URL(script, closed.url), { headers: { 'accept-encoding': accepted } });
    expect(file.headers.get('content-encoding')).toBe(coding);
    expect(file.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect((await file.text()).length).toBeGreaterThan(1_000_000);
  });

  it.each([true, false])('serves GraphiQL to a browser that follows a link with a query (fast path: %s)', async (fastPath) => {
    await using gateway = await startGateway({ fastPath });
    const link = `${gateway.url}?query=${encodeURIComponent('{ __typename }')}`;
    const accept = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8';
    const { headers } = await fetch(link, { method: 'GET', headers: { accept } });
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await fetch(link, { headers: { accept: '*/*' } })).headers.get('content-type')).toMatch('json');
  });

  it('allows GraphiQL its own files and the configured images, and nothing else', async () => {
    await using gateway = await startGateway({ env: { TMDB_IMAGE_URL: 'https://pictures.example/t/p' } });
    const policy = (await page(gateway, 'gzip')).headers.get('content-security-policy') ?? '';
    expect(policy.split('; ')).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "img-src 'self' data: https://pictures.example",
        "connect-src 'self'",
        "frame-ancestors 'none'",
      ]),
    );
    for (const name of ['script-src', 'worker-src', 'font-src']) expect(policy).toMatch(new RegExp(`${name} 'self'(;|$)`));
    expect(policy.replace("style-src 'self' 'unsafe-inline'", '')).not.toMatch(/unsafe|blob:|sha256/);
  });

  it('serves no GraphiQL when it is disabled', async () => {
    await using gateway = await startGateway({ env: { GRAPHIQL: 'false' } });
    expect((await page(gateway, 'gzip')).status).toBe(406);
    const [, script = ''] = /src="([^"]+)"/.exec(await (await page(closed, 'br')).text()) ?? [];
    expect((await fetch(new URL(script, gateway.url))).status).toBe(404);
    expect(await (await fetch(new URL('/', gateway.url))).text()).not.toMatch(/href="\/graphql|explorer/i);
  });
});

describe('disabled introspection', () => {
  let gateway: TestGateway;
  beforeAll(async () => {
    gateway = await startGateway({ env: { INTROSPECTION: 'false' } });
  });
  afterAll(() => gateway.close());

  it.each(['{ __schema { queryType { name } } }', '{ a: __type(name: "Movie") { name } }', '{ ... on Query { _service { sdl } } }'])(
    'refuses %s when introspection is disabled',
    async (document) => {
      const { status, body } = await gateway.ask(document);
      expect(status).toBe(400);
      expect(body.errors?.[0]).toMatchObject({
        message: 'Introspection is disabled.',
        extensions: { code: 'GRAPHQL_VALIDATION_FAILED' },
      });
      expect((await closed.ask(document)).body.errors).toBeUndefined();
    },
  );

  it.each<[document: string, variables: Record<string, unknown>]>([
    ['{ movi { title } }', {}],
    ['{ movie(idd: 603) { title } }', {}],
    ['{ movie(id: 603) { titl } }', {}],
    ['{ trendingMovies(window: WEEKS) { totalCount } }', {}],
    ['query ($window: TrendingWindow) { trendingMovies(window: $window) { totalCount } }', { window: 'WEEKS' }],
    ['query ($a: Movi) { __typename }', {}],
  ])('suggests nothing for %s when introspection is disabled', async (document, variables) => {
    expect(JSON.stringify((await closed.ask(document, variables)).body)).toContain('Did you mean');
    expect(JSON.stringify((await gateway.ask(document, variables)).body)).not.toContain('Did you mean');
  });

  it('answers __typename and other fields when introspection is disabled', async () => {
    const { body } = await gateway.ask('{ movie(id: 603) { __typename title } }');
    expect(body).toEqual({ data: { movie: { __typename: 'Movie', title: 'The Matrix' } } });
  });
});

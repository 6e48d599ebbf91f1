import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const PAGE = 'https://movies.example';

let closed: TestGateway;
let open: TestGateway;
beforeAll(async () => {
  [closed, open] = await Promise.all([startGateway(), startGateway({ env: { CORS_ORIGINS: `${PAGE},http://127.0.0.1:3000` } })]);
});
afterAll(() => Promise.all([closed.close(), open.close()]));

/** Response headers that let a page of another origin read an answer. */
const corsOf = ({ headers }: Response): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name.startsWith('access-control-')));

const query = (gateway: TestGateway, headers: Record<string, string>): Promise<Response> =>
  fetch(`${gateway.url}?query=%7B__typename%7D`, { headers });

const preflight = (gateway: TestGateway, origin: string): Promise<Response> =>
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

it.each(['/graphql?query=%7B__typename%7D', '/graphql', '/', '/nowhere', '/sandbox/t/p/w500/x'])(
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
  ])('serves GraphiQL to a browser that accepts %s encoded as %s, as the same page', async (accepted, coding) => {
    const response = await page(closed, accepted);
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect((await response.text()).length).toBeGreaterThan(1_000_000);
  });

  it('allows GraphiQL its own script and the configured images, and nothing else', async () => {
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
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}='(;|$)/);
  });

  it('serves no GraphiQL when it is disabled', async () => {
    await using gateway = await startGateway({ env: { GRAPHIQL: 'false' } });
    expect((await page(gateway, 'gzip')).status).toBe(406);
    expect((await fetch(new URL('/', gateway.url), { redirect: 'manual' })).status).toBe(404);
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

import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { createGateway, type Gateway } from '../../src/server.ts';
import { keepLog } from '../ops/collect.ts';
import { sendRaw } from '../support/raw.ts';

/** Hands the requests of a server to a gateway, as a framework does. */
type Mount = (gateway: Gateway) => RequestListener;

/** What Express, Connect and middie do for `app.use(path, gateway.handler)`. */
const stripped =
  (path: string): Mount =>
  ({ handler }) =>
  (request, response) => {
    const { url = '' } = request;
    if (!new RegExp(`^${RegExp.escape(path)}(?=[/?]|$)`).test(url))
      return void response.writeHead(404).end('The framework has nothing here.');
    const rest = url.slice(path.length);
    handler(Object.assign(request, { originalUrl: url, url: rest.startsWith('/') ? rest : `/${rest}` }), response);
  };

/** What koa-mount does: the URL that it had is lost. */
const strippedForGood =
  (path: string): Mount =>
  ({ handler }) =>
  (request, response) =>
    handler(Object.assign(request, { url: request.url?.slice(path.length) }), response);

/** What a route of Fastify, or of `node:http` itself, does. */
const whole: Mount = ({ handler }) => handler;

/** What `METRICS_PORT` does. */
const ofMetricsPort: Mount = ({ metricsHandler }) => metricsHandler;

/** What servers of the Fetch API do, such as Hono, with a part of the URL's path stripped. */
const fetched =
  (path: string): Mount =>
  (gateway) =>
  (request: IncomingMessage, response) => {
    const { method = '', url = '', headers } = request;
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => void answer());
    async function answer(): Promise<void> {
      const body = chunks.length > 0 ? Buffer.concat(chunks) : null;
      const asked = new Request(`http://gateway.test${url.slice(path.length)}`, {
        method,
        body,
        headers: headers as Record<string, string>,
      });
      const answered = await gateway.fetch(asked);
      response.writeHead(answered.status, Object.fromEntries(answered.headers)).end(Buffer.from(await answered.arrayBuffer()));
    }
  };

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ rateLimit: Infinity });
});
afterAll(() => sandbox.close());

/** Starts a gateway in a server of its host's. Its images are those of the sandbox. */
async function start(mount: Mount, env: Record<string, string> = {}): Promise<{ origin: string; gateway: Gateway }> {
  const config = { ...readConfig(env), tmdbUrl: sandbox.origin, accessToken: 'sandbox' };
  const gateway = createGateway(config, Date.now, keepLog().log);
  const server = createServer(mount(gateway)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
    await gateway.close();
  });
  return { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, gateway }; // A TCP server's address is never a string.
}

const JSON_TYPE = { 'content-type': 'application/json', accept: 'application/json' };
/** Unencoded, since encoding the page takes long. */
const HTML = { accept: 'text/html', 'accept-encoding': 'identity' };
const QUERY = '{ movie(id: 603) { title poster { url } } }';

const post = (address: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(address, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify({ query: QUERY }) });

/** Expects that the page of GraphiQL names its files below its own path, and that they are there, as its first file names others. */
async function expectFilesOf(page: Response, origin: string, at: string): Promise<void> {
  const text = await page.text();
  const files = Array.from(text.matchAll(/(?:src|href)="(?!data:)([^"]*)"/g), ([, file = '']) => file);
  expect(files.length).toBeGreaterThan(2);
  for (const file of files) {
    expect(file).toMatch(new RegExp(`^${at}/graphql/assets/[\\w.-]+\\.(?:js|css)$`));
    const { status, headers } = await fetch(origin + file, { method: 'HEAD' });
    expect([file, status, headers.get('content-type')]).toEqual([file, 200, expect.stringMatching(/^text\/(?:javascript|css)/)]);
  }
  // The paths that the script is told, and the one that it sends to, which is that of the page.
  expect(text).toContain(`{&quot;base&quot;:&quot;${at}&quot;`);
}

const ROOT = { at: '', env: {} } as const;

describe.each([
  { as: 'its own server', ...ROOT, mount: whole },
  { as: 'its own server behind a proxy that leaves the path', at: '/api', mount: whole, env: { BASE_PATH: '/api' } },
  { as: 'its own server behind a proxy that strips the path', at: '/api', mount: strippedForGood('/api'), env: { BASE_PATH: '/api' } },
  { as: 'Express at the root', ...ROOT, mount: stripped('') },
  { as: 'Express below a path', at: '/api', mount: stripped('/api'), env: {} },
  { as: 'Express below a deep path', at: '/v1/my%20movies/api', mount: stripped('/v1/my%20movies/api'), env: {} },
  { as: 'Express below the path of BASE_PATH', at: '/api', mount: stripped('/api'), env: { BASE_PATH: '/api' } },
  { as: 'Koa below the path of BASE_PATH', at: '/api', mount: strippedForGood('/api'), env: { BASE_PATH: '/api' } },
  { as: 'Fastify below the path of BASE_PATH', at: '/v1/api', mount: whole, env: { BASE_PATH: '/v1/api' } },
  { as: 'Hono at the root', ...ROOT, mount: fetched('') },
  { as: 'Hono below the path of BASE_PATH', at: '/api', mount: fetched('/api'), env: { BASE_PATH: '/api' } },
  { as: 'a route of Next.js with BASE_PATH', at: '/api', mount: fetched(''), env: { BASE_PATH: '/api' } },
])('a gateway in $as', ({ at, mount, env }) => {
  it(`answers POST and GET, by both ways, and its probes and metrics at ${at}/, with a slash at the end or none`, async () => {
    const { origin } = await start(mount, env);
    const base = origin + at;
    for (const slash of ['', '/']) {
      const graphql = `${base}/graphql${slash}`;
      const answers = await Promise.all([
        post(graphql),
        post(graphql, { 'tmdb-explain': '1' }),
        fetch(`${graphql}?query=${encodeURIComponent(QUERY)}`, { headers: JSON_TYPE }),
      ]);
      for (const answer of answers) {
        expect(answer.status).toBe(200);
        const { data } = (await answer.json()) as { data: unknown };
        expect(data).toMatchObject({ movie: { title: 'The Matrix' } });
      }
      for (const path of ['/health', '/ready', '/metrics']) {
        const { status, headers } = await fetch(`${base}${path}${slash}`);
        expect([path, status, headers.get('content-type')]).toEqual([path, 200, expect.any(String)]);
        expect((await fetch(`${base}${path}${slash}?from=probe`, { method: 'HEAD' })).status).toBe(200);
      }
    }
  });

  it(`serves GraphiQL at ${at}/graphql, and pages that lead to it and to each other at ${at}/`, async () => {
    const { origin } = await start(mount, env);
    for (const path of ['/', ...(at === '' ? [] : [''])]) {
      const first = await fetch(`${origin}${at}${path}`);
      expect([first.status, first.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      const text = await first.text();
      for (const link of ['/', '/graphql', '/status', '/schema.graphql']) expect(text).toContain(`href="${at}${link}"`);
      expect(text).toContain(`data-endpoint="${at}/graphql"`);
      expect(text).toContain(`data-events="${at}/status/events"`);
      expect(text.match(/(?:src|href)="(?!data:|https:|#)[^"]*/g)?.every((one) => one.includes(`="${at}/`))).toBe(true);
    }
    expect(await (await fetch(`${origin}${at}/status`)).text()).toContain(`data-events="${at}/status/events"`);
    expect((await fetch(`${origin}${at}/status/events`, { method: 'HEAD' })).status).toBe(200);
    const sdl = await fetch(`${origin}${at}/schema.graphql`);
    expect([sdl.status, (await sdl.text()).includes('type Movie ')]).toEqual([200, true]);
    const page = await fetch(`${origin}${at}/graphql`, { headers: HTML });
    expect([page.status, page.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    await expectFilesOf(page, origin, at);
  });

  it('shows images at addresses that it serves, by both ways', async () => {
    const { origin } = await start(mount, env);
    for (const headers of [{}, { 'tmdb-explain': '1' }]) {
      const { data } = (await (await post(`${origin}${at}/graphql`, headers)).json()) as { data: { movie: { poster: { url: string } } } };
      const url = new URL(data.movie.poster.url);
      expect(url.pathname).toMatch(new RegExp(`^${at}/sandbox/t/p/w500/`));
      const image = await fetch(origin + url.pathname);
      expect([image.status, image.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    }
  });

  it(`says where the endpoint is to a client that sends to ${at}/, to an unknown path or with an unknown method`, async () => {
    const { origin } = await start(mount, env);
    const base = origin + at;
    const ofPost = { method: 'POST', headers: JSON_TYPE, body: '{"query":"{ __typename }"}' };
    for (const [path, init, status, allow] of [
      ['/', ofPost, 405, 'GET, HEAD'],
      ['/ready', ofPost, 405, 'GET, HEAD'],
      ['/health', { method: 'DELETE' }, 405, 'GET, HEAD'],
      ['/nowhere', ofPost, 404, null],
      ['/nowhere', {}, 404, null],
      ['/graphq', {}, 404, null],
    ] as const) {
      const refused = await fetch(base + path, init);
      expect([path, refused.status, refused.headers.get('allow')]).toEqual([path, status, allow]);
      const { errors } = (await refused.json()) as { errors: object[] };
      const message: unknown = expect.stringContaining(`The GraphQL endpoint is ${at}/graphql.`);
      expect(errors).toEqual([{ message, extensions: { code: 'BAD_REQUEST', retryAfter: null } }]);
    }
    const head = await fetch(`${base}/graphql`, { method: 'HEAD', headers: { accept: 'application/json' } });
    expect([head.status, head.headers.get('allow'), Number(head.headers.get('content-length')) > 0]).toEqual([405, 'GET, POST', true]);
    expect((await fetch(`${base}/graphql`, { method: 'HEAD', headers: HTML })).status).toBe(200);
  });
});

describe('a gateway that gets whole paths without BASE_PATH', () => {
  it.each([whole, fetched('')])('answers GraphQL, GraphiQL and probes below each path, and metrics at the root alone', async (mount) => {
    const { origin } = await start(mount);
    const statusOf = async (path: string, init?: RequestInit): Promise<number> => (await fetch(origin + path, init)).status;
    for (const at of ['/api', '/v1/movies']) {
      const { status } = await post(`${origin}${at}/graphql`);
      const ofGet = await statusOf(`${at}/graphql?query={__typename}`, { headers: JSON_TYPE });
      const ofPage = await statusOf(`${at}/graphql`, { headers: HTML });
      expect([status, ofGet, ofPage, await statusOf(`${at}/health`), await statusOf(`${at}/ready`)]).toEqual([200, 200, 200, 200, 200]);
      const metrics = await fetch(`${origin}${at}/metrics`);
      expect([metrics.status, await metrics.text()]).toEqual([404, expect.stringContaining('needs BASE_PATH=/api')]);
      for (const path of ['/status', '/status/events']) expect(await statusOf(at + path)).toBe(404);
    }
    expect(await statusOf('/metrics')).toBe(200);
  });
});

it.each(['/graphql', '/api/graphql'])('answers in Express when it is mounted at %s itself', async (path) => {
  const { origin } = await start(stripped(path));
  expect((await post(origin + path)).status).toBe(200);
  expect((await fetch(`${origin}${path}?query={__typename}`, { headers: JSON_TYPE })).status).toBe(200);
  await expectFilesOf(await fetch(origin + path, { headers: HTML }), origin, path.slice(0, -'/graphql'.length));
});

it('names the files of GraphiQL by a path with signs that mean something elsewhere', async () => {
  const { origin } = await start(stripped("/$&/it's"));
  const page = await (await fetch(`${origin}/$&/it's/graphql`, { headers: HTML })).text();
  const [, script = ''] = /src="([^"]*)"/.exec(page) ?? [];
  expect(script).toMatch(/^\/\$&amp;\/it&#39;s\/graphql\/assets\//);
  const path = script.replace('&amp;', '&').replace('&#39;', "'");
  expect((await fetch(origin + path, { method: 'HEAD' })).status).toBe(200);
});

describe('a gateway with BASE_PATH', () => {
  it('answers probes, metrics and GraphQL without the path as well', async () => {
    const { origin } = await start(whole, { BASE_PATH: '/api' });
    for (const path of ['/health', '/ready', '/metrics', '/graphql?query={__typename}']) {
      expect((await fetch(origin + path, { headers: { accept: '*/*' } })).status).toBe(200);
    }
    expect((await fetch(`${origin}/other/metrics`)).status).toBe(404);
  });
});

it('gives each client the address of images at which it sees the gateway, though the answer is stored', async () => {
  const { origin } = await start(whole);
  for (const path of ['/graphql', '/api/graphql', '/graphql', '/api/graphql']) {
    const text = await (await post(origin + path)).text();
    expect(text).toContain(`"${origin}${path.replace('/graphql', '')}/sandbox/t/p/w500/`);
  }
});

it.each([
  ['whose host is malformed', 'GET / HTTP/1.1\r\nhost: a b\r\n\r\n'],
  ['of another host', 'GET http://evil.example/ready HTTP/1.1\r\nhost: x\r\n\r\n'],
  ['of another host, and malformed', 'GET http://[?a HTTP/1.1\r\nhost: x\r\n\r\n'],
])('says in words that it does not read a URL %s, on either port', async (_what, bytes) => {
  for (const mount of [whole, ofMetricsPort]) {
    const { origin } = await start(mount);
    expect(await sendRaw(origin, bytes)).toMatchObject({ status: 400, text: expect.stringContaining('Expected a URL that can be read.') });
    expect((await fetch(`${origin}/health`)).status).toBe(200);
  }
});

it('is not disturbed by a GET whose query ends with the path of a probe', async () => {
  const { origin } = await start(whole);
  const { status } = await fetch(`${origin}/graphql?query={__typename}&operationName=/health`, { headers: JSON_TYPE });
  expect(status).toBe(400);
});

it('refuses a form that a framework has parsed', async () => {
  const gateway = createGateway(readConfig({ TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: 'any' }), Date.now, keepLog().log);
  const server = createServer((request, response) => {
    // As `express.urlencoded()` does.
    const body = { query: 'mutation { createGuestSession { __typename } }' };
    request.resume().on('end', () => gateway.handler(Object.assign(request, { body }), response));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(async () => {
    server.close();
    await gateway.close();
  });
  const send = (type: string): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': type },
      body: 'any',
    });
  const before = sandbox.requests.length;
  for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x']) {
    expect((await send(type)).status).toBe(415);
  }
  expect(sandbox.requests.length).toBe(before);
  expect((await send('Application/JSON')).status).toBe(200);
});

it('answers with responses of the platform by fetch', async () => {
  const gateway = createGateway(readConfig({ TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: 'any' }), Date.now, keepLog().log);
  onTestFinished(() => gateway.close());
  const ask = (path: string, options?: RequestInit): Promise<Response> => gateway.fetch(new Request(`http://gateway.test${path}`, options));
  const headers = { 'content-type': 'application/json', accept: 'multipart/mixed' };
  const answers = await Promise.all([
    ask('/health'),
    ask('/health', { method: 'HEAD' }),
    ask('/graphql?query=%7B__typename%7D'),
    ask('/nothing'),
    ask('/graphql', { method: 'POST', headers, body: '{"query":"{ movie(id: 603) { tmdbId ... @defer { title } } }"}' }),
  ]);
  for (const answer of answers) {
    expect(answer).toBeInstanceOf(Response);
    expect(answer.headers).toBeInstanceOf(Headers);
  }
  const [health, head, typename, , pieces] = answers;
  const [one, other] = [health?.clone(), health];
  expect(await one?.text()).toBe(await other?.text());
  expect([head?.status, head?.body]).toEqual([200, null]);
  expect(await typename?.json()).toEqual({ data: { __typename: 'Query' } });
  expect(await pieces?.text()).toContain('The Matrix');
});

import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { html } from '../../src/pages/html.ts';
import { SHOWCASES } from '../../src/pages/showcase.ts';
import { createGateway } from '../../src/server.ts';
import { keepLog } from '../ops/collect.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const read = async (gateway: TestGateway, path = '/'): Promise<{ response: Response; text: string }> => {
  const response = await fetch(new URL(path, gateway.url));
  return { response, text: await response.text() };
};

const open = async (env: Record<string, string>): Promise<string> => {
  await using gateway = await startGateway({ env });
  return (await read(gateway)).text;
};

/** The first page of a gateway of this environment, which is never used. */
const firstPage = async (env: Record<string, string>): Promise<string> => {
  const gateway = createGateway({ ...readConfig(env), accessToken: 'never-sent' }, Date.now, keepLog().log);
  try {
    return await (await gateway.fetch(new Request('http://gateway.test/'))).text();
  } finally {
    await gateway.close();
  }
};

it('escapes texts in HTML, and leaves markup as it is', () => {
  const { markup } = html`<a href="${'"x\'&'}">${['<b>', html`<i>${1}</i>`, false, undefined]}</a>`;
  expect(markup).toBe('<a href="&quot;x&#39;&amp;">&lt;b&gt;<i>1</i></a>');
});

it('serves a first page that is small, loads nothing and may run only its own script and style', async () => {
  await using gateway = await startGateway();
  const { response, text } = await read(gateway);
  expect(response.status).toBe(200);
  expect(text.length).toBeLessThan(60_000);
  expect(gzipSync(text).length).toBeLessThan(16_000);
  expect(text).not.toMatch(/src=|<link rel="stylesheet"|@import|\sstyle="|\son\w+="/);
  const policy = response.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  for (const [, tag = '', content = ''] of text.matchAll(/<(script|style)\b[^>]*>([^]*?)<\/\1>/g)) {
    const hash = `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    expect(policy.split('; ').find((one) => one.startsWith(`${tag}-src`))).toContain(hash);
  }
});

it('says on the first page whether it runs on the sandbox or on a TMDB', async () => {
  expect(await firstPage({})).toMatch(/>Sandbox<[^]*TMDB_ACCESS_TOKEN=/);
  const real = await firstPage({ TMDB_API_URL: 'https://tmdb.example' });
  expect(real).toContain('tmdb.example');
  expect(real).not.toMatch(/TMDB_ACCESS_TOKEN|>Sandbox</);
});

it.each([
  ['the explorer', { GRAPHIQL: 'false' }, /href="\/graphql/],
  ['the schema', { INTROSPECTION: 'false' }, /schema\.graphql/],
  ['a live example', { TRUSTED_DOCUMENTS: 'schema/examples', TRUSTED_DOCUMENTS_ONLY: 'true' }, /data-endpoint|query MoviePage/],
])('leaves %s out of the first page when %o says so', async (_what, env, left) => {
  expect(await open({})).toMatch(left);
  expect(await open(env as Record<string, string>)).not.toMatch(left);
});

it('does not serve the schema when introspection is disabled', async () => {
  await using gateway = await startGateway({ env: { INTROSPECTION: 'false' } });
  expect((await read(gateway, '/schema.graphql')).response.status).toBe(404);
});

it('serves the documentation as text, and no other file, but none in production', async () => {
  await using gateway = await startGateway();
  for (const path of ['/README.md', '/docs/requests.md']) {
    const { response, text } = await read(gateway, path);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
    expect(text).toMatch(/^# /);
  }
  for (const path of ['/docs/nothing.md', '/docs/..%2fpackage.json', '/docs/grafana.json', '/docs/x/y.md', '/package.json']) {
    expect((await read(gateway, path)).response.status).toBe(404);
  }
  await using production = await startGateway({ env: { NODE_ENV: 'production' } });
  expect((await read(production, '/README.md')).response.status).toBe(404);
});

it('says little on a static first page in production', async () => {
  const text = await open({ NODE_ENV: 'production' });
  expect(text.replace(/<style>[^]*?<\/style>/, '')).not.toMatch(/<script|data-endpoint|sandbox|TMDB_ACCESS_TOKEN|127\.0\.0\.1/i);
  expect(text).toContain('POST /graphql');
  const { length } = text.replace(/<style>[^]*?<\/style>/, '').replaceAll(/<[^>]*>|\s+/g, ' ');
  expect(length).toBeLessThan(800);
});

it.each(SHOWCASES)(
  'answers the example “$label” without an error, with images, by one request in place of several',
  async ({ query, request }) => {
    await using gateway = await startGateway();
    const { body } = await gateway.ask(query, {}, { 'tmdb-explain': '1' });
    expect(body.errors).toBeUndefined();
    const { requests, appended } = (body.extensions as { tmdb: { requests: number; appended: number } }).tmdb;
    const parts = request.split(/[?=,]/).length - 2;
    expect([requests, appended]).toEqual([1, parts]);
    const [asked = ''] = gateway.asked();
    const sent = new URL(asked, gateway.url);
    const [path = '', append = ''] = request.split('?append_to_response=');
    expect(sent.pathname).toBe(`/3/${path}`);
    expect(new Set(sent.searchParams.get('append_to_response')?.split(','))).toEqual(new Set(append.split(',')));
    expect(JSON.stringify(body.data)).toMatch(/"url":"[^"]+\.jpg"/);
  },
);

import { parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { readExamples } from '../../src/http/examples.ts';
import { explorerExamples } from '../../src/pages/explorer-examples.ts';
import type { Estimate } from '../../src/tmdb/need.ts';
import { signIn } from '../support/accounts.ts';
import { startGateway } from '../support/gateway.ts';

const examples = explorerExamples(true).flatMap((group) => group.examples.map((example) => ({ group: group.label, ...example })));

/** The steps of signing in need each other: test/browser runs them in their order. */
const SIGN_IN = 'Signing in, step by step';

it.each(examples.filter(({ group }) => group !== SIGN_IN))(
  'answers the example “$label” of the group “$group” at the price that it shows',
  async ({ query, variables = {}, headers = {}, fails }) => {
    await using gateway = await startGateway();
    const { session } = await signIn(gateway, 'ada');
    const withSession = JSON.parse(JSON.stringify(headers).replace('<sessionId>', session)) as Record<string, string>;
    gateway.asked();
    const { body: planned } = await gateway.ask(query, variables, { ...withSession, 'tmdb-explain': 'plan' });
    const { body } = await gateway.ask(query, variables, { ...withSession, 'tmdb-explain': '1' });
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(fails && [fails]);
    const { plan } = (planned.extensions?.['tmdb'] ?? {}) as { plan?: Estimate };
    const isRefused = fails !== undefined && fails !== 'NOT_FOUND';
    expect(gateway.asked()).toHaveLength(isRefused ? 0 : (plan?.likely ?? Number.NaN));
  },
);

it('has a menu whose operations are valid, each with a name of its own, and with all of schema/examples', () => {
  const names = examples.map(({ query }) => {
    expect(validate(schema, parse(query))).toEqual([]);
    return /^(?:query|mutation) (\w+)/m.exec(query)?.[1];
  });
  expect(new Set(names).size).toBe(names.length);
  const queries = examples.map(({ query }) => query);
  for (const { query } of readExamples()) expect(queries).toContain(query);
});

it('asks for no password over the real TMDB', () => {
  const texts = JSON.stringify(explorerExamples(false));
  expect(texts).not.toContain('password');
  expect(texts).toContain('approvalUrl');
});

it.each([
  { accept: 'text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', type: 'text/html; charset=utf-8' },
  { accept: 'application/json;q=0.9, text/html', type: 'text/html; charset=utf-8' },
  { accept: 'application/json, text/html;q=0', type: 'application/json; charset=utf-8' },
  { accept: 'application/json, text/html;q=0.5', type: 'application/json; charset=utf-8' },
  { accept: 'application/graphql-response+json, text/html;q=0.9', type: 'application/graphql-response+json; charset=utf-8' },
  { accept: '*/*', type: 'application/json; charset=utf-8' },
])('is served only to those who like a page best: $accept', async ({ accept, type }) => {
  await using gateway = await startGateway();
  const { headers } = await fetch(`${gateway.url}?query=%7B__typename%7D`, { headers: { accept } });
  expect(headers.get('content-type')).toBe(type);
});

it('lets browsers keep the files of the explorer for a year, and ask whether its page has changed', async () => {
  await using gateway = await startGateway();
  const page = await fetch(gateway.url, { headers: { accept: 'text/html' } });
  const etag = page.headers.get('etag') ?? '';
  expect([page.status, page.headers.get('cache-control')]).toEqual([200, 'no-cache']);
  const again = await fetch(gateway.url, { headers: { accept: 'text/html', 'if-none-match': etag } });
  expect([again.status, again.headers.get('etag'), again.headers.get('content-encoding')]).toEqual([304, etag, null]);
  const [, script = ''] = /src="([^"]+)"/.exec(await page.text()) ?? [];
  const { headers } = await fetch(new URL(script, gateway.url));
  expect(Object.fromEntries(headers)).toMatchObject({
    'cache-control': 'public, max-age=31536000, immutable',
    vary: expect.stringContaining('Accept-Encoding') as string,
    'x-content-type-options': 'nosniff',
  });
});

it('serves the licenses of what the explorer is built of', async () => {
  await using gateway = await startGateway();
  const text = await (await fetch(`${gateway.url}/assets/licenses.md`)).text();
  for (const name of ['graphiql', 'monaco-editor', 'react-dom']) expect(text).toContain(name);
});

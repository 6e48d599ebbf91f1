import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, inject, it, onTestFinished } from 'vitest';
import { snippetsIn } from '../docs/markdown.ts';
import { freePort } from '../support/free-port.ts';
import { environment } from './project.ts';

const { npm } = inject('packed');

/** The documentation's snippet that imports this module and listens. */
function snippetOf(module: string): string {
  const found = snippetsIn('ts', 'js').find(
    ({ file, text }) => file === 'docs/embedding.md' && text.includes(`from '${module}'`) && text.includes('4000'),
  );
  if (!found) throw new Error(`docs/embedding.md does not show how to use ${module}.`);
  return found.text;
}

const CASES = [
  { name: 'listen', text: snippetOf('tmdb-graphql-gateway'), below: '' },
  { name: 'node:http', text: snippetOf('node:http'), below: '' },
  { name: 'Express below /api', text: snippetOf('express'), below: '/api' },
  { name: 'Express at the root', text: snippetOf('express').replace("'/api', ", ''), below: '' },
  { name: 'Hono', text: snippetOf('hono'), below: '' },
  { name: 'Fastify', text: snippetOf('fastify'), below: '' },
  { name: 'Koa', text: snippetOf('koa'), below: '' },
] as const;

/** Runs a snippet in the project until the test is over. @returns Its address, once it answers. */
async function start(text: string): Promise<string> {
  const port = await freePort();
  const file = path.join(npm, `embedding-${port}.mjs`);
  await writeFile(file, text.replaceAll('4000', String(port)));
  const child = spawn('node', [file], {
    cwd: npm,
    env: { ...environment(), TMDB_API_URL: 'http://127.0.0.1:9', TMDB_ACCESS_TOKEN: 'x', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const address = `http://127.0.0.1:${port}`;
  while (child.exitCode === null) {
    if (await fetch(address).then(() => true, () => false)) return address; // oxfmt-ignore
    await sleep(100);
  }
  throw new Error('The snippet ended.');
}

it.each(CASES)('answers POST, GET, GraphiQL and the health checks mounted with $name', async ({ text, below }) => {
  const address = await start(text);
  const ask = async (url: string, init: RequestInit = {}): Promise<[status: number, type: string | null, body: string]> => {
    const response = await fetch(`${address}${below}${url}`, { ...init, signal: AbortSignal.timeout(10_000) });
    return [response.status, response.headers.get('content-type'), await response.text()];
  };
  const json = expect.stringContaining('json') as string;
  const answer = '{"data":{"__typename":"Query"}}';
  const query = JSON.stringify({ query: '{ __typename }' });
  expect(await ask('/graphql', { method: 'POST', headers: { 'content-type': 'application/json' }, body: query })).toEqual([
    200,
    json,
    answer,
  ]);
  expect(await ask('/graphql?query={__typename}', { headers: { accept: 'application/json' } })).toEqual([200, json, answer]);
  const [status, type, page] = await ask('/graphql', { headers: { accept: 'text/html' } });
  expect([status, type]).toEqual([200, expect.stringContaining('text/html')]);
  expect(page).toContain('<title>TMDB gateway</title>');
  const [, script = ''] = /src="([^"]+)"/.exec(page) ?? [];
  expect(script.startsWith(`${below}/graphql/assets/`)).toBe(true);
  expect((await ask(script.slice(below.length))).slice(0, 2)).toEqual([200, expect.stringContaining('javascript')]);
  // A page, with a file of the package in it.
  expect((await ask('/status'))[2]).toContain('color-scheme: light dark;');
  for (const method of ['GET', 'HEAD']) expect((await ask('/health', { method }))[0]).toBe(200);
  expect((await ask('/ready'))[0]).toBe(200);
  expect((await ask('/metrics'))[2]).toContain('tmdb_gateway_');
});

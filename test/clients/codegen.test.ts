import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generate } from '@graphql-codegen/cli';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { isTmdbError } from '../../src/index.ts';
import type * as App from './codegen/app.ts';
import { readSchema, startServer, type Started } from './started.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'codegen-'));
const APP = join(folder, 'app.ts');

/** Makes the types of the app's documents, with their hashes, as the client preset does in a project. */
async function makeTypes(): Promise<void> {
  copyFileSync(fileURLToPath(new URL('codegen/app.ts', import.meta.url)), APP);
  const files = (await generate(
    {
      schema: readSchema(),
      documents: [APP],
      importExtension: '.ts',
      silent: true,
      generates: {
        [join(folder, 'gql/')]: {
          preset: 'client',
          presetConfig: { fragmentMasking: false, persistedDocuments: { mode: 'embedHashInDocument', hashAlgorithm: 'sha256' } },
          config: { documentMode: 'string', useTypeImports: true, enumsAsTypes: true },
        },
      },
    },
    false,
  )) as { filename: string; content: string }[];
  for (const { filename, content } of files) {
    mkdirSync(dirname(filename), { recursive: true });
    writeFileSync(filename, content);
  }
}

let server: Started;
let app: typeof App;
beforeAll(async () => {
  await makeTypes();
  app = (await import(APP)) as typeof App;
  server = await startServer({ TRUSTED_DOCUMENTS: join(folder, 'gql/persisted-documents.json'), TRUSTED_DOCUMENTS_ONLY: 'true' });
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});
beforeEach(() => void server.sent());

const HEADERS = { 'content-type': 'application/json', accept: 'multipart/mixed;deferSpec=20220824, application/graphql-response+json' };

/** Sends the hash of a document, which the preset adds to it: queries by GET, mutations by POST. */
function sendHash(document: object, variables: unknown): Promise<Response> {
  const { hash } = (document as { __meta__: { hash: string } }).__meta__;
  const params = { variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } };
  if (/^\s*mutation/.test(String(document))) {
    return server.fetch(server.url, { method: 'POST', headers: HEADERS, body: JSON.stringify(params) });
  }
  const search = new URLSearchParams(Object.entries(params).map(([name, value]) => [name, JSON.stringify(value)]));
  return server.fetch(`${server.url}?${search}`, { headers: HEADERS });
}

// The preset's types say what the JSON is.
const send: App.Send = async (document, variables) => (await (await sendHash(document, variables)).json()) as never;

it('types an app with the client preset under `strict`', () => {
  const compilerOptions = { strict: true, noEmit: true, module: 'nodenext', target: 'esnext', types: [], allowImportingTsExtensions: true };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['app.ts', 'gql'] }));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules')); // Removing the folder leaves what it points to.
  const { status, stdout, stderr } = spawnSync(join(ROOT, 'node_modules/.bin/tsc'), ['-p', folder], { encoding: 'utf8' });
  // Where the types let a wrong use of the documents through, its `@ts-expect-error` is an error too.
  expect([status, stdout, stderr]).toEqual([0, '', '']);
});

const requests = (): string[] => server.sent().map(({ method, status }) => `${method} ${status}`);

it('reads a connection page by page, by hashes that the client preset writes down', async () => {
  const titles = await app.readTitles(send);
  expect(new Set(titles).size).toBe(6);
  expect(requests()).toEqual(['GET 200', 'GET 200']);
});

it('tells TMDB’s status of an error, with the client preset', async () => {
  expect((await app.readErrors(send)).map((error) => isTmdbError(error, 34))).toEqual([true]);
});

it('runs a mutation by its hash, with the client preset', async () => {
  expect(await app.startGuestSession(send)).toMatch(/\w{10}/);
  expect(requests()).toEqual(['POST 200']);
});

it('reads a deferred document in pieces by its hash, with the client preset', async () => {
  const response = await sendHash(app.DEFERRED, {});
  expect(await response.text()).toMatch(/"hasNext":true[^]*"label":"details"[^]*"hasNext":false/);
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ConfigError } from '../../src/config.ts';
import { startGateway, type Asked, type TestGateway } from '../support/gateway.ts';

const MOVIE = '{ movie(id: 603) { title } }';
const MATRIX = { data: { movie: { title: 'The Matrix' } } };
const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const file = join(folder, 'documents.json');
writeFileSync(file, JSON.stringify({ 'md5:movie': MOVIE, later: '{ movie(id: 603) { title ... @defer { title } } }' }));
writeFileSync(join(folder, `${hashOf(MOVIE)}.graphql`), MOVIE);

let files = 0;

/** Writes a file of this JSON, or of this text. @returns Its path. */
function written(json: unknown): string {
  const path = join(folder, `${(files += 1)}.json`);
  writeFileSync(path, typeof json === 'string' ? json : JSON.stringify(json));
  return path;
}

/** Returns the error with which a gateway does not start. */
async function refused(env: Record<string, string>): Promise<ConfigError> {
  const reason: unknown = await startGateway({ env }).catch((error: unknown) => error);
  if (reason instanceof ConfigError) return reason;
  throw new Error('It starts.', { cause: reason });
}

let automatic: TestGateway;
let byFile: TestGateway;
let byFolder: TestGateway;
beforeAll(async () => {
  automatic = await startGateway();
  byFile = await startGateway({ env: { TRUSTED_DOCUMENTS: file } });
  byFolder = await startGateway({ env: { TRUSTED_DOCUMENTS: folder, TRUSTED_DOCUMENTS_ONLY: 'true' } });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await Promise.all([automatic, byFile, byFolder].map((gateway) => gateway.close()));
});

async function send({ url }: TestGateway, hash: unknown, query?: string, method: 'GET' | 'POST' = 'POST'): Promise<Asked> {
  const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
  const search = new URLSearchParams({ ...(query !== undefined && { query }), extensions: JSON.stringify(extensions) });
  const response = await fetch(method === 'GET' ? `${url}?${search}` : url, {
    method,
    headers: { accept: 'application/graphql-response+json', 'content-type': 'application/json' },
    ...(method === 'POST' && { body: JSON.stringify({ query, extensions }) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Asked['body'] };
}

const codesOf = ({ status, body: { errors = [] } }: Asked): unknown[] => [status, ...errors.map(({ extensions }) => extensions.code)];

describe('automatic persisted queries', () => {
  it('runs a persisted query by its hash once it was sent with it, by GET too', async () => {
    const unknown = await send(automatic, hashOf(MOVIE), undefined, 'GET');
    expect(codesOf(unknown)).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(unknown.body.errors?.[0]?.message).toBe('PersistedQueryNotFound');
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect((await send(automatic, hashOf(MOVIE), MOVIE)).body).toEqual(MATRIX);
    for (const method of ['GET', 'POST'] as const) expect((await send(automatic, hashOf(MOVIE), undefined, method)).body).toEqual(MATRIX);
  });

  it('registers no persisted query under the hash of another', async () => {
    const hash = hashOf('{ __typename }');
    expect(codesOf(await send(automatic, hash, MOVIE))).toEqual([400, 'BAD_REQUEST']);
    expect(codesOf(await send(automatic, hash))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  it.each([5, null, '', {}, [], '../x', 'a'.repeat(300), '__proto__ '])('refuses %j as a hash', async (hash) => {
    expect(codesOf(await send(automatic, hash))).toEqual([400, 'BAD_REQUEST']);
  });

  it.each(['__proto__', 'constructor', 'toString'])('does not find the hash %s, which objects inherit', async (hash) => {
    expect(codesOf(await send(byFile, hash))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
  });
});

describe('trusted documents', () => {
  it('runs trusted documents of a file or a folder by their hash, beside all other documents', async () => {
    expect((await send(byFile, 'md5:movie')).body).toEqual(MATRIX);
    expect((await send(byFolder, hashOf(MOVIE))).body).toEqual(MATRIX);
    expect((await byFile.ask('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    expect((await send(byFile, hashOf('{ __typename }'), '{ __typename }')).status).toBe(200);
  });

  it('runs only trusted documents where that is configured, even when they are sent as text', async () => {
    expect((await byFolder.ask(MOVIE)).body).toEqual(MATRIX);
    for (const other of ['{ __typename }', `${MOVIE} `, '{ __schema { queryType { name } } }']) {
      expect(codesOf(await byFolder.ask(other))).toEqual([400, 'PERSISTED_QUERY_REQUIRED']);
      expect(codesOf(await send(byFolder, hashOf(other), other))).toEqual([400, 'PERSISTED_QUERY_REQUIRED']);
      expect(codesOf(await send(byFolder, hashOf(other)))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    }
  });

  it('reads trusted documents from a manifest of Apollo’s', async () => {
    const operations = [{ id: hashOf(MOVIE), name: 'Movie', type: 'query', body: MOVIE }];
    const manifest = written({ format: 'apollo-persisted-query-manifest', version: 1, operations });
    await using gateway = await startGateway({ env: { TRUSTED_DOCUMENTS: manifest, TRUSTED_DOCUMENTS_ONLY: 'true' } });
    expect((await send(gateway, hashOf(MOVIE))).body).toEqual(MATRIX);
  });
});

describe('invalid trusted documents', () => {
  it('names each invalid trusted document at the start, with its first fault', async () => {
    const bad = written({
      good: MOVIE,
      one: '{ movi { title } }',
      two: '{',
      three: 3,
      'no hash': MOVIE,
      deep: `{ movie(id: 603) ${'{ similar { nodes '.repeat(16)} { title } ${'} }'.repeat(16)} }`,
    });
    const { problems } = await refused({ TRUSTED_DOCUMENTS: bad });
    expect(problems).toEqual([
      expect.stringMatching(/^TRUSTED_DOCUMENTS: one: Cannot query field "movi"/),
      expect.stringMatching(/^TRUSTED_DOCUMENTS: two: Syntax Error/),
      'TRUSTED_DOCUMENTS: three: Expected the text of a document.',
      'TRUSTED_DOCUMENTS: no hash: Expected a hash of letters, digits and : . - _ only.',
      'TRUSTED_DOCUMENTS: deep: Expected a document with at most 16 levels of fields.',
    ]);
  });

  it.each([
    ['a file that is not there', () => join(folder, 'none'), 'the path cannot be read (ENOENT)'],
    ['what is no JSON', () => join(folder, `${hashOf(MOVIE)}.graphql`), 'the file is not valid JSON (Expected property name or'],
    ['half a file', () => written('{ "a": "'), 'the file is not valid JSON (Unterminated string'],
    ['a list', () => written([MOVIE]), 'the JSON has another shape'],
    ['an entry of a manifest without its text', () => written({ operations: [{ id: 'a' }, null] }), 'a: Expected the text of a document.'],
  ])('refuses to start with %s for trusted documents, and names the reason', async (_what, path, reason) => {
    expect((await refused({ TRUSTED_DOCUMENTS: path() })).message).toContain(reason);
  });

  it.each([
    ['an unset variable', () => ''],
    ['an empty object', () => written({})],
    ['an empty folder', () => mkdtempSync(join(folder, 'empty-'))],
  ])('refuses to start with only trusted documents and %s', async (_what, path) => {
    const { message } = await refused({ TRUSTED_DOCUMENTS: path(), TRUSTED_DOCUMENTS_ONLY: 'true' });
    expect(message).toContain('TRUSTED_DOCUMENTS_ONLY: expected');
  });
});

import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import type { Asked, TestGateway } from '../support/gateway.ts';

const FILM = '{ movie(id: 603) { title } }';
const MATRIX = { data: { movie: { title: 'The Matrix' } } };
const hashOf = (query: string): string => createHash('sha256').update(query).digest('hex');

const folder = mkdtempSync(join(tmpdir(), 'documents-'));
const file = join(folder, 'documents.json');
writeFileSync(file, JSON.stringify({ 'md5:film': FILM, later: '{ movie(id: 603) { title ... @defer { title } } }' }));
writeFileSync(join(folder, `${hashOf(FILM)}.graphql`), FILM);

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
  it('are known by their hash once they were sent with it, by GET too', async () => {
    const unknown = await send(automatic, hashOf(FILM), undefined, 'GET');
    expect(codesOf(unknown)).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    expect(unknown.body.errors?.[0]?.message).toBe('PersistedQueryNotFound');
    expect(unknown.headers.get('cache-control')).toBe('no-store');
    expect((await send(automatic, hashOf(FILM), FILM)).body).toEqual(MATRIX);
    for (const method of ['GET', 'POST'] as const) expect((await send(automatic, hashOf(FILM), undefined, method)).body).toEqual(MATRIX);
  });

  it('are never registered under a hash that is not theirs', async () => {
    const hash = hashOf('{ __typename }');
    expect(codesOf(await send(automatic, hash, FILM))).toEqual([400, 'BAD_REQUEST']);
    expect(codesOf(await send(automatic, hash))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
  });

  it.each([5, null, '', {}, [], '../x', 'a'.repeat(300), '__proto__ '])('the hash %j is none', async (hash) => {
    expect(codesOf(await send(automatic, hash))).toEqual([400, 'BAD_REQUEST']);
  });

  it.each(['__proto__', 'constructor', 'toString'])('the hash %s, which objects inherit, is unknown', async (hash) => {
    expect(codesOf(await send(byFile, hash))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
  });
});

describe('trusted documents', () => {
  it('are known by their hash from the start, from a file or a folder, beside all others', async () => {
    expect((await send(byFile, 'md5:film')).body).toEqual(MATRIX);
    expect((await send(byFolder, hashOf(FILM))).body).toEqual(MATRIX);
    expect((await byFile.ask('{ __typename }')).body).toEqual({ data: { __typename: 'Query' } });
    expect((await send(byFile, hashOf('{ __typename }'), '{ __typename }')).status).toBe(200);
  });

  it('alone are run where that is configured, also when sent as text', async () => {
    expect((await byFolder.ask(FILM)).body).toEqual(MATRIX);
    for (const other of ['{ __typename }', `${FILM} `, '{ __schema { queryType { name } } }']) {
      expect(codesOf(await byFolder.ask(other))).toEqual([400, 'PERSISTED_QUERY_REQUIRED']);
      expect(codesOf(await send(byFolder, hashOf(other), other))).toEqual([400, 'PERSISTED_QUERY_REQUIRED']);
      expect(codesOf(await send(byFolder, hashOf(other)))).toEqual([400, 'PERSISTED_QUERY_NOT_FOUND']);
    }
  });

  it('that do not fit the schema are named at the start', async () => {
    const bad = join(folder, 'bad.json');
    writeFileSync(bad, JSON.stringify({ good: FILM, one: '{ movi { title } }', two: '{', three: 3 }));
    await expect(startGateway({ env: { TRUSTED_DOCUMENTS: bad } })).rejects.toThrow('one, two, three');
    for (const none of [`${folder}/none`, join(folder, `${hashOf(FILM)}.graphql`)]) {
      await expect(startGateway({ env: { TRUSTED_DOCUMENTS: none } })).rejects.toThrow('TRUSTED_DOCUMENTS: expected');
    }
  });
});

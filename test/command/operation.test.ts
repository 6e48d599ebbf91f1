import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { runGateway } from './run.ts';

/** Two operations. */
const DOCUMENT = 'query Title($id: ID!) { movie(id: $id) { title } }\nquery Runtime { movie(id: 603) { runtime } }\n';

let folder = '';
let sandbox: Sandbox;
/** Variables that lead to the sandbox of this file. */
let env: Record<string, string> = {};
const fileOf = (name: string): string => path.join(folder, name);

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'command-'));
  writeFileSync(fileOf('movie.graphql'), DOCUMENT);
  writeFileSync(fileOf('variables.json'), '\uFEFF{ "id": 603 }'); // As editors on Windows write it.
  writeFileSync(fileOf('list.json'), '[603]');
  writeFileSync(fileOf('documents.json'), '{}');
  sandbox = await startSandbox();
  // Not even a gateway that refuses all other documents refuses the operator's.
  env = {
    TMDB_API_URL: sandbox.origin,
    TMDB_ACCESS_TOKEN: 'hush-hush',
    TRUSTED_DOCUMENTS: fileOf('documents.json'),
    TRUSTED_DOCUMENTS_ONLY: 'true',
  };
});
afterAll(async () => {
  await sandbox.close();
  rmSync(folder, { recursive: true });
});

describe('query', () => {
  it('prints the answer of the named operation in a file, with variables from a file and with the headers', async () => {
    const args = ['--operation-name', 'Title', '--variables', fileOf('variables.json')];
    const headers = ['--header', 'Accept-Language: de', '--header', 'TMDB-Explain: 1'];
    const { code, stdout, stderr } = await runGateway(['query', fileOf('movie.graphql'), ...args, ...headers], { env });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ data: { movie: { title: 'Matrix' } }, extensions: { tmdb: { requests: 1 } } });
    expect(sandbox.requests.map(({ url }) => url)).toEqual(['/3/movie/603?language=de']);
  });

  it('prints a whole answer to `@defer` and `@stream`', async () => {
    const input =
      '{ movie(id: 603) { title ... @defer { runtime } } trendingMovies(first: 1) { nodes @stream(initialCount: 0) { __typename } } }';
    const { code, stdout, stderr } = await runGateway(['query', '-'], { input, env });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toEqual({
      data: { movie: { title: 'The Matrix', runtime: 136 }, trendingMovies: { nodes: [{ __typename: 'Movie' }] } },
    });
  });

  it('runs a document of standard input on a sandbox of its own, and warns on standard error', async () => {
    const input = 'query ($id: ID!) { movie(id: $id) { title } }';
    const args = ['query', '-', '--variables', '{ "id": 603 }'];
    const { code, stdout, stderr } = await runGateway(args, { input, env: { TMDB_ACCES_TOKEN: 'x' } });
    expect([code, JSON.parse(stdout)]).toEqual([0, { data: { movie: { title: 'The Matrix' } } }]);
    expect(stderr).toMatch(/^TMDB_ACCES_TOKEN: .*Did you mean TMDB_ACCESS_TOKEN\?\n$/);
  });

  it.each([
    ['{ movie(id: 1) { title } }', 1],
    ['{ movie(id: 1) { title } matrix: movie(id: 603) { title } }', 0],
  ])('prints the answer of %s with its error, and exits with %i', async (input, exitCode) => {
    const { code, stdout, stderr } = await runGateway(['query', '-'], { input, env });
    expect([code, stderr]).toEqual([exitCode, '']);
    expect(JSON.parse(stdout)).toMatchObject({ data: { movie: null }, errors: [{ extensions: { code: 'NOT_FOUND' } }] });
  });

  it('is refused in production without a credential, as the gateway is', async () => {
    const { code, stdout, stderr } = await runGateway(['query', '-'], { input: '{ __typename }', env: { NODE_ENV: 'production' } });
    expect([code, stdout, stderr]).toEqual([1, '', expect.stringMatching(/TMDB_ACCESS_TOKEN: expected, /)]);
  });
});

describe('explain', () => {
  it.each([
    ['with a credential', () => env],
    ['in production without one', () => ({ NODE_ENV: 'production' })],
  ])('prints the plan and sends nothing, %s', async (_what, variables) => {
    const sent = sandbox.requests.length;
    const input = '{ trendingMovies(first: 20) { nodes { title runtime } } }';
    const { code, stdout, stderr } = await runGateway(['explain', '-'], { input, env: variables() });
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ certain: 21, atMost: 100, dearest: { path: 'trendingMovies.nodes.runtime', requests: 20 } });
    expect(sandbox.requests).toHaveLength(sent);
  });

  it('sends nothing for a mutation either', async () => {
    const sent = sandbox.requests.length;
    const input = 'mutation { createGuestSession { guestSessionId } }';
    expect(await runGateway(['explain', '-'], { input, env })).toMatchObject({ code: 0, stderr: '' });
    expect(sandbox.requests).toHaveLength(sent);
  });
});

describe('an operation that cannot be run', () => {
  it.each<[what: string, args: () => string[], line: RegExp]>([
    ['a missing file', () => ['/nowhere/movie.graphql'], /^\/nowhere\/movie\.graphql cannot be read \(ENOENT\)\.$/],
    ['a folder', () => [folder], /cannot be read \(EISDIR\)\.$/],
    ['a syntax error', () => ['-'], /^-:1:13: Syntax Error: .* \(GRAPHQL_PARSE_FAILED\)$/],
    [
      'variables that are no JSON',
      () => [fileOf('movie.graphql'), '--variables', '{ id: 603 }'],
      /^--variables: expected a JSON object, such as /,
    ],
    [
      'no JSON object as variables',
      () => [fileOf('movie.graphql'), '--variables', fileOf('list.json')],
      /^--variables: expected a JSON object, such as /,
    ],
    ['no operation name', () => [fileOf('movie.graphql')], /^\S+movie\.graphql: Could not determine .* \(OPERATION_RESOLUTION_FAILURE\)$/],
    [
      'an unset variable',
      () => [fileOf('movie.graphql'), '--operation-name', 'Title'],
      /^\S+movie\.graphql:1:13: .*"\$id".* \(BAD_USER_INPUT\)$/,
    ],
  ])('exits with 1 and one line for %s', async (_what, args, line) => {
    const { code, stdout, stderr } = await runGateway(['query', ...args()], { env, input: '{ movie(id: ' });
    expect([code, stdout, stderr.trimEnd()]).toEqual([1, '', expect.stringMatching(line)]);
  });

  it('gets a line for each of its errors, with the place of each', async () => {
    const { code, stdout, stderr } = await runGateway(['explain', '-'], { input: '{ movi { title } movie(id: 603) { titel } }' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^-:1:3: Cannot query field "movi".* \(GRAPHQL_VALIDATION_FAILED\)$/),
      expect.stringMatching(/^-:1:35: Cannot query field "titel".* \(GRAPHQL_VALIDATION_FAILED\)$/),
    ]);
  });
});

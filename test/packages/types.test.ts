import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { ROOT, run } from './project.ts';

const { npm, pnpm } = inject('packed');

const USE = `
import { createServer } from 'node:http';
import { createGateway, createLog, listen, readConfig, type Config, type Gateway, type Log } from 'tmdb-graphql-gateway';
import { isTmdbError, TMDB_STATUS, type ErrorCode, type ErrorExtensions, type TmdbStatus } from 'tmdb-graphql-gateway/client';

const config: Config = readConfig(process.env);
const log: Log = createLog('info', process.stderr);
const gateway: Gateway = createGateway(config, Date.now, log);
createServer(gateway.handler).listen(4000);
void listen(gateway, 4000, '127.0.0.1').then((server) => server.close());
export const answer: Promise<Response> = gateway.fetch(new Request('http://gateway/graphql'));

export function describe(error: { extensions: ErrorExtensions }): string {
  if (isTmdbError(error, 34)) {
    const name: 'RESOURCE_NOT_FOUND' = error.extensions.tmdb.name;
    return name;
  }
  const code: ErrorCode = error.extensions.code;
  const status: TmdbStatus = 7;
  return code + TMDB_STATUS[status].means;
}
`;

/** What the entry for clients needs must not be more than the language: neither Node nor a browser. */
const USE_CLIENT = `
import { isTmdbError, TMDB_STATUS } from 'tmdb-graphql-gateway/client';
export const isMissing = (error: unknown): boolean => isTmdbError(error, 34) && error.extensions.tmdb.name === TMDB_STATUS[34].name;
`;

const RESOLUTIONS = {
  node16: { module: 'node16' },
  nodenext: { module: 'nodenext' },
  bundler: { module: 'esnext', moduleResolution: 'bundler' },
} as const;

/** Compiles files of a strict project that checks the types of its packages too. @returns What the compiler says. */
async function compile(project: string, name: string, files: Record<string, string>, options: object): Promise<string> {
  const folder = path.join(project, name);
  await mkdir(folder);
  const compilerOptions = {
    ...options,
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: false,
    noEmit: true,
    target: 'es2022',
  };
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(folder, file), text);
  await writeFile(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions }));
  const { stdout, stderr } = await run(folder, [path.join(ROOT, 'node_modules/.bin/tsc')]);
  return stdout + stderr;
}

it.each(Object.entries(RESOLUTIONS))('compiles in a strict project without other types, resolved as %s does', async (name, options) => {
  expect(await compile(npm, `types-${name}`, { 'main.mts': USE }, options)).toBe('');
});

it.each(Object.entries(RESOLUTIONS))(
  'compiles the entry for clients without types of a platform, resolved as %s does',
  async (name, options) => {
    const files = { 'module.mts': USE_CLIENT, 'commonjs.cts': USE_CLIENT };
    expect(await compile(npm, `client-types-${name}`, files, { ...options, types: [], lib: ['es2022'] })).toBe('');
  },
);

it('compiles in a project of pnpm', async () => {
  expect(await compile(pnpm, 'types', { 'main.mts': USE }, RESOLUTIONS.nodenext)).toBe('');
});

it('does not compile where the package is misused', async () => {
  const text = "import { isTmdbError } from 'tmdb-graphql-gateway/client';\nisTmdbError(null, 48);";
  expect(await compile(npm, 'wrong-types', { 'main.mts': text }, RESOLUTIONS.nodenext)).toMatch(/^main\.mts\(2,19\): error TS2345/);
});

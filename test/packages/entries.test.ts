import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it, onTestFinished } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { environment, run, succeed, type NODES } from './project.ts';

const { npm, pnpm } = inject('packed');

/** Uses each entry of the package, and prints what it finds. */
const USE = `
const env = { TMDB_API_URL: 'http://127.0.0.1:9', TMDB_ACCESS_TOKEN: 'x', LOG_LEVEL: 'silent' };
async function use({ createGateway, readConfig }, { isTmdbError, TMDB_STATUS }) {
  const gateway = createGateway(readConfig(env));
  const response = await gateway.fetch(new Request('http://gateway/graphql?query={__typename}', { headers: { accept: 'application/json' } }));
  const error = { message: '', extensions: { tmdb: { status: 34 } } };
  console.log(JSON.stringify([await response.json(), isTmdbError(error, 34), isTmdbError(null, 34), Object.keys(TMDB_STATUS).length]));
  await gateway.close();
}
`;

const PROGRAMS = {
  'import.mjs': `
    import * as main from 'tmdb-graphql-gateway';
    import * as client from 'tmdb-graphql-gateway/client';
    ${USE}
    await use(main, client);`,
  'import.cjs': `
    const client = require('tmdb-graphql-gateway/client');
    ${USE}
    void import('tmdb-graphql-gateway').then((main) => use(main, client));`,
  // Node can require ES modules that await nothing at their top level.
  'require.cjs': `
    ${USE}
    void use(require('tmdb-graphql-gateway'), require('tmdb-graphql-gateway/client'));`,
};

/** Writes a program of this test into a project, and runs it. */
async function runProgram(project: string, name: string, text: string, node: keyof typeof NODES): Promise<string> {
  const file = path.join(project, `node-${node}-${name}`);
  await writeFile(file, text);
  return succeed(project, ['node', '--throw-deprecation', file], node);
}

const cases = ([22, 24] as const).flatMap((node) => Object.entries(PROGRAMS).map(([name, text]) => ({ node, name, text })));

it.each(cases)('answers in $name on Node $node', async ({ node, name, text }) => {
  expect(JSON.parse(await runProgram(npm, name, text, node))).toEqual([{ data: { __typename: 'Query' } }, true, false, 47]);
});

it('answers in a project of pnpm', async () => {
  expect(JSON.parse(await runProgram(pnpm, 'import.mjs', PROGRAMS['import.mjs'], 24))).toEqual([
    { data: { __typename: 'Query' } },
    true,
    false,
    47,
  ]);
});

it('exports both SDL files and the result of introspection', async () => {
  const read = `
    import { readFileSync } from 'node:fs';
    import introspection from 'tmdb-graphql-gateway/introspection.json' with { type: 'json' };
    import { buildClientSchema, buildSchema, lexicographicSortSchema, printSchema } from 'graphql';
    const sdl = (name) => readFileSync(new URL(import.meta.resolve('tmdb-graphql-gateway/' + name)), 'utf8');
    const print = (schema) => printSchema(lexicographicSortSchema(schema));
    console.log(print(buildClientSchema(introspection)) === print(buildSchema(sdl('schema.graphql'))), sdl('subgraph.graphql').includes('@key'));
  `;
  expect(await runProgram(npm, 'sdl.mjs', read, 24)).toBe('true true\n');
});

it('shows the metrics of the application beside its own', async () => {
  const read = `
    import { Counter } from 'prom-client';
    import { createGateway, readConfig } from 'tmdb-graphql-gateway';
    new Counter({ name: 'mine', help: 'Mine.' }).inc();
    const gateway = createGateway(readConfig({ TMDB_API_URL: 'http://127.0.0.1:9', TMDB_ACCESS_TOKEN: 'x', LOG_LEVEL: 'silent' }));
    console.log(await (await gateway.fetch(new Request('http://gateway/metrics'))).text());
    await gateway.close();
  `;
  expect(await runProgram(npm, 'metrics.mjs', read, 24)).toMatch(/^tmdb_gateway_queue_length 0$[^]*^mine 1$/m);
});

it('sends spans to the tracer of the application', async () => {
  const read = `
    import { trace } from '@opentelemetry/api';
    import { createGateway, readConfig } from 'tmdb-graphql-gateway';
    const span = { spanContext: () => ({}), isRecording: () => false, setAttribute() {}, setAttributes() {}, setStatus() {}, end() {} };
    trace.setGlobalTracerProvider({ getTracer: () => ({ startSpan: (name) => (console.log(name), span) }) });
    const gateway = createGateway(readConfig({ TMDB_API_URL: 'http://127.0.0.1:9', TMDB_ACCESS_TOKEN: 'x', LOG_LEVEL: 'silent' }));
    await gateway.fetch(new Request('http://gateway/graphql?query={__typename}'));
    await gateway.close();
  `;
  expect(await runProgram(npm, 'spans.mjs', read, 24)).toBe('GraphQL operation\n');
});

const COMMAND = 'node_modules/.bin/tmdb-graphql-gateway';

it.each([
  ['npm', npm],
  ['pnpm', pnpm],
])('answers as a command that %s installed, and stops on SIGTERM', async (_name, project) => {
  const child = spawn(COMMAND, { cwd: project, env: { ...environment(), PORT: '0' }, stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const ended = new Promise((resolve) => child.once('close', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const [found] = /http:\/\/127\.0\.0\.1:\d+\/graphql/.exec(output) ?? [];
      if (found !== undefined) resolve(found);
    });
    void ended.then(() => reject(new Error(`It ended:\n${output}`)));
  });
  const response = await fetch(`${address}?query={movie(id:603){title}}`, { headers: { accept: 'application/json' } });
  expect(await response.json()).toEqual({ data: { movie: { title: 'The Matrix' } } });
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
});

it('says in one line which Node it needs when Node is too old', async () => {
  const { code, stdout, stderr } = await run(npm, [COMMAND], 20);
  expect(stdout).toBe('');
  expect(stderr).toMatch(/^[^\n]*\bNode(\.js)? [^\n]*22\.19[^\n]*\n$/);
  expect(packageJson.engines.node).toBe('>=22.19');
  expect(code).toBe(1);
});

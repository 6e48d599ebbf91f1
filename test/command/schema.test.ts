import { readFileSync } from 'node:fs';
import { buildClientSchema, buildSchema, lexicographicSortSchema, printSchema, type IntrospectionQuery } from 'graphql';
import { expect, it } from 'vitest';
import { runCommand } from '../support/program.ts';
import { runGateway } from './run.ts';

const sdlOf = (name: string): string => readFileSync(new URL(`../../schema/${name}.graphql`, import.meta.url), 'utf8');

it.each([
  [[], 'schema'],
  [['--subgraph'], 'subgraph'],
])('prints with %j the SDL of schema/%s.graphql', async (options, name) => {
  expect(await runGateway(['schema', ...options])).toEqual({ code: 0, stdout: sdlOf(name), stderr: '' });
});

it('ends in silence when its reader has seen enough', async () => {
  const piped = runCommand(['sh', '-c', '"$0" src/main.ts schema | head -n 1', process.execPath], {});
  expect(await piped.ended).toBe(0);
  expect(piped.output.stderr).toBe('');
});

it('prints with --introspection JSON from which clients build the same schema', async () => {
  const { code, stdout, stderr } = await runGateway(['schema', '--introspection']);
  expect([code, stderr]).toEqual([0, '']);
  const { data } = JSON.parse(stdout) as { data: IntrospectionQuery };
  expect(printSchema(lexicographicSortSchema(buildClientSchema(data)))).toBe(
    printSchema(lexicographicSortSchema(buildSchema(sdlOf('schema')))),
  );
});

import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

const long = (lines: number): string => `export function long(): void {\n${'  globalThis.name;\n'.repeat(lines - 2)}}\n`;
const fields = `export const fields = (): unknown => ({\n${Array.from({ length: 200 }, (_, n) => `  f${n}: ${n},\n`).join('')}});\n`;

/** Each breaks one rule; the last column is lint's message. */
const BROKEN: readonly (readonly [file: string, code: string, says: RegExp])[] = [
  ['src/tmdb/engine/a.ts', "import { movie } from '../api/titles/movie.ts';\nmovie;", /works for any table/],
  ['src/tmdb/engine/b.ts', "import type { Movie } from '../api/titles/movie.ts';\nexport type A = Movie;", /works for any table/],
  ['src/tmdb/engine/c.ts', "import { GraphQLError } from 'graphql';\nGraphQLError;", /knows no GraphQL/],
  ['src/tmdb/api/titles/a.ts', "import type { Engine } from '../../engine/engine.ts';\nexport type A = Engine;", /is data/],
  ['src/tmdb/a.ts', "import { builder } from '@pothos/core';\nbuilder;", /knows no GraphQL/],
  ['src/tmdb/b.ts', "import type { Config } from '../config.ts';\nexport type A = Config;", /nothing from above it/],
  ['src/tmdb/c.ts', "import { schema } from '../../schema/index.ts';\nschema;", /nothing from above it/],
  ['src/tmdb/d.ts', "import type { Fleet } from '../fleet/fleet.ts';\nexport type A = Fleet;", /nothing from above it/],
  ['src/tmdb/engine/d.ts', "import { connectRedis } from '../../redis/connection.ts';\nconnectRedis;", /nothing from above it/],
  ['src/loaders.ts', "import { schema } from '../schema/index.ts';\nschema;", /Only src\/server.ts and src\/context.ts/],
  ['src/http/a.ts', "import { schema } from '../../schema/index.ts';\nschema;", /Only src\/server.ts and src\/context.ts/],
  ['src/ops/a.ts', "import { run } from '../../test/support/program.ts';\nrun;", /nothing from its tests/],
  ['schema/core/a.ts', "import { Movie } from '../movies/movie.ts';\nMovie;", /machinery/],
  ['schema/core/b.ts', "import type { Movie } from '../movies/movie.ts';\nexport type A = Movie;", /machinery/],
  ['schema/movies/a.ts', "import type { Engine } from '../../src/tmdb/engine/engine.ts';\nexport type A = Engine;", /never fetches/],
  ['schema/movies/b.ts', "import { sandbox } from '../../src/sandbox/main.ts';\nsandbox;", /never fetches/],
  ['schema/movies/c.ts', "import { openUpstream } from '../../src/upstream.ts';\nopenUpstream;", /never fetches/],
  ['src/long.ts', long(121), /This function has 121 lines/],
];

/** These break none. */
const SOUND: readonly (readonly [file: string, code: string])[] = [
  ['src/tmdb/engine/ok.ts', "import { second } from '../duration.ts';\nsecond;"],
  ['src/tmdb/api/titles/ok.ts', "import { part } from '../../resource.ts';\npart;"],
  ['src/tmdb/ok.ts', "import { second } from './duration.ts';\nsecond;"],
  ['src/server.ts', "import { schema } from '../schema/index.ts';\nschema;"],
  ['src/context.ts', "import type { Context } from '../schema/core/builder.ts';\nexport type A = Context;"],
  ['schema/core/ok.ts', "import { part } from '../../src/tmdb/resource.ts';\npart;"],
  ['schema/movies/ok.ts', "import { part } from '../core/fields.ts';\npart;"],
  ['src/short.ts', long(120)],
  ['schema/movies/fields.ts', fields],
];

it('reports each import against a wall and each function that is too long, and nothing else', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'walls-'));
  try {
    for (const file of ['.oxlintrc.json', 'test/lint/function-length.ts']) await cp(path.join(ROOT, file), path.join(folder, file));
    for (const [file, code] of [...BROKEN, ...SOUND]) {
      await mkdir(path.join(folder, path.dirname(file)), { recursive: true });
      await writeFile(path.join(folder, file), code);
    }
    const rules = ['-A', 'all', '-D', 'no-restricted-imports', '-D', 'house/function-length'];
    const lint = path.join(ROOT, 'node_modules/oxlint/bin/oxlint');
    const output = await run(process.execPath, [lint, ...rules, '--format', 'json', 'src', 'schema'], { cwd: folder }).then(
      ({ stdout }) => stdout,
      ({ stdout }: { stdout: string }) => stdout,
    );
    const { diagnostics } = JSON.parse(output) as { diagnostics: { filename: string; message: string; help?: string }[] };
    const reported = Map.groupBy(diagnostics, ({ filename }) => filename);
    expect([...reported.keys()].toSorted()).toEqual(BROKEN.map(([file]) => file).toSorted());
    for (const [file, , says] of BROKEN) {
      expect(
        reported
          .get(file)
          ?.map(({ message, help }) => `${message} ${help ?? ''}`)
          .join('\n'),
      ).toMatch(says);
    }
  } finally {
    await rm(folder, { recursive: true });
  }
});

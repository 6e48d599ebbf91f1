import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { schema } from '../../schema/index.ts';
import { circlesOf, crowdedFolders, importsOf } from './structure.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MAX_FILES = 25;

/** The types of the graph refer to each other: a movie has people, a person has movies. Machinery does not. */
const isGraphType = (file: string): boolean => /^schema\/(?!core\/)[a-z]+\//.test(file);

describe('the folders', () => {
  it('hold at most 25 files each', () => {
    expect(crowdedFolders(globSync('{src,schema}/**/*.ts', { cwd: ROOT }), MAX_FILES)).toEqual([]);
  });

  it('are reported when they hold more than that', () => {
    const files = Array.from({ length: MAX_FILES + 1 }, (_, n) => `src/room/${n}.ts`);
    expect(crowdedFolders([...files, 'src/room/inner/a.ts'], MAX_FILES)).toEqual(['src/room holds 26 files']);
    expect(crowdedFolders(files.slice(1), MAX_FILES)).toEqual([]);
  });
});

describe('imports', () => {
  it('run in no circle but among the types of the graph', () => {
    const circles = circlesOf(importsOf(ROOT, ['src', 'schema']));
    expect(circles.filter((circle) => !circle.every(isGraphType))).toEqual([]);
  });

  it('are reported when they run in a circle, however long', () => {
    const imports = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', ['e']],
      ['e', []],
    ]);
    expect(circlesOf(imports)).toEqual([['a', 'b', 'c']]);
  });

  it('are read from every form of import', () => {
    const imports = importsOf(ROOT, ['test/lint']);
    expect(imports.get('test/lint/structure.test.ts')).toEqual(['schema/index.ts', 'test/lint/structure.ts']);
  });
});

describe('the names that a client types', () => {
  const sources = globSync('schema/**/*.ts', { cwd: ROOT, exclude: ['schema/examples/**'] }).map((file) =>
    readFileSync(path.join(ROOT, file), 'utf8'),
  );
  const words = new Set(sources.flatMap((source) => source.match(/[A-Za-z]\w*/g) ?? []));
  const roots = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {}));

  it.each(roots.filter((name) => !name.startsWith('_')))('are found by searching schema/: %s', (name) => {
    expect(words.has(name)).toBe(true);
  });
});

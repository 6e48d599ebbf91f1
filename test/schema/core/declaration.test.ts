import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Files outside `core/` that use `load` by hand, and why. Everything else goes through a declared field of `core/fields.ts`. */
const BY_HAND: Readonly<Record<string, string>> = {
  'account/favorite.ts': 'Writes.',
  'account/list-mutations.ts': 'Writes.',
  'account/rate.ts': 'Writes.',
  'account/sign-in.ts': 'Writes.',
};

const SCHEMA = new URL('../../../schema/', import.meta.url);

const sources = readdirSync(SCHEMA, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('core/') && !path.startsWith('examples/'))
  .map((path) => ({ path, text: readFileSync(new URL(path, SCHEMA), 'utf8') }));

/** The context's `load`: called, destructured, or one of its methods. */
const LOAD = /\bload\b/g;

describe('loads outside schema/core', () => {
  it('uses load by hand only in the files that are listed with a reason', () => {
    const used = sources.filter(({ text }) => code(text).match(LOAD)).map(({ path }) => path);
    expect(used.toSorted()).toEqual(Object.keys(BY_HAND));
  });

  it('uses load by hand for nothing but writes', () => {
    for (const { path, text } of sources.filter((source) => source.path in BY_HAND)) {
      const uses = code(text)
        .replaceAll(/\bload\.write\(/g, '')
        .replaceAll(/\{ load(?:, \w+)* \}/g, '');
      expect(uses.match(LOAD), path).toBeNull();
    }
  });

  it('makes wishes only in schema/core', () => {
    expect(sources.filter(({ text }) => /\bwishFor\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

/** Strips comments and texts. */
function code(source: string): string {
  return source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '').replaceAll(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''");
}

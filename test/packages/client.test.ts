import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, inject, it } from 'vitest';
import { succeed, TOOLS } from './project.ts';

const { npm } = inject('packed');

/** Bytes of the whole entry, minified. */
const MAX_SIZE = 8000;

it('bundles the entry for clients for a browser in 8 kB, without another package and without Node', async () => {
  await writeFile(path.join(npm, 'browser.js'), "export * from 'tmdb-graphql-gateway/client';");
  // Such a build fails when a built-in module of Node is imported.
  const options = '--bundle --minify --format=esm --platform=browser --charset=utf8 --outfile=bundle.js --metafile=meta.json'.split(' ');
  await succeed(npm, [path.join(TOOLS, '.bin/esbuild'), 'browser.js', ...options]);
  const built = await readFile(path.join(npm, 'bundle.js'));
  expect(built.toString()).toContain('RESOURCE_NOT_FOUND');
  expect(built.length).toBeLessThanOrEqual(MAX_SIZE);
  const { inputs } = JSON.parse(await readFile(path.join(npm, 'meta.json'), 'utf8')) as { inputs: Record<string, unknown> };
  expect(Object.keys(inputs).filter((file) => !/^browser\.js$|tmdb-graphql-gateway\/dist\/src\//.test(file))).toEqual([]);
  console.log(`The entry for clients has ${built.length} bytes, minified.`);
});

it('leaves the table out of a bundle that only tests errors', async () => {
  await writeFile(path.join(npm, 'small.js'), "export { isTmdbError } from 'tmdb-graphql-gateway/client';");
  const built = await succeed(npm, [path.join(TOOLS, '.bin/esbuild'), 'small.js', '--bundle', '--minify', '--format=esm']);
  expect(Buffer.byteLength(built)).toBeLessThan(200);
});

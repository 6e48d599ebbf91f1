/** Builds the explorer's files into a folder: `node src/pages/explorer/build.ts <folder> [quality of brotli]`. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build, type Plugin } from 'vite';

const [, , folder = '', quality = '9'] = process.argv;

/** Leaves out the fonts within GraphiQL's style: the system has some. Monaco brings its icons in its own. */
const withoutFonts: Plugin = {
  name: 'without-fonts',
  enforce: 'pre',
  transform: {
    filter: { id: /graphiql\/dist\/style\.css$/ },
    handler: (code) => code.replaceAll(/@font-face\s*\{[^}]*\}/g, ''),
  },
};

const bundled = await build({
  root: fileURLToPath(new URL('.', import.meta.url)),
  // Files refer to each other by relative paths, so that the explorer works below any path.
  base: './',
  configFile: false,
  logLevel: 'error',
  plugins: [withoutFonts],
  worker: { format: 'es' },
  build: {
    write: false,
    assetsDir: '',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'es2023',
    license: { fileName: 'licenses.md' },
  },
});
if (!('output' in bundled)) throw new Error('Expected one bundle.');

/** Writes a file compressed, by each coding that browsers accept. */
async function write(name: string, content: string | Uint8Array): Promise<void> {
  const params = { [constants.BROTLI_PARAM_QUALITY]: Number(quality) };
  await writeFile(path.join(folder, `${name}.br`), await promisify(brotliCompress)(content, { params }));
  await writeFile(path.join(folder, `${name}.gz`), await promisify(gzip)(content, { level: constants.Z_BEST_COMPRESSION }));
}

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
await Promise.all(bundled.output.map((file) => write(file.fileName, file.type === 'chunk' ? file.code : file.source)));

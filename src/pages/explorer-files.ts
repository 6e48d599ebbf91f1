import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, constants, mkdir, mkdtemp, readdir, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import type { ContentCoding } from '../http/negotiation.ts';
import type { Log } from '../ops/log.ts';
import { minute, second } from '../tmdb/duration.ts';

/** The built files of the explorer. */
export interface ExplorerFiles {
  /** The page, whose files are named by relative paths. */
  readonly html: string;
  /** Whether there is a file of this name, other than the page. */
  has(name: string): boolean;
  /** Reads a file, encoded. It is kept as it was compressed, which is 1.7 MB for all of a coding: read anew it would be garbage of each visit. */
  read(name: string, coding: ContentCoding): Promise<Uint8Array<ArrayBuffer>>;
}

/** The folder of the explorer: its sources, or in the package what was built of them. */
const FOLDER = fileURLToPath(new URL('explorer/', import.meta.url));

const IS_SOURCE = import.meta.url.endsWith('.ts');

/** Time in which a build has to end. */
const MAX_BUILD = 2 * minute;

/** Time after which a visit tries a build again that has failed: visitors must not start one after the other. */
const RETRY_AFTER = 10 * second;

/** Ends of the names of compressed files, by the coding for which they are read. */
const ENDS: Readonly<Record<ContentCoding, string>> = { br: '.br', gzip: '.gz', identity: '.gz' };

async function openFolder(folder: string): Promise<ExplorerFiles> {
  const names = new Set((await readdir(folder)).map((name) => path.parse(name).name));
  const kept = new Map<string, Uint8Array<ArrayBuffer>>();
  const read = async (name: string, coding: ContentCoding): Promise<Uint8Array<ArrayBuffer>> => {
    const file = name + ENDS[coding];
    const compressed = kept.get(file) ?? (await readFile(path.join(folder, file)));
    kept.set(file, compressed);
    return coding === 'identity' ? new Uint8Array(await promisify(gunzip)(compressed)) : compressed;
  };
  const html = Buffer.from(await read('index.html', 'identity')).toString();
  names.delete('index.html');
  return { html, has: (name) => names.has(name), read };
}

/** A digest of everything that a build depends on: the sources, and the versions of packages. */
async function digestOfSources(): Promise<string> {
  const hash = createHash('sha256');
  const sources = (await readdir(FOLDER)).toSorted().map((name) => path.join(FOLDER, name));
  const others = ['tmdb/status.ts', 'tmdb/error-code.ts', '../package-lock.json'].map((name) => path.join(FOLDER, '../..', name));
  for (const file of [...sources, ...others]) hash.update(await readFile(file).catch(() => ''));
  return hash.digest('hex').slice(0, 16);
}

/** The folder for what can be built again; where packages are read-only, one that no other user can have written, for this process. */
async function cacheFolder(): Promise<string> {
  const modules = path.join(FOLDER, '../../../node_modules');
  try {
    await access(modules, constants.W_OK);
    return path.join(modules, '.cache', 'tmdb-graphql-gateway');
  } catch {
    return mkdtemp(path.join(tmpdir(), 'tmdb-graphql-gateway-'));
  }
}

/** Builds the explorer of a source checkout, unless an earlier start has. In a process of its own, whose memory is freed. */
async function build(log: Log): Promise<string> {
  const cache = await cacheFolder();
  const folder = path.join(cache, `explorer-${await digestOfSources()}`);
  if ((await readdir(folder).catch(() => [])).length > 0) return folder;
  log.info('Building the explorer, once for these sources. `npm run build` does it beforehand.');
  const started = performance.now();
  const unfinished = `${folder}.${process.pid}`;
  await mkdir(cache, { recursive: true });
  try {
    await promisify(execFile)(process.execPath, [path.join(FOLDER, 'build.ts'), unfinished], { timeout: MAX_BUILD });
    // Another process may have been faster.
    await rename(unfinished, folder).catch(() => rm(unfinished, { recursive: true, force: true }));
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
  log.info(`The explorer is built, in ${Math.round(performance.now() - started)} ms.`);
  return folder;
}

/** Opens the files of the explorer; in a source checkout it builds them when they are first wanted. */
export function createExplorerFiles(log: Log): () => Promise<ExplorerFiles> {
  let opened: Promise<ExplorerFiles> | undefined;
  return () => {
    if (!opened) {
      opened = (IS_SOURCE ? build(log) : Promise.resolve(FOLDER)).then(openFolder);
      opened.catch(() => setTimeout(() => (opened = undefined), RETRY_AFTER).unref());
    }
    return opened;
  };
}

import { spawnSync } from 'node:child_process';
import { hash, randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { day, minute, second } from '../../src/tmdb/duration.ts';
import { unpack } from '../../src/tmdb/second-level/entry.ts';
import { openFileDatabase } from '../../src/tmdb/second-level/file-database.ts';
import type { StoredPart } from '../../src/tmdb/second-level/store.ts';
import { createFileStore } from '../../src/tmdb/second-level/file-store.ts';
import { credentialsOf, mutate } from '../support/accounts.ts';
import { collectYoung, heapUsed } from '../support/heap.ts';
import { run } from '../support/program.ts';
import { askAll, askPersonally, expectNone, MOVIES, startReplica, titleOf, TOKEN, type Replica } from './replica.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

function cacheFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'cache-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, 'cache.sqlite');
}

async function sandbox(): Promise<Sandbox> {
  const started = await startSandbox({ rateLimit: Infinity });
  closing.push(() => started.close());
  return started;
}

async function replica({ origin }: Sandbox, file: string, env: Record<string, string> = {}): Promise<Replica> {
  const started = await startReplica(origin, { CACHE_FILE: file, ...env });
  closing.push(() => started.close());
  return started;
}

/** A file with all movies in it, and their right answers. */
async function filled(tmdb: Sandbox): Promise<{ file: string; answers: unknown[] }> {
  const file = cacheFile();
  const first = await replica(tmdb, file);
  const answers = await askAll(first);
  await first.close();
  return { file, answers };
}

it('answers without a request what a process before it fetched', async () => {
  const tmdb = await sandbox();
  const { file, answers } = await filled(tmdb);
  expect(tmdb.requests.length).toBe(MOVIES.length);
  const second = await replica(tmdb, file);
  expect(await askAll(second)).toEqual(answers);
  expect(await second.lookups()).toEqual({ hit: MOVIES.length, miss: 0, error: 0 });
  expect(tmdb.requests.length).toBe(MOVIES.length);
  expect(second.lines()).toEqual([]);
});

it('writes on after a document that is nested too deep to be written', async () => {
  const tmdb = await sandbox();
  const body = `{"id":603,"title":"The Matrix","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
  tmdb.program({ faults: [{ path: '/3/movie/603', answer: { http: 200, body } }] });
  const file = cacheFile();
  const first = await replica(tmdb, file);
  expect(await first.data(titleOf(603))).toEqual({ movie: { title: 'The Matrix' } });
  const answers = await askAll(first);
  await first.close();
  const second = await replica(tmdb, file);
  expect(await askAll(second)).toEqual(answers);
  expect(await second.lookups()).toMatchObject({ hit: MOVIES.length, miss: 0 });
});

it('finds a movie by its IMDb id again', async () => {
  const tmdb = await sandbox();
  const file = cacheFile();
  const byImdb = '{ movie(imdbId: "tt0133093") { title keywords { name } } }';
  const first = await replica(tmdb, file);
  const before = await first.data(byImdb);
  await first.close();
  const requests = tmdb.requests.length;
  const second = await replica(tmdb, file);
  expect(await second.data(byImdb)).toEqual(before);
  expect(await second.data('{ movie(id: 603) { title } }')).toMatchObject({ movie: { title: 'The Matrix' } });
  expect(tmdb.requests.length).toBe(requests);
});

it('costs a killed process at most the requests of its last second', async () => {
  const tmdb = await sandbox();
  const file = cacheFile();
  const env = { TMDB_API_URL: tmdb.origin, TMDB_ACCESS_TOKEN: TOKEN, TMDB_RATE_LIMIT: '100', PORT: '0', CACHE_FILE: file };
  const start = async (): Promise<{ ask: (id: number) => Promise<Response>; kill: () => Promise<unknown> }> => {
    const program = run('src/main.ts', { env });
    closing.push(() => program.signal('SIGKILL'));
    const [, url = ''] = await program.until(/(http:\S+\/graphql)/);
    return {
      ask: (id) =>
        fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ query: titleOf(id) }) }),
      kill() {
        program.signal('SIGKILL');
        return program.ended;
      },
    };
  };
  const first = await start();
  const asked = Promise.allSettled(MOVIES.map((id) => first.ask(id)));
  await expect.poll(() => tmdb.requests.length, { interval: 5, timeout: 15_000 }).toBeGreaterThan(120);
  await first.kill();
  await asked;
  const sent = new Set(tmdb.requests.map(({ url }) => url));
  const before = tmdb.requests.length;
  const second = await start();
  const answers = await Promise.all(MOVIES.map((id) => second.ask(id)));
  expect(answers.every(({ ok }) => ok)).toBe(true);
  const again = tmdb.requests.slice(before).filter(({ url }) => sent.has(url) && url.includes('/movie/'));
  expect(again.length).toBeLessThan(100);
}, 60_000);

it('leaves a file as it is that is not its own', async () => {
  const tmdb = await sandbox();
  const file = cacheFile();
  const other = new DatabaseSync(file);
  other.exec('CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
  other.close();
  const before = readFileSync(file);
  await askAll(await replica(tmdb, file));
  expect(readFileSync(file).equals(before)).toBe(true);
});

describe('a file that cannot be used', () => {
  it.each<[string, string, (file: string) => void]>([
    ['is cut in the middle', 'malformed', (file) => truncateSync(file, Math.floor(statSync(file).size / 2))],
    ['is cut to 100 bytes', 'database', (file) => truncateSync(file, 100)],
    ['is no database', 'not a database', (file) => writeFileSync(file, 'a text that somebody needs\n'.repeat(100))],
    ['is a folder', 'unable to open', (file) => (rmSync(file), mkdirSync(file))],
    ['is in a missing folder', 'unable to open', (file) => rmSync(path.dirname(file), { recursive: true })],
    [
      'belongs to another program',
      'another program',
      (file) => {
        rmSync(file);
        const other = new DatabaseSync(file);
        other.exec('CREATE TABLE notes (text TEXT); INSERT INTO notes VALUES (1)');
        other.close();
      },
    ],
  ])('costs one line of the log and no answer when it %s', async (_, reason, damage) => {
    const tmdb = await sandbox();
    const { file, answers } = await filled(tmdb);
    damage(file);
    const one = await replica(tmdb, file);
    expect(await askAll(one)).toEqual(answers);
    for (const id of MOVIES.slice(0, 10)) await one.data(`{ movie(id: ${id + 1000}) { title } }`);
    expect(one.lines()).toEqual([expect.stringContaining(reason)]);
  });
});

/** Runs statements on the file, as another process would. */
function inFile(file: string, run: (database: DatabaseSync) => void): void {
  const database = new DatabaseSync(file);
  run(database);
  database.close();
}

it('never answers with a wrong byte of a damaged file', async () => {
  const tmdb = await sandbox();
  const { file, answers } = await filled(tmdb);
  // One bit of each entry, so that SQLite itself notices nothing.
  inFile(file, (database) => {
    const rows = database.prepare('SELECT key, bytes FROM parts').all() as { key: string; bytes: Uint8Array }[];
    expect(rows).toHaveLength(MOVIES.length);
    for (const [index, { key, bytes }] of rows.entries()) {
      const at = (index * 37) % bytes.length;
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (index % 8));
      database.prepare('UPDATE parts SET bytes = ? WHERE key = ?').run(bytes, key);
    }
  });
  const before = tmdb.requests.length;
  const one = await replica(tmdb, file);
  expect(await askAll(one)).toEqual(answers);
  expect(tmdb.requests.length - before).toBe(MOVIES.length);
  expect(one.lines()).toEqual([]);
});

it('never answers with a wrong byte when bytes are changed all over the file', async () => {
  const tmdb = await sandbox();
  const { file, answers } = await filled(tmdb);
  const bytes = readFileSync(file);
  for (let at = 8192; at < bytes.length; at += 1024) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
  writeFileSync(file, bytes);
  const one = await replica(tmdb, file);
  expect(await askAll(one)).toEqual(answers);
  expect(one.lines().length).toBeLessThanOrEqual(1);
});

it('goes on without a file that another process has locked, and uses it again afterwards', async () => {
  const tmdb = await sandbox();
  const { file, answers } = await filled(tmdb);
  const lock = new DatabaseSync(file);
  lock.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE parts SET expires = expires');
  const one = await replica(tmdb, file);
  expect(await askAll(one)).toEqual(answers);
  await expect.poll(() => one.data(`{ movie(id: ${(free += 1)}) { title } }`).then(() => one.lines()), { timeout: 10_000 }).toHaveLength(1);
  expect(one.lines()).toEqual([expect.stringMatching(/^The cache file cannot be read.*locked/)]);
  lock.close();
  await expect.poll(() => one.data(`{ movie(id: ${(free += 1)}) { title } }`).then(() => one.lines().length), { timeout: 10_000 }).toBe(2);
});

let free = 3_000_000;

it('keeps the size of its file, and what was fetched last', async () => {
  const tmdb = await sandbox();
  const file = cacheFile();
  const one = await replica(tmdb, file, { CACHE_FILE_MAX_BYTES: '1000000' });
  const ids = Array.from({ length: 900 }, (_, index) => 1_000_000 + index);
  for (let first = 0; first < ids.length; first += 50) {
    await one.data(
      `{ ${ids
        .slice(first, first + 50)
        .map((id) => `m${id}: movie(id: ${id}) { title directors { name } translations { overview } }`)
        .join(' ')} }`,
    );
  }
  await one.close();
  expect(statSync(file).size).toBeLessThanOrEqual(1_000_000);
  expect(one.lines()).toEqual([]);
  const before = tmdb.requests.length;
  const second = await replica(tmdb, file, { CACHE_FILE_MAX_BYTES: '1000000' });
  await second.data(`{ movie(id: ${ids.at(-1)}) { title directors { name } translations { overview } } }`);
  expect(tmdb.requests.length).toBe(before);
});

it('keeps nothing personal, no credential and no header in its file', async () => {
  const tmdb = await sandbox();
  const file = cacheFile();
  const one = await replica(tmdb, file);
  const secrets = await askPersonally(one, tmdb);
  await one.close();
  const kept: string[] = [readFileSync(file, 'latin1')];
  inFile(file, (database) => {
    for (const row of database.prepare('SELECT * FROM parts').all() as { key: string; bytes: Uint8Array }[]) {
      kept.push(`${JSON.stringify({ ...row, bytes: '' })} ${JSON.stringify(unpack(row.key, row.bytes))}`);
    }
  });
  expect(kept.filter((text) => text.includes('"title":"The Matrix"'))).not.toEqual([]);
  expectNone(secrets, kept);
});

it('forgets what a write changed', async () => {
  const tmdb = await sandbox();
  const file = cacheFile();
  const one = await replica(tmdb, file);
  const { token } = await credentialsOf('ada', one, tmdb);
  const headers = { 'tmdb-user-token': token };
  const made = await mutate<{ list: { tmdbId: number } }>(one, 'mutation { createList(name: "Mine") { list { tmdbId } } }', { headers });
  const count = `{ list(id: ${made.list.tmdbId}) { itemCount } }`;
  expect(await one.data(count)).toEqual({ list: { itemCount: 0 } });
  await mutate(one, `mutation { addListItems(id: ${made.list.tmdbId}, items: [{ movie: 603 }]) { list { tmdbId } } }`, { headers });
  expect(await one.data(count)).toEqual({ list: { itemCount: 1 } });
  await one.close();
  expect(await (await replica(tmdb, file)).data(count)).toEqual({ list: { itemCount: 1 } });
});

it('does not use entries for ever when a clock is wrong', async () => {
  const tmdb = await sandbox();
  const { file } = await filled(tmdb);
  inFile(file, (database) => database.exec('UPDATE parts SET expires = expires + 3600000 * 24 * 365'));
  const before = tmdb.requests.length;
  await askAll(await replica(tmdb, file));
  expect(tmdb.requests.length - before).toBe(MOVIES.length);
});

const digestOf = (row: string): string => hash('sha256', row).slice(0, 32);

const entryOf = (name: string, size: number, ttl: number): StoredPart => ({
  key: digestOf(name),
  resourceKey: digestOf(`resource of ${name}`),
  bytes: randomBytes(size),
  ttl,
});

/** Fills a file with entries of 5 kB until it has this size. */
function fillFile(file: string, bytes: number): void {
  const database = openFileDatabase(file, 2 * bytes);
  for (let batch = 0; batch < bytes / 2_750_000; batch += 1) {
    database.set(Array.from({ length: 500 }, (_, row) => entryOf(`${batch}/${row}`, 5000, day)));
  }
  database.close();
}

it('removes expired entries, a hundred at a time', () => {
  vi.useFakeTimers();
  closing.push(() => vi.useRealTimers());
  const file = cacheFile();
  const database = openFileDatabase(file, 1e7);
  closing.push(() => database.close());
  database.set(Array.from({ length: 250 }, (_, row) => entryOf(`${row}`, 100, minute / 2)));
  database.set([entryOf('250', 100, day)]);
  const rows = (): number => {
    let count = 0;
    inFile(file, (other) => (count = Number(other.prepare('SELECT count(*) AS count FROM parts').get()?.['count'])));
    return count;
  };
  expect(rows()).toBe(251);
  vi.advanceTimersByTime(minute);
  expect(rows()).toBe(151);
  vi.advanceTimersByTime(second);
  expect(rows()).toBe(1);
});

it('is ready nearly as soon with a large file as without one', async () => {
  const size = Number(process.env['CACHE_FILE_TEST_BYTES'] ?? 50_000_000);
  const file = cacheFile();
  fillFile(file, size);
  const opening = async (path: string): Promise<number> => {
    const since = performance.now();
    const store = createFileStore(path, 2 * size);
    await store.ready;
    await store.get([{ key: 'a key', resourceKey: 'a resource', minTtl: 0 }]);
    const took = performance.now() - since;
    await store.close();
    return took;
  };
  const small = cacheFile();
  const times = [];
  for (let count = 0; count < 5; count += 1) times.push((await opening(file)) - (await opening(small)));
  // The worker's start is the same for both; the gateway does not wait for it either.
  expect(Math.min(...times)).toBeLessThan(100);
});

/** A folder of 1 MB, where this machine lets tests mount one. */
function smallFolder(): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'small-'));
  closing.push(() => rmSync(folder, { recursive: true, force: true }));
  const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder]);
  if (status === 0) closing.push(() => spawnSync('umount', ['-l', folder]));
  return status === 0 ? folder : undefined;
}

it('reads on while the disk is full, and goes on without a file on a read-only one', async ({ skip }) => {
  const folder = smallFolder();
  if (folder === undefined) return skip('Only root may mount a small disk.');
  const tmdb = await sandbox();
  const file = path.join(folder, 'cache.sqlite');
  const one = await replica(tmdb, file);
  const ask = (): Promise<unknown> => one.data(`{ movie(id: ${(free += 1)}) { title directors { name } translations { overview } } }`);
  await expect.poll(() => Promise.all([ask(), ask(), ask()]).then(() => one.lines()), { timeout: 20_000, interval: 1 }).toHaveLength(1);
  expect(one.lines()).toEqual([expect.stringMatching(/^The cache file cannot be written.*full/)]);
  expect((await one.lookups()).error).toBe(0);
  await one.close();
  spawnSync('mount', ['-o', 'remount,ro', folder]);
  const second = await replica(tmdb, file);
  await askAll(second);
  await expect
    .poll(() => second.data(`{ movie(id: ${(free += 1)}) { title } }`).then(() => second.lines()), { timeout: 10_000 })
    .toHaveLength(1);
  expect(second.lines()).toEqual([expect.stringMatching(/^The cache file cannot be (read|written).*(readonly|unable)/)]);
});

it('has room again after rows that were written while the clock was a year ahead', () => {
  const file = openFileDatabase(cacheFile(), 1_000_000);
  closing.push(() => file.close());
  const parts = Array.from({ length: 600 }, (_, index): StoredPart => ({
    key: `a${index}`,
    resourceKey: `r${index}`,
    bytes: randomBytes(2000),
    ttl: day,
  }));
  const now = Date.now();
  const clock = vi.spyOn(Date, 'now').mockReturnValue(now + 365 * day);
  const write = (prefix: string): void => {
    for (const part of parts) {
      try {
        file.set([{ ...part, key: `${prefix}${part.key}` }]);
      } catch {
        // The file is full, and has room for the next one.
      }
    }
  };
  write('ahead ');
  clock.mockReturnValue(now);
  write('');
  clock.mockRestore();
  const latest = parts.slice(-200).map(({ key }) => key);
  expect(file.get(latest).filter(({ bytes }) => bytes !== undefined)).toHaveLength(200);
});

async function collect(): Promise<void> {
  collectYoung();
  await turn();
}

it('leaves nothing of a lookup that only a collection of the whole heap frees', async () => {
  const store = createFileStore(cacheFile(), 1e9);
  closing.push(() => store.close());
  await store.ready;
  const SIZE = 20_000;
  await store.set([{ key: 'a', resourceKey: 'b', bytes: new Uint8Array(SIZE), ttl: day }]);
  const lookUp = async (times: number): Promise<void> => {
    let left = times;
    const client = async (): Promise<void> => {
      while ((left -= 1) >= 0) {
        await store.get([{ key: 'a', resourceKey: 'b', minTtl: 0 }]);
        if (left % 100 === 0) await collect();
      }
    };
    await Promise.all(Array.from({ length: 5 }, client));
    await collect();
    await collect();
  };
  // The whole heap is collected in between, so that what holds the lookups is old.
  await lookUp(500);
  heapUsed();
  const before = process.memoryUsage().arrayBuffers;
  await lookUp(1000);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(200 * SIZE);
});

import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, describe, expect, it } from 'vitest';
import { startSandbox, type Sandbox } from '../../src/sandbox/server/server.ts';
import { run } from '../support/program.ts';
import { MOVIES, askAll, titleOf, startReplica, TOKEN, type Replica } from './replica.ts';

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

import { DatabaseSync } from 'node:sqlite';
import { minute } from '../duration.ts';
import { MAX_TTL, type Found, type StoredPart } from './store.ts';

/** The part of a store that a worker runs. All of it blocks, and throws what SQLite throws. */
export interface FileDatabase {
  get(keys: readonly string[]): Found[];
  set(parts: readonly StoredPart[]): void;
  /** @param resourceKeys Of the resources whose parts are removed. */
  invalidate(resourceKeys: readonly string[]): void;
  close(): void;
}

/** Marks a file as one of ours: "TMDB". A path that is set by mistake must not cost the database of another program. */
const APPLICATION_ID = 0x54_4d_44_42;

/** How long a statement waits for another process, in ms: not as long as a read may take. */
const BUSY_TIMEOUT = 15;

/** Rows that are removed at once, in some 10 ms: more would hold up the reads. */
const SLICE = 100;

/** Time between two slices while there are more expired rows, in ms. */
const PAUSE = 100;

/** The share of the file from which on the rows that expire first are removed. */
const FULL = 0.9;

/** Largest rest of a write-ahead log, beside the file itself. */
const MAX_LOG_BYTES = 16 * 1024 * 1024;

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS parts (key TEXT PRIMARY KEY, resource TEXT NOT NULL, expires INTEGER NOT NULL, bytes BLOB NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS parts_by_resource ON parts (resource);
  CREATE INDEX IF NOT EXISTS parts_by_expiry ON parts (expires);`;

/** Opens a file, a new one if there is none. @param maxBytes Of the file, without its write-ahead log. */
export function openFileDatabase(path: string, maxBytes: number): FileDatabase {
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  try {
    return useDatabase(database, maxBytes);
  } catch (error) {
    database.close();
    throw error;
  }
}

function useDatabase(database: DatabaseSync, maxBytes: number): FileDatabase {
  const pragma = (text: string): unknown => Object.values(database.prepare(`PRAGMA ${text}`).get() ?? {})[0];
  if (pragma('application_id') !== APPLICATION_ID) {
    if (pragma('schema_version') !== 0) throw new NotACacheFile();
    pragma(`application_id = ${APPLICATION_ID}`);
  }
  pragma('journal_mode = WAL');
  // A killed process loses nothing; a machine that fails loses the last writes.
  pragma('synchronous = NORMAL');
  pragma(`journal_size_limit = ${MAX_LOG_BYTES}`);
  const maxPages = Math.ceil(maxBytes / Number(pragma('page_size')));
  pragma(`max_page_count = ${maxPages}`);
  database.exec(SCHEMA);
  const select = database.prepare('SELECT expires, bytes FROM parts WHERE key = ?');
  const insert = database.prepare('INSERT OR REPLACE INTO parts (key, resource, expires, bytes) VALUES (?, ?, ?, ?)');
  const remove = database.prepare('DELETE FROM parts WHERE resource = ?');
  const purge = database.prepare(
    `DELETE FROM parts WHERE rowid IN (SELECT rowid FROM parts WHERE expires < ? ORDER BY expires LIMIT ${SLICE})`,
  );
  const purgeLater = database.prepare(`DELETE FROM parts WHERE rowid IN (SELECT rowid FROM parts WHERE expires > ? LIMIT ${SLICE})`);

  function inTransaction(run: () => void): void {
    database.exec('BEGIN IMMEDIATE');
    try {
      run();
      database.exec('COMMIT');
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  /** Removes rows that nothing reads: they were written while the clock was ahead. @returns How many. */
  const purgeUnread = (): number => Number(purgeLater.run(Date.now() + MAX_TTL).changes);
  // An entry that is refreshed expires later, so those that expire first are those that are used least.
  const purgeOldest = (): unknown => purgeUnread() || purge.run(Number.MAX_SAFE_INTEGER);
  const isFull = (): boolean => Number(pragma('page_count')) - Number(pragma('freelist_count')) > FULL * maxPages;

  let timer = setTimeout(purgeExpired, minute).unref();

  function purgeExpired(): void {
    let removed = 0;
    try {
      removed = Math.max(Number(purge.run(Date.now()).changes), purgeUnread());
    } catch {
      // The next read or write will say why.
    }
    timer = setTimeout(purgeExpired, removed === SLICE ? PAUSE : minute).unref();
  }

  return {
    get: (keys) =>
      keys.map((key) => {
        const row = select.get(key) as { expires: number; bytes: Uint8Array } | undefined; // The columns above.
        return { bytes: row?.bytes, ttl: row ? row.expires - Date.now() : 0, isLocked: false };
      }),
    set(parts) {
      if (isFull()) purgeOldest();
      try {
        inTransaction(() => {
          for (const { key, resourceKey, bytes, ttl } of parts) insert.run(key, resourceKey, Math.round(Date.now() + ttl), bytes);
        });
      } catch (error) {
        if ((error as { errcode?: unknown }).errcode === SQLITE_FULL) purgeOldest();
        throw error;
      }
    },
    invalidate: (resourceKeys) =>
      inTransaction(() => {
        for (const key of resourceKeys) remove.run(key);
      }),
    close() {
      clearTimeout(timer);
      database.close();
    },
  };
}

const SQLITE_FULL = 13;

class NotACacheFile extends Error {
  readonly errstr = 'the file belongs to another program';
}

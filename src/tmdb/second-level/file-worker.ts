import { parentPort, workerData } from 'node:worker_threads';
import { openFileDatabase, type FileDatabase } from './file-database.ts';
import type { FileCall, FileReply } from './file-store.ts';

/* Runs SQLite, whose calls block, beside the event loop of the gateway. */

const { path, maxBytes } = workerData as { path: string; maxBytes: number };

/** The file is damaged, or no database: nothing that is written or read there can be trusted. */
const DAMAGED: ReadonlySet<unknown> = new Set([11, 26]);

let database: FileDatabase | undefined;
let damage: unknown;

function answer(call: FileCall): FileReply['result'] {
  if (call.is === 'close') {
    database?.close();
    return undefined;
  }
  if (damage !== undefined) throw damage;
  try {
    // Opened anew after a failure, since a lock or a missing folder may pass.
    const opened = (database ??= openFileDatabase(path, maxBytes));
    if (call.is === 'get') return opened.get(call.keys);
    if (call.is === 'set') opened.set(call.parts);
    if (call.is === 'invalidate') opened.invalidate(call.resourceKeys);
  } catch (error) {
    // Of an extended code the last byte is the kind.
    if (DAMAGED.has(Number((error as { errcode?: unknown }).errcode) & 0xff)) damage = error;
    throw error;
  }
  return undefined;
}

const reply = (one: FileReply): void => parentPort?.postMessage(one, []);

parentPort?.on('message', (call: FileCall) => {
  try {
    reply({ result: answer(call) });
  } catch (error) {
    const { errstr, message } = error as { errstr?: string; message: string };
    reply({ error: errstr ?? message });
  }
});

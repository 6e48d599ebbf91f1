import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { resourceDigest, type Found, type SecondLevelStore, type StoredPart } from './store.ts';

/** What the worker is asked. */
export type FileCall =
  | { readonly is: 'open' | 'close' }
  | { readonly is: 'get'; readonly keys: readonly string[] }
  | { readonly is: 'set'; readonly parts: readonly StoredPart[] }
  | { readonly is: 'invalidate'; readonly resourceKeys: readonly string[] };

/** The worker replies to its calls in their order. */
export interface FileReply {
  readonly result?: readonly Found[] | undefined;
  /** SQLite's own text for the kind of failure, without the path. */
  readonly error?: string;
}

interface Call {
  resolve(result: FileReply['result']): void;
  reject(error: unknown): void;
}

/** A page that SQLite writes meanwhile delays a read by up to 35 ms; then TMDB is asked. */
const TIMEOUT = 20;

/** The worker's file has the ending of this one: `.ts` in the repository, `.js` in the package. */
const WORKER = new URL(`./file-worker${path.extname(import.meta.url)}`, import.meta.url);

class FileError extends Error {
  readonly errstr: string;
  constructor(errstr: string) {
    super(errstr);
    this.errstr = errstr;
  }
}

/** A memory that outlives the process, for one process alone: a file of SQLite. @param maxBytes Of the file. */
export function createFileStore(file: string, maxBytes: number): SecondLevelStore {
  const worker = new Worker(WORKER, {
    workerData: { path: file, maxBytes },
    // SQLite is no longer an experiment from Node 24 on.
    execArgv: ['--disable-warning=ExperimentalWarning'],
  });
  /** Not a Map, which would keep what passes through it. */
  const calls: Call[] = [];
  let failure: FileError | undefined;

  function ask(call: FileCall): Promise<FileReply['result']> {
    if (failure !== undefined) return Promise.reject(failure);
    const { promise, resolve, reject } = Promise.withResolvers<FileReply['result']>();
    calls.push({ resolve, reject });
    worker.postMessage(call, []);
    return promise;
  }

  function fail(error: FileError): void {
    failure = error;
    for (const { reject } of calls.splice(0)) reject(error);
  }

  worker.on('message', ({ result, error }: FileReply) => {
    const call = calls.shift();
    if (error === undefined) call?.resolve(result);
    else call?.reject(new FileError(error));
  });
  worker.on('error', () => fail(new FileError('its worker failed')));
  worker.on('exit', () => fail(new FileError('its worker ended')));
  // It must not keep the process alive.
  worker.unref();

  async function open(): Promise<void> {
    await ask({ is: 'open' }).catch(() => {}); // The first lookup will say why.
  }
  const ready = open();

  return {
    name: 'The cache file',
    timeout: TIMEOUT,
    ready,
    get: async (lookups) => (await ask({ is: 'get', keys: lookups.map(({ key }) => key) })) ?? [],
    set: async (parts) => void (await ask({ is: 'set', parts })),
    invalidate: async (changed) => void (await ask({ is: 'invalidate', resourceKeys: changed.map(resourceDigest) })),
    listen() {},
    async close() {
      worker.ref();
      await ask({ is: 'close' }).catch(() => {});
      await worker.terminate();
    },
  };
}

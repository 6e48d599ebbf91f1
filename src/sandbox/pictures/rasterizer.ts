import path from 'node:path';
import { Worker } from 'node:worker_threads';

/** What the worker is asked. */
export interface RasterCall {
  readonly id: number;
  readonly svg: string;
  readonly format: 'jpg' | 'png';
}

export interface RasterReply {
  readonly id: number;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly error?: string;
}

/** The worker's file has the ending of this one: `.ts` in the repository, `.js` in the package. */
const WORKER = new URL(`./raster-worker${path.extname(import.meta.url)}`, import.meta.url);

/** Maximum number of pictures that wait for the worker. Pages load some dozens at once. */
export const MAX_WAITING = 200;

export class BusyError extends Error {}

type Call = PromiseWithResolvers<Uint8Array<ArrayBuffer>>;

/** The worker and its calls that have no answer yet. It starts with the first picture, and keeps no process alive but for a call. */
interface Running {
  readonly worker: Worker;
  readonly calls: Map<number, Call>;
}

let running: Running | undefined;
let count = 0;

function start(): Running {
  const calls = new Map<number, Call>();
  // Options of the command line, such as a preloaded module, are for the program itself.
  const worker = new Worker(WORKER, { execArgv: [] });
  worker.unref();
  worker.on('message', ({ id, bytes, error }: RasterReply) => {
    const call = calls.get(id);
    calls.delete(id);
    if (calls.size === 0) worker.unref();
    if (bytes) call?.resolve(bytes);
    else call?.reject(new Error(error));
  });
  // The next picture starts another worker.
  worker.on('error', (error) => {
    running = undefined;
    for (const { reject } of calls.values()) reject(error);
  });
  return { worker, calls };
}

/** Encodes an SVG in its own size. Rejects with a BusyError when too many wait already. */
export async function rasterize(svg: string, format: RasterCall['format']): Promise<Uint8Array<ArrayBuffer>> {
  running ??= start();
  const { worker, calls } = running;
  if (calls.size >= MAX_WAITING) throw new BusyError();
  const call: Call = Promise.withResolvers();
  const id = (count += 1);
  calls.set(id, call);
  worker.ref();
  worker.postMessage({ id, svg, format } satisfies RasterCall, []);
  return call.promise;
}

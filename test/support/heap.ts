import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** V8's own function, which has no type. */
function collector(): (options?: { type: 'minor' }) => void {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as () => void;
}

/** Collects the garbage of the young generation alone. */
export const collectYoung = (): void => collector()({ type: 'minor' });

/** Bytes of the heap in use after garbage collection. */
export function heapUsed(): number {
  const collect = collector();
  collect();
  collect(); // What the first time made free.
  return process.memoryUsage().heapUsed;
}

import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes of the heap in use after garbage collection. */
export function heapUsed(): number {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void; // A function of V8 without a type.
  collect();
  collect(); // What the first time made free.
  return process.memoryUsage().heapUsed;
}

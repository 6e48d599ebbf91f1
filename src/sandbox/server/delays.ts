import { performance } from 'node:perf_hooks';

const TICK = 5;
const WORTH_TELLING = 15;

/** Notices when this process itself was held up: what arrived meanwhile was seen late, and in a heap. */
export function watchDelays() {
  const seen: [from: number, to: number][] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - last - TICK > WORTH_TELLING) seen.push([last, now]);
    last = now;
  }, TICK);
  timer.unref();
  return { seen: seen as readonly (readonly [from: number, to: number])[], reset: () => void (seen.length = 0) };
}

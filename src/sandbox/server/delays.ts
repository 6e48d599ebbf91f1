import { performance } from 'node:perf_hooks';

const TICK = 5;
const NOTABLE = 15;

/** Records when this process itself was held up: requests that arrived meanwhile were seen late, and all at once. */
export function watchDelays() {
  const seen: [from: number, to: number][] = [];
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    if (now - last - TICK > NOTABLE) seen.push([last, now]);
    last = now;
  }, TICK);
  timer.unref();
  return { seen: seen as readonly (readonly [from: number, to: number])[], reset: () => void (seen.length = 0) };
}

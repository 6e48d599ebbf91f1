/** Redis' clock was set forward when it is ahead of where it was by more ms than this. */
const STEP = 250;

/** How Redis' clock was set since the last answer. */
type Step = 'back' | 'forward' | undefined;

/** Watches Redis' clock. The function that is returned takes its time in ms, as an answer has it, and tells of a step. */
export function watchRedisClock(): (now: number) => Step {
  let last = -Infinity;
  /** The most by which it was ahead of the clock of this process: an answer that is read late seems to have less. */
  let ahead = Infinity;
  return (now) => {
    const offset = now - performance.now();
    const step = now < last ? 'back' : offset > ahead + STEP ? 'forward' : undefined;
    last = now;
    ahead = step || ahead === Infinity ? offset : Math.max(ahead, offset);
    return step;
  };
}

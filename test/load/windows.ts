/** TMDB counts requests in any span of this many milliseconds, wherever it begins. */
const WINDOW = 1000;

/** Time after a delay in which what piled up during it is still being read, in milliseconds. */
const CATCHING_UP = 20;

/** All that happened within one second of an event: the fullest window of any begins with one. */
export interface Window {
  readonly from: number;
  readonly count: number;
}

/** @param times In rising order, in milliseconds. */
export function windowsOf(times: readonly number[]): Window[] {
  let end = 0;
  return times.map((from, index) => {
    while ((times[end] ?? Infinity) < from + WINDOW) end += 1;
    return { from, count: end - index };
  });
}

export const most = (windows: readonly Window[]): number => Math.max(0, ...windows.map(({ count }) => count));

/** The windows in which whoever counted was not held up: after a delay, what arrived over time is seen at once. */
export const undelayed = (windows: readonly Window[], delays: readonly (readonly [from: number, to: number])[]): Window[] =>
  windows.filter(({ from }) => delays.every(([start, end]) => from + WINDOW <= start || from >= end + CATCHING_UP));

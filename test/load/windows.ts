/** TMDB counts requests in any span of this many milliseconds, wherever it begins. */
const WINDOW = 1000;

/** Time after a delay in which requests that piled up are still being read, in milliseconds. */
const CATCHING_UP = 20;

/** The events within one second of an event: the fullest window begins with an event. */
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

/** The windows in which the counting process was not stalled: after a stall it sees requests at once that arrived over time. */
export const undelayed = (windows: readonly Window[], delays: readonly (readonly [from: number, to: number])[]): Window[] =>
  windows.filter(({ from }) => delays.every(([start, end]) => from + WINDOW <= start || from >= end + CATCHING_UP));

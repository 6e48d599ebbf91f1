import { setTimeout as sleep } from 'node:timers/promises';
import { isRightMovie, isTypedRefusal, MOVIE } from './client.ts';
import { percent, type Bounds, type Figures } from './figures.ts';
import { createTally, openLoop, record } from './load.ts';
import { openStage } from './stage.ts';

/** Clients, and the operations that arrive in a second. */
const CLIENTS = 100;
const PER_SECOND = 30;

/** Milliseconds within which an operation is told that TMDB rejects requests. */
const AT_ONCE = 500;

/** Rejections within this many milliseconds are of requests that were in flight together. */
const TOGETHER = 500;

/** Seconds for which the gateway is watched afterwards. */
const AFTERWARDS = 5;

export const REJECTED = {
  told: { what: 'told at once from the second rejection on', unit: '%', atLeast: 95 },
  perPause: { what: 'requests per pause', atMost: 1.1 },
  recovery: { what: 'everything served again after', unit: 's', atMost: 2 },
  broken: { what: 'hung or reset', atMost: 0 },
} as const satisfies Bounds<string>;

/** TMDB rejects every request with a 429 for some seconds, each time for one second more. */
export async function rejected({ seconds }: { seconds: number }): Promise<Figures<keyof typeof REJECTED>> {
  await using stage = await openStage();
  const tally = createTally();
  const history: { readonly at: number; readonly took: number; readonly isTold: boolean; readonly isServed: boolean }[] = [];
  const load = openLoop(PER_SECOND, 1 + seconds + AFTERWARDS, async (index) => {
    const id = 1_100_000 + index;
    const at = performance.now();
    const asking = stage.ask(MOVIE, { variables: { id }, caller: `198.51.100.${index % CLIENTS}` });
    const reply = await record(tally, asking, (answer) => isRightMovie(answer, id));
    const took = performance.now() - at;
    history.push({
      at,
      took,
      isTold: reply !== undefined && isTypedRefusal(reply),
      isServed: reply !== undefined && isRightMovie(reply, id),
    });
  });
  await sleep(1000);
  const from = performance.now();
  await stage.sandbox.program({ faults: [{ path: '/3/*', answer: { tmdb: 25, retryAfter: '1' } }] });
  await sleep(seconds * 1000);
  await stage.sandbox.program({ faults: [] });
  const up = performance.now();
  const { requests } = await stage.sandbox.seen();
  await load;

  const times = requests.filter(({ status }) => status === 429).map(({ at }) => at);
  const pauses = times.filter((at, index) => at - (times[index - 1] ?? -Infinity) > TOGETHER);
  const [first = 0, second = Infinity] = pauses;
  // The sandbox has a clock of its own. Its first rejection came soon after it was told to reject.
  const told = history.filter(({ at }) => at > from + (second - first) + 200 && at < up);
  const lastFailure = history.reduce((last, { at, isServed }) => (isServed ? last : Math.max(last, at)), up);
  return {
    told: percent(told.filter(({ isTold, took }) => isTold && took < AT_ONCE).length, told.length),
    perPause: times.filter((at) => at >= second).length / (pauses.length - 1),
    recovery: (lastFailure - up) / 1000,
    broken: tally.broken,
  };
}

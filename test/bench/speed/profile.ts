import type { Competitor } from './competitor.ts';
import { cold, countOf, createProgress, hot, warm } from './modes.ts';
import type { ScenarioName } from './scenarios.ts';

/** Prints where the gateway's time goes: its own functions, and the packages and Node internals beside them. */
export async function profileOf(competitor: Competitor, names: readonly ScenarioName[]): Promise<void> {
  const progress = createProgress();
  for (const name of names) {
    await hot(competitor, name, 1);
    await warm(competitor, name, progress, countOf(name, 1000));
    await cold(competitor, name, progress, countOf(name, 100));
    const runs = {
      hot: () => hot(competitor, name, 2),
      warm: () => warm(competitor, name, progress, countOf(name, 2000)),
      cold: () => cold(competitor, name, progress, countOf(name, 200)),
    };
    for (const [mode, run] of Object.entries(runs)) {
      const stop = await competitor.profile();
      const { cpu } = await run();
      const profile = await stop();
      console.log(`\n${name} ${mode}: ${cpu.toFixed(3)} ms of CPU, profiled`);
      console.table(dearest(profile));
    }
  }
}

/** Rows for each table. */
const OWN = 14;
const OTHERS = 14;

function dearest({ nodes, samples = [], timeDeltas = [] }: Awaited<ReturnType<Awaited<ReturnType<Competitor['profile']>>>>): object[] {
  const spent = new Map<number, number>();
  for (const [index, id] of samples.entries()) spent.set(id, (spent.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const own = new Map<string, number>();
  const others = new Map<string, number>();
  let whole = 0;
  for (const {
    id,
    callFrame: { functionName, url, lineNumber },
  } of nodes) {
    const time = spent.get(id) ?? 0;
    if (functionName === '(idle)') continue;
    whole += time;
    const file = /^file:.*\/((?:src|schema)\/(?!.*node_modules).*)$/.exec(url)?.[1];
    const from = /node_modules\/((?:@[^/]+\/)?[^/]+)/g;
    const name =
      url === ''
        ? functionName || '(program)'
        : url.startsWith('node:')
          ? `${functionName} ${url}`
          : `${functionName} ${[...url.matchAll(from)].at(-1)?.[1] ?? url}`;
    const [counts, key] = file === undefined ? [others, name] : [own, `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`];
    counts.set(key, (counts.get(key) ?? 0) + time);
  }
  const rows = (counts: ReadonlyMap<string, number>, limit: number) =>
    [...counts]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, limit)
      .map(([what, time]) => ({ what, share: `${((100 * time) / whole).toFixed(1)} %` }));
  const sum = [...own.values()].reduce((total, time) => total + time, 0);
  return [{ what: 'own code together', share: `${((100 * sum) / whole).toFixed(1)} %` }, ...rows(own, OWN), ...rows(others, OTHERS)];
}

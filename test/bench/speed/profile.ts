import type { Competitor } from './competitor.ts';
import { cold, coldCount, createProgress, hot, warm } from './modes.ts';
import type { ScenarioName } from './scenarios.ts';

/** Prints where the gateway's time goes: its own functions, and the packages and Node internals beside them. */
export async function profileOf(competitor: Competitor, names: readonly ScenarioName[]): Promise<void> {
  const progress = createProgress();
  for (const name of names) {
    await hot(competitor, name, 1);
    await warm(competitor, name, progress, 1000);
    await cold(competitor, name, progress, coldCount(name, 100));
    const runs = {
      hot: () => hot(competitor, name, 2),
      warm: () => warm(competitor, name, progress, 2000),
      cold: () => cold(competitor, name, progress, coldCount(name, 200)),
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

/** Rows of each kind. */
const ROWS = 12;

type Profile = Awaited<ReturnType<Awaited<ReturnType<Competitor['profile']>>>>;
type Node = Profile['nodes'][number];

/** What the profiler itself costs, and waiting. */
const NOT_COUNTED = /^(?:\(idle\)|post|cpuUsage)$/;

/** A function of our own by its place. */
function ownName({ callFrame: { functionName, url, lineNumber } }: Node): string | undefined {
  const file = url.includes('/node_modules/') ? undefined : /\/((?:src|schema)\/.*)$/.exec(url)?.[1];
  return file && `${functionName || '(anonymous)'} ${file}:${lineNumber + 1}`;
}

/** Everything else by its package. */
function packageName({ callFrame: { functionName, url } }: Node): string {
  if (url === '') return functionName;
  return url.startsWith('node:') ? 'node' : ([...url.matchAll(/node_modules\/((?:@[^/]+\/)?[^/]+)/g)].at(-1)?.[1] ?? url);
}

const add = (to: Map<string, number>, key: string, time: number): void => void to.set(key, (to.get(key) ?? 0) + time);

/** The dearest functions of our own, by themselves and with all that they call, and everything else by its package. */
function dearest({ nodes, samples = [], timeDeltas = [] }: Profile): object[] {
  const spent = new Map<number, number>();
  for (const [index, id] of samples.entries()) spent.set(id, (spent.get(id) ?? 0) + (timeDeltas[index] ?? 0));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const alone = new Map<string, number>();
  const withCalls = new Map<string, number>();
  const others = new Map<string, number>();
  const visit = (node: Node, callers: ReadonlySet<string>): number => {
    const own = ownName(node);
    const self = NOT_COUNTED.test(node.callFrame.functionName) ? 0 : (spent.get(node.id) ?? 0);
    if (own) add(alone, own, self);
    add(others, own ? 'own code' : packageName(node), self);
    const inside = own ? new Set([...callers, own]) : callers;
    let whole = self;
    for (const id of node.children ?? []) {
      const child = byId.get(id);
      if (child) whole += visit(child, inside);
    }
    if (own && !callers.has(own)) add(withCalls, own, whole);
    return whole;
  };
  const whole = nodes[0] ? visit(nodes[0], new Set()) : 0;
  const share = (time: number): string => `${((100 * time) / whole).toFixed(1)} %`;
  const top = (times: ReadonlyMap<string, number>): [string, string][] =>
    [...times]
      .toSorted(([, a], [, b]) => b - a)
      .slice(0, ROWS)
      .map(([what, time]) => [what, share(time)]);
  const [byPackage, byItself, byCalls] = [top(others), top(alone), top(withCalls)];
  return byPackage.map(([what, of], index) => ({
    'by package': `${of} ${what}`,
    'own functions, alone': byItself[index]?.toReversed().join(' '),
    'with all that they call': byCalls[index]?.toReversed().join(' '),
  }));
}

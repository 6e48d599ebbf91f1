import { run } from '../support/program.ts';
import type { Bounds, Figures } from './figures.ts';
import { GATEWAY } from './stage.ts';

export const WAITS = {
  listening: { what: 'from start to listening', unit: 's', atMost: 2 },
  types: { what: 'types checked with nothing remembered', unit: 's', atMost: 20 },
} as const satisfies Bounds<string>;

const secondsOf = async (work: () => Promise<unknown>): Promise<number> => {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1000;
};

/** Starts the program of `npm start` and waits until it listens on its own sandbox. @returns Seconds. */
async function startUp(): Promise<number> {
  const gateway = run(GATEWAY, { env: { PORT: '0' } });
  const seconds = await secondsOf(() => gateway.until(/\/graphql/));
  await gateway.stop();
  return seconds;
}

async function checkTypes(): Promise<void> {
  const check = run('node_modules/typescript/bin/tsc', { args: ['-p', 'tsconfig.json', '--incremental', 'false'] });
  const code = await check.ended;
  if (code !== 0) throw new Error(`The types are wrong:\n${check.output.stdout}`);
}

/** Measures the waits of a developer. The machine is shared, so the quickest of three starts counts. */
export async function waits(): Promise<Figures<keyof typeof WAITS>> {
  const starts = [await startUp(), await startUp(), await startUp()];
  return { listening: Math.min(...starts), types: await secondsOf(checkTypes) };
}

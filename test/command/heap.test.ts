import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const HEAP = new URL('../../src/command/heap.ts', import.meta.url).href;

/** Megabytes between its bound, 24, and V8's own, 128. */
const BETWEEN = 60;

/** Runs a program that has `boundHeap`. Returns what it prints. */
function run(program: string, ...options: string[]): string {
  const imports = `import { setImmediate } from 'node:timers/promises'; import v8 from 'node:v8'; import { boundHeap } from '${HEAP}';`;
  const { stdout, stderr } = spawnSync(process.execPath, [...options, '--input-type=module', '--eval', imports + program], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return stdout;
}

/** Megabytes of the young generation of a process in which much survives, then after it was idle, then in use again. */
function youngOf(bound: string, ...options: string[]): { busy: number; idle: number; again: number } {
  const program = `
    ${bound}
    function young() {
      const { space_used_size: used, space_available_size: free } = v8.getHeapSpaceStatistics().find((space) => space.space_name === 'new_space');
      return (2 * (used + free)) / 1024 / 1024;
    }
    async function use() {
      const kept = [];
      for (let turn = 0; turn < 450; turn += 1) {
        kept[turn % 400] = Array.from({ length: 10_000 }, (_, index) => ({ turn, index }));
        await setImmediate();
      }
      gc({ type: 'minor' });
      for (let turn = 0; turn < 10; turn += 1) await setImmediate(); // Until the collection was observed.
      return young();
    }
    const busy = await use();
    gc({ type: 'major', flavor: 'last-resort' });
    await setImmediate();
    const idle = young();
    console.log(JSON.stringify({ busy, idle, again: await use() }));
  `;
  return JSON.parse(run(program, '--expose-gc', ...options)) as { busy: number; idle: number; again: number };
}

/** Lines of V8 on places in a program whose objects it may make old from the first, since all of them survive. */
function placesOf(bound: string): string[] {
  const program = `
    ${bound}
    const makeList = (index) => { const list = []; list.push(index); return list; };
    const kept = [];
    for (let index = 0; index < 1_000_000; index += 1) kept.push(makeList(index));
  `;
  return run(program, '--trace-pretenuring-statistics').match(/AllocationSite.*/g) ?? [];
}

describe("the bound of V8's young generation", () => {
  it('keeps it near 24 MB, and lets it grow again after the process was idle', () => {
    const { busy, idle, again } = youngOf('boundHeap();');
    expect(busy).toBeGreaterThan(20);
    expect(busy).toBeLessThan(BETWEEN);
    expect(idle).toBeLessThan(10);
    expect(again).toBeGreaterThan(20);
    expect(again).toBeLessThan(BETWEEN);
  });

  it('is needed', () => expect(youngOf('').busy).toBeGreaterThan(BETWEEN));

  it('leaves a size that Node was given', () => {
    expect(youngOf('boundHeap();', '--max-semi-space-size=64').busy).toBeGreaterThan(BETWEEN);
  });
});

describe('objects that survive while the gateway starts', () => {
  it('do not make later ones old', () => expect(placesOf('boundHeap();')).toEqual([]));

  it('would', () => expect(placesOf('')).toContainEqual(expect.stringContaining('tenure')));
});

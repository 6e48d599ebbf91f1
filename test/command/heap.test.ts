import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { run } from '../support/program.ts';

const HEAP = new URL('../../src/command/heap.ts', import.meta.url).href;

/** Megabytes between its bound, 32, and V8's own, 128. */
const BETWEEN = 60;

/** Megabytes of the young generation of a process in which much survives, then after it was idle, then in use again. */
function youngOf(bound: string, ...options: string[]): { busy: number; idle: number; again: number } {
  const program = `
    import { setImmediate } from 'node:timers/promises';
    import v8 from 'node:v8';
    import { boundHeap } from '${HEAP}';
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
  const { stdout, stderr } = spawnSync(process.execPath, ['--expose-gc', ...options, '--input-type=module', '--eval', program], {
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  return JSON.parse(stdout) as { busy: number; idle: number; again: number };
}

describe("the bound of V8's young generation", () => {
  it('keeps it near 32 MB, and lets it grow again after the process was idle', () => {
    const { busy, idle, again } = youngOf('boundHeap();');
    expect(busy).toBeGreaterThan(28);
    expect(busy).toBeLessThan(BETWEEN);
    expect(idle).toBeLessThan(10);
    expect(again).toBeGreaterThan(28);
    expect(again).toBeLessThan(BETWEEN);
  });

  it('is needed', () => expect(youngOf('').busy).toBeGreaterThan(BETWEEN));

  it('leaves a size that Node was given', () => {
    expect(youngOf('boundHeap();', '--max-semi-space-size=64').busy).toBeGreaterThan(BETWEEN);
  });
});

it('makes no objects old from the first because those of the start survived', async () => {
  const gateway = run('src/main.ts', { nodeOptions: ['--trace-pretenuring-statistics'], env: { PORT: '0', SANDBOX: 'true' } });
  await gateway.until(/\/graphql/);
  await gateway.stop();
  expect(gateway.output.stdout).not.toContain('AllocationSite');
});

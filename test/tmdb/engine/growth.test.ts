import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

const PROGRAM = fileURLToPath(new URL('../../support/growth.ts', import.meta.url));

// With ten times as much the square is a hundred times as long.
it('takes no longer than what there is when a caller leaves the queue, many wait for one wish, and movies are counted', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, [PROGRAM]);
  const { leaving, sharing, counting } = JSON.parse(stdout) as Record<'leaving' | 'sharing' | 'counting', number>;
  expect(leaving).toBeLessThan(25);
  expect(sharing).toBeLessThan(40);
  expect(counting).toBeLessThan(10);
}, 60_000);

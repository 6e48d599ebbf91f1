import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Tests with a real redis-server, which each starts for itself. They wait more than they compute. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: [],
    setupFiles: [],
    include: ['test/redis/**/*.test.ts', 'test/simulation/**/*.test.ts'],
    // The longest, for which .ci/run may have no time.
    exclude: process.env['SHORT'] ? ['test/redis/limit-faults.test.ts', 'test/simulation/**'] : [],
    // Figures of a machine that is shared: what holds is reached in one of three runs, what is broken in none.
    retry: 2,
    testTimeout: 120_000,
    hookTimeout: 30_000,
    maxWorkers: 2,
    isolate: true,
    disableConsoleIntercept: true, // The figures are one line each.
  },
});

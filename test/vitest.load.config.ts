import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Load: real sockets, real time, one file after the other. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: [],
    setupFiles: [],
    // Figures of a machine that is shared: what holds is reached in one of three runs, what is broken in none.
    retry: 2,
    include: ['test/load/**/*.test.ts'],
    exclude: [],
    testTimeout: 60_000,
    hookTimeout: 30_000,
    fileParallelism: false,
    isolate: true,
    disableConsoleIntercept: true, // The figures are one line each.
  },
});

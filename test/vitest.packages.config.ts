import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The package in projects of others: installs it from a tarball, with tools of its own: see packages/tools. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: 'test/packages/global-setup.ts',
    setupFiles: [],
    include: ['test/packages/*.test.ts'],
    exclude: [],
    // Each test runs a process that computes.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});

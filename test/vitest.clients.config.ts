import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Clients of the started server, with packages of their own: see clients. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: [],
    setupFiles: [],
    include: ['test/clients/*.test.ts'],
    exclude: [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

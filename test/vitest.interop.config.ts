import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** Routers in front of the gateway, with packages of their own: see interop/federation. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: [],
    setupFiles: [],
    include: ['test/interop/*/*.test.ts'],
    exclude: [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

import { defineConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The browser: needs a Chromium, see support/chromium.ts. */
export default defineConfig({
  ...base,
  test: {
    ...base.test,
    globalSetup: [],
    setupFiles: [],
    include: ['test/browser/**/*.test.ts'],
    exclude: [],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});

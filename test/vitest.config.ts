import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));

export default defineConfig({
  root,
  resolve: {
    // Pothos loads graphql as CommonJS; a second copy as ESM would be "another realm" to graphql-js.
    alias: [{ find: /^graphql$/, replacement: `${root}node_modules/graphql/index.js` }],
  },
  test: {
    include: ['test/**/*.test.ts'],
    exclude: [
      '**/node_modules/**',
      ...['app', 'browser', 'clients', 'interop', 'load', 'packages', 'redis', 'simulation'].map((folder) => `test/${folder}/**`),
    ],
    testTimeout: 20_000,
    // A field of the graph that no test resolves fails the run. The explorer is built before, since that takes longer than a test may.
    globalSetup: ['test/field-coverage/global-setup.ts', 'test/support/explorer.ts'],
    setupFiles: 'test/field-coverage/setup.ts',
    // Some tests are about time; where the machine is shared with others one of them may come too late.
    retry: process.env['CI'] ? 2 : 0,
    // Nothing of ours lives in a module, so the files may share them: importing all anew took a third of the time.
    isolate: false,
    // The tests wait for sockets and timers more than they compute, so more workers than cores shorten the run.
    maxWorkers: 4,
  },
});

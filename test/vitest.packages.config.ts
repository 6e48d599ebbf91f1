import { suite } from './suite.ts';

/** The package in projects of others: installs it from a tarball, with tools of its own: see packages/tools. */
export default suite('test/packages/*.test.ts', {
  globalSetup: 'test/packages/global-setup.ts',
  // Each test runs a process that computes.
  maxWorkers: 2,
  hookTimeout: 120_000,
});

import { FIGURES, suite } from './suite.ts';

/** Load: real sockets, real time, one file after the other. */
export default suite('test/load/**/*.test.ts', {
  ...FIGURES,
  // The longest, for which .ci/run may have no time.
  exclude: process.env['SHORT'] ? ['test/load/soak.test.ts', 'test/load/telemetry.test.ts'] : [],
  // On a machine that is shared: what holds is reached in one of three runs, what is broken in none.
  retry: 2,
  fileParallelism: false,
});

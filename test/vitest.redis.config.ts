import { FIGURES, suite } from './suite.ts';

/** Tests with a real redis-server, which each starts for itself. They wait more than they compute. */
export default suite(['test/redis/**/*.test.ts', 'test/simulation/**/*.test.ts'], {
  ...FIGURES,
  maxWorkers: 3,
  testTimeout: 120_000,
});

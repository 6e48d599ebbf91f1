import { FIGURES, suite } from './suite.ts';

/** Load: real sockets, real time, one file after the other. */
export default suite('test/load/**/*.test.ts', { ...FIGURES, fileParallelism: false });

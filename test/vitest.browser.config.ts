import { suite } from './suite.ts';

/** The browser: needs a Chromium, see support/chromium.ts. */
export default suite('test/browser/**/*.test.ts');

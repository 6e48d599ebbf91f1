import { suite } from './suite.ts';

/** The example app in Chromium, built with packages of its own: see examples/movie-app. */
export default suite('test/app/*.test.ts');

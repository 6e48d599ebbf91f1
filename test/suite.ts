import { defineConfig, type ViteUserConfig } from 'vitest/config';
import base from './vitest.config.ts';

/** The settings of a suite beside `npm test`, which needs more than `npm ci` brings, or the machine for itself. */
export const suite = (include: string | string[], more: ViteUserConfig['test'] = {}): ViteUserConfig =>
  defineConfig({
    ...base,
    test: {
      ...base.test,
      globalSetup: [],
      setupFiles: [],
      include: [include].flat(),
      exclude: [],
      testTimeout: 60_000,
      hookTimeout: 60_000,
      ...more,
    },
  });

/** Of suites with figures. */
export const FIGURES = {
  isolate: true,
  disableConsoleIntercept: true, // The figures are one line each.
} satisfies ViteUserConfig['test'];

import { readFileSync } from 'node:fs';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { launchChromium } from '../support/chromium.ts';
import { run, runCommand } from '../support/program.ts';

const APP = 'examples/movie-app';

/** The hashes of the app's documents, as its build writes them. */
export const TRUSTED = { TRUSTED_DOCUMENTS: `${APP}/src/gql/persisted-documents.json`, TRUSTED_DOCUMENTS_ONLY: 'true' };

/** The table of the example app in docs/recipes.md: TMDB requests of each operation with an empty cache. */
export const PRICES: Readonly<Record<string, number>> = Object.fromEntries(
  [...readFileSync('docs/recipes.md', 'utf8').matchAll(/^\| .* \| `(\w+)` \| (\d+) \|$/gm)].map(([, operation, price]) => [
    operation,
    Number(price),
  ]),
);

/** An operation as the log of the gateway tells it. */
export interface LoggedOperation {
  readonly operation: string;
  readonly outcome: string;
  /** TMDB requests. */
  readonly requests: number;
}

/** The app in a browser, in front of the gateway of `npm start`. */
export interface World extends AsyncDisposable {
  readonly origin: string;
  readonly browser: Browser;
  /** TMDB requests since the last call, by the metrics of the gateway, without retries: a busy machine answers late. */
  requests(): Promise<number>;
  /** The operations since the last call, once each of `names` is among them. One with `@defer` is logged at its beginning. */
  operations(...names: string[]): Promise<LoggedOperation[]>;
}

/** Starts the gateway over its sandbox, and Vite's server, which leads to it. @param command `preview` serves the built app. */
export async function startWorld(command: 'preview' | 'dev' = 'preview'): Promise<World> {
  const gateway = run('src/main.ts', { env: { PORT: '0', ...(command === 'preview' && TRUSTED) } });
  const [[address], browser] = await Promise.all([gateway.until(/http:\/\/127\.0\.0\.1:\d+(?=\/graphql)/), launchChromium()]);
  const app = runCommand([process.execPath, `${APP}/node_modules/vite/bin/vite.js`, command, APP, '--host=127.0.0.1', '--port=0'], {
    GATEWAY_PROXY: address,
    NO_COLOR: '1',
  });
  const [origin] = await app.until(/http:\/\/127\.0\.0\.1:\d+/);
  let seen = 0;
  let counted = 0;
  return {
    origin,
    browser,
    async requests() {
      const metrics = await (await fetch(`${address}/metrics`)).text();
      const sumOf = (series: RegExp): number => [...metrics.matchAll(series)].reduce((sum, [, count]) => sum + Number(count), 0);
      const before = counted;
      counted =
        sumOf(/^tmdb_gateway_tmdb_request_duration_seconds_count\{.*\} (\d+)$/gm) - sumOf(/^tmdb_gateway_tmdb_retries_total (\d+)$/gm);
      return counted - before;
    },
    async operations(...names) {
      const found: LoggedOperation[] = [];
      while (!names.every((name) => found.some(({ operation }) => operation === name))) {
        const from = seen;
        await gateway.until(new RegExp(`^[^]{${from}}[^]*?"operation":.*\\n`));
        seen = gateway.output.stdout.lastIndexOf('\n') + 1;
        const lines = gateway.output.stdout.slice(from, seen).split('\n');
        found.push(...lines.filter((line) => line.includes('"operation":')).map((line) => JSON.parse(line) as LoggedOperation));
      }
      return found;
    },
    async [Symbol.asyncDispose]() {
      await browser.close();
      await Promise.all([app.stop(), gateway.stop()]);
    },
  };
}

/** A page, and the failures on it. */
export interface Opened {
  readonly page: Page;
  /** URLs of requests to other machines; all were blocked. */
  readonly outside: readonly string[];
  /** Uncaught errors of the page, and errors in its console. */
  readonly failures: readonly string[];
}

/** Opens a path of the app with an empty profile, until the test is over. */
export async function open({ browser, origin }: World, path: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const outside: string[] = [];
  const failures: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-US', ...options });
  onTestFinished(() => context.close());
  await context.route(
    ({ hostname }) => hostname !== '127.0.0.1',
    (route) => {
      outside.push(route.request().url());
      return route.abort();
    },
  );
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  await page.goto(origin + path);
  return { page, outside, failures };
}

/** Waits until nothing of the screen is still loaded. */
export const settled = (page: Page): Promise<unknown> =>
  page.waitForFunction(`document.querySelector('main h1') && !document.querySelector('main [aria-busy=true], main .skeleton')`);

/** The widths of all images in pixels, 0 for one that cannot be shown. Those further down are loaded too. */
export const pictureWidths = (page: Page): Promise<number[]> =>
  page.evaluate(`Promise.all([...document.querySelectorAll('main img')].map(async (image) => {
    image.loading = 'eager';
    await image.decode().catch(() => {});
    return image.naturalWidth;
  }))`);

/** The sum of the layout's shifts so far, as browsers measure it. Web Vitals call 0.1 good. */
export const layoutShift = (page: Page): Promise<number> =>
  page.evaluate(`new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const { value } of list.getEntries()) sum += value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => resolve(sum), 100);
  })`);

import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';

/** A page, and the failures on it. */
export interface Opened {
  readonly page: Page;
  /** URLs of requests to other origins than the gateway; all were blocked. */
  readonly outside: readonly string[];
  /** Uncaught errors of the page, and errors in its console. */
  readonly failures: readonly string[];
}

/** Opens an address with an empty profile, until the test is over. */
export async function open(browser: Browser, address: string, options: BrowserContextOptions = {}): Promise<Opened> {
  const outside: string[] = [];
  const failures: string[] = [];
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  onTestFinished(() => context.close());
  await context.route('**/*', (route) => {
    const { href, origin } = new URL(route.request().url());
    if (origin === new URL(address).origin) return route.continue();
    outside.push(href);
    return route.abort();
  });
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => failures.push(message));
  page.on('console', (message) => message.type() === 'error' && failures.push(message.text()));
  await page.goto(address);
  return { page, outside, failures };
}

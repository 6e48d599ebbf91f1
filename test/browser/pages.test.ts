import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { barriersOn } from '../support/barriers.ts';
import { launchChromium } from '../support/chromium.ts';
import { run, type Program } from '../support/program.ts';
import { open } from './open.ts';

let gateway: Program;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  gateway = run('src/main.ts', { env: { PORT: '0' } });
  const [[address], opened] = await Promise.all([gateway.until(/http:\/\/\S+(?=\/graphql)/), launchChromium()]);
  origin = address;
  browser = opened;
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

/** Waits until the first page shows an answer, and returns its price. */
async function priceOn(page: Page, text: RegExp): Promise<string> {
  const price = page.locator('.showcase:not([hidden]) .price').getByText(text);
  await price.waitFor();
  return price.innerText();
}

const LOOKS = [
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
  { width: 768, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
  { width: 1600, colorScheme: 'light' },
] as const;

describe.each([
  { path: '/', ready: '.pictures img' },
  { path: '/status', ready: 'text=Live, every second' },
])('the page $path', ({ path, ready }) => {
  it.each(LOOKS)(
    `shows ${path} at $width px in $colorScheme without a barrier, a request outside, an error or a scroll bar`,
    async (look) => {
      const viewport = { width: look.width, height: 900 };
      const { page, outside, failures } = await open(browser, origin + path, { viewport, colorScheme: look.colorScheme });
      await page.locator(ready).first().waitFor();
      expect(await barriersOn(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width);
      expect(outside).toEqual([]);
      expect(failures).toEqual([]);
    },
  );
});

it('runs an example as the first page opens, with its price and images that the browser can show', async () => {
  const { page } = await open(browser, `${origin}/?fresh`);
  await priceOn(page, /^[01] requests? to TMDB instead of 7/);
  const answer = page.locator('.showcase:not([hidden]) .answer');
  await answer.getByText('"The Matrix"').waitFor();
  const widths = 'Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth)))';
  expect(await page.evaluate(widths)).toEqual(Array.from({ length: 6 }, () => expect.any(Number) as number));
  expect(await answer.locator('img').first().getAttribute('alt')).toBe('Poster: The Matrix');
});

it('runs the examples of the first page by keyboard, the second time from the cache', async () => {
  const { page } = await open(browser, origin);
  await page.getByRole('button', { name: 'A series' }).press('Enter');
  await priceOn(page, /instead of 5/);
  await page.getByRole('button', { name: 'Run it again' }).press('Space');
  await priceOn(page, /^0 requests to TMDB instead of 5\s*all from the cache/);
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Run it again');
  expect(await page.getByRole('button', { name: 'A series' }).getAttribute('aria-pressed')).toBe('true');
});

it('moves with the load on /status, with the numbers of /metrics', async () => {
  const { page, failures } = await open(browser, `${origin}/status`);
  const sent = page.locator('#requests dt', { hasText: 'Sent since the start' }).locator('xpath=../dd');
  const before = Number(await sent.innerText());
  const movies = Array.from({ length: 8 }, (_, n) => `a${n}: movie(id: ${1_000_000 + n}) { title }`).join(' ');
  const body = JSON.stringify({ query: `query Load { ${movies} }` });
  await fetch(`${origin}/graphql`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await expect.poll(() => sent.innerText(), { timeout: 10_000 }).toBe(String(before + 8));
  const metrics = await (await fetch(`${origin}/metrics`)).text();
  const counts = metrics.matchAll(/^tmdb_gateway_tmdb_request_duration_seconds_count\S* (\d+)$/gm);
  expect([...counts].reduce((sum, [, count]) => sum + Number(count), 0)).toBe(before + 8);
  expect(await page.locator('#dearest').innerText()).toMatch(/Load\s+1\s+8\s+8/);
  expect(await page.locator('#chart').innerText()).toMatch(/Most in a second: [1-8]\./);
  expect(failures).toEqual([]);
});

it('pauses /status and goes on by keyboard', async () => {
  const { page } = await open(browser, `${origin}/status`);
  await page.getByText('Live, every second').waitFor();
  const pause = page.getByRole('button', { name: 'Pause' });
  await pause.press('Enter');
  await page.getByText('Paused').waitFor();
  await page.getByRole('button', { name: 'Go on' }).press('Enter');
  await page.getByText('Live, every second').waitFor();
});

it('shows the numbers of /status without a script', async () => {
  const { page } = await open(browser, `${origin}/status`, { javaScriptEnabled: false });
  const text = await page.locator('main').innerText();
  for (const part of [/Sent since the start\s+\d+/, /hit ratio/, /As it was when the page was opened/, /limit 50/])
    expect(text).toMatch(part);
});

it('is readable without a script, with every example and its request', async () => {
  const { page, failures } = await open(browser, origin, { javaScriptEnabled: false });
  const text = await page.locator('main').innerText();
  for (const part of [
    'This is the sandbox',
    'query MoviePage',
    'query SeriesPage',
    'query PersonPage',
    'One request to TMDB answers all of it',
  ]) {
    expect(text).toContain(part);
  }
  expect(failures).toEqual([]);
});

/** The address of a page to approve a new request token on. */
async function approvalUrl(): Promise<string> {
  const response = await fetch(`${origin}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: `mutation { createRequestToken(redirectTo: "${origin}/?signed-in") { approvalUrl } }` }),
  });
  const { data } = (await response.json()) as { data: { createRequestToken: { approvalUrl: string } } };
  return data.createRequestToken.approvalUrl;
}

describe('the sign-in of the sandbox', () => {
  it.each(LOOKS)(
    'shows its form at $width px in $colorScheme without a barrier, a request outside, an error or a scroll bar',
    async (look) => {
      const viewport = { width: look.width, height: 900 };
      const { page, outside, failures } = await open(browser, await approvalUrl(), { viewport, colorScheme: look.colorScheme });
      expect(await page.getByRole('button').allInnerTexts()).toEqual(['Approve', 'Deny']);
      expect(await barriersOn(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(look.width);
      expect(outside).toEqual([]);
      expect(failures).toEqual([]);
    },
  );

  it.each([
    ['Approve', 'approved'],
    ['Deny', 'denied'],
  ])('returns to the app when %s is pressed, without a script', async (button, outcome) => {
    const address = await approvalUrl();
    const { page, failures } = await open(browser, address, { javaScriptEnabled: false });
    await page.getByLabel('Sign in as').selectOption('Grace');
    await page.getByRole('button', { name: button }).click();
    await page.waitForURL(/signed-in/);
    const token = new URL(address).searchParams.get('request_token');
    expect(page.url()).toBe(`${origin}/?signed-in=&request_token=${token}&${outcome}=true`);
    expect(failures).toEqual([]);
  });
});

import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Fault } from '../../src/sandbox/server/faults.ts';
import { startGateway } from '../support/gateway.ts';
import { barriersOn } from '../support/barriers.ts';
import { open, PRICES, settled, startWorld, TRUSTED, type World } from './world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world[Symbol.asyncDispose]());

const isSearch = (url: string): boolean => url.includes('operationName=Search&');

/** Signs in from the page of a movie, and returns to it. */
async function signIn(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Sign in to rate and save' }).click();
  await page.getByRole('button', { name: 'Continue to TMDB' }).click();
  await page.getByRole('button', { name: 'Approve' }).click();
  await page.getByText('Add to watchlist').waitFor();
}

/** Holds the requests of an operation back until they are released. */
async function hold(page: Page, operation: string): Promise<() => void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  await page.route('**/graphql*', async (route) => {
    const [url, body] = [route.request().url(), route.request().postData() ?? ''];
    if (url.includes(`operationName=${operation}&`) || body.includes(`"operationName":"${operation}"`)) await promise;
    await route.fallback().catch(() => {}); // The page may have cancelled it.
  });
  return resolve;
}

describe('a user', () => {
  it('signs in, rates and saves a movie, and finds both after a reload', async () => {
    const { page, failures, outside } = await open(world, '/movie/603');
    await signIn(page);
    expect(new URL(page.url()).pathname).toBe('/movie/603');
    const states = (await world.operations('MovieStates')).find(({ operation }) => operation === 'MovieStates');
    expect(states?.requests).toBe(PRICES['MovieStates']);

    // The rating shows before its answer is there.
    const release = await hold(page, 'RateMovie');
    await page.getByRole('radio', { name: '8 of 10' }).check();
    await page.getByText('8 / 10').waitFor();
    release();
    await page.getByRole('button', { name: 'Add to watchlist' }).click();
    await page.getByRole('button', { name: 'On your watchlist' }).waitFor();
    const writes = await world.operations('RateMovie', 'SetMovieWatchlist');
    expect(writes.map(({ operation, outcome, requests }) => ({ operation, outcome, requests }))).toEqual([
      { operation: 'RateMovie', outcome: 'OK', requests: PRICES['RateMovie'] },
      { operation: 'SetMovieWatchlist', outcome: 'OK', requests: PRICES['SetMovieWatchlist'] },
    ]);

    await page.reload();
    await page.getByText('8 / 10').waitFor();
    await page.getByRole('button', { name: 'On your watchlist' }).waitFor();

    await page.getByRole('link', { name: 'Watchlist' }).click();
    await page.getByText('You gave it 8 / 10').waitFor();
    const watchlist = (await world.operations('Watchlist')).find(({ operation }) => operation === 'Watchlist');
    expect(watchlist?.requests).toBe(PRICES['Watchlist']);
    expect(await barriersOn(page)).toEqual([]);
    const done = page.getByRole('button', { name: /take The Matrix off the watchlist/ });
    await done.click();
    await done.waitFor({ state: 'detached' });
    await world.operations('SetMovieWatchlist');
    await page.reload();
    await page.getByText('You gave it 8 / 10').waitFor();
    expect(await done.count()).toBe(0);

    await page.getByRole('link', { name: 'Your account' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in with TMDB' }).waitFor();
    expect({ failures, outside }).toEqual({ failures: [], outside: [] });
  });

  it('sees a rating taken back when it could not be saved', async () => {
    const { page } = await open(world, '/movie/550');
    await signIn(page);
    await page.route('**/graphql*', (route) =>
      route.request().postData()?.includes('"RateMovie"')
        ? route.fulfill({ json: { data: null, errors: [{ message: 'Unknown.', extensions: { code: 'OUTCOME_UNKNOWN' } }] } })
        : route.fallback(),
    );
    await page.getByRole('radio', { name: '3 of 10' }).click();
    await page.getByText('Saved, or maybe not').waitFor();
    await page.getByText('Rate it').waitFor();
  });

  it('is signed out when the session has ended', async () => {
    const { page } = await open(world, '/sign-in');
    await page.evaluate(`localStorage.setItem('matinee', JSON.stringify({ sessionId: '${'0'.repeat(40)}' }))`);
    await page.goto(`${world.origin}/watchlist`);
    await page.getByRole('heading', { name: 'Keep what you want to see' }).waitFor();
    expect(await page.evaluate("localStorage.getItem('matinee')")).not.toContain('sessionId');
  });

  it('is told when the app was not approved', async () => {
    const { page } = await open(world, '/signed-in?request_token=1&denied=true');
    await page.getByRole('heading', { name: 'You are not signed in' }).waitFor();
  });

  it('reads another region at no TMDB request, with its own offers', async () => {
    const { page } = await open(world, '/movie/550');
    await settled(page);
    await world.requests();
    await page.getByLabel('Region of the offers').selectOption('DE');
    await page.getByTitle('Certification in Germany').waitFor();
    await settled(page);
    expect(await world.requests()).toBe(0);
    await page.reload();
    await page.getByTitle('Certification in Germany').waitFor();
  });

  it('picks a season for one TMDB request', async () => {
    const { page } = await open(world, '/series/1396');
    await page.getByRole('heading', { name: 'Pilot' }).waitFor();
    await world.requests();
    await page.getByLabel('Season', { exact: true }).selectOption('2');
    await page.getByRole('heading', { name: 'Pilot' }).waitFor({ state: 'detached' });
    expect(page.url()).toContain('season=2');
    await page.locator('.episode:not([aria-hidden])').first().waitFor();
    expect(await world.requests()).toBe(1);
  });
});

describe('the search', () => {
  it('sends one operation when the user pauses, and cancels it when they go on', async () => {
    const { page } = await open(world, '/');
    await page.getByRole('heading', { name: 'Trending' }).waitFor();
    const sent: string[] = [];
    const cancelled: string[] = [];
    page.on('request', (request) => isSearch(request.url()) && sent.push(request.url()));
    page.on('requestfailed', (request) => isSearch(request.url()) && cancelled.push(request.failure()?.errorText ?? ''));
    const release = await hold(page, 'Search');
    await page.keyboard.press('/');
    await page.locator('#words:focus').waitFor();
    await page.keyboard.type('god', { delay: 30 });
    await expect.poll(() => sent.length).toBe(1);
    await page.keyboard.type('father', { delay: 30 });
    await expect.poll(() => [sent.length, ...cancelled]).toEqual([2, 'net::ERR_ABORTED']);
    release();
    await page.getByText('The Godfather', { exact: true }).first().waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });
});

describe('the keyboard', () => {
  it('reaches the content first, then a movie, with the focus in the new screen', async () => {
    const { page } = await open(world, '/');
    await settled(page);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('About the movie');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Cast', exact: true }).waitFor();
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
  });
});

interface Trouble {
  readonly answer: Fault['answer'];
  readonly env?: Record<string, string>;
}

/** Answers of TMDB, and the screens that they lead to. */
const TROUBLES: readonly (Trouble & { cause: string; code: string; title: string })[] = [
  {
    cause: 'no answer',
    code: 'UPSTREAM_TIMEOUT',
    title: 'This is taking too long',
    answer: { stall: true },
    env: { OPERATION_DEADLINE_MS: '1000' },
  },
  { cause: 'status 9', code: 'UPSTREAM_UNAVAILABLE', title: 'TMDB is having a moment', answer: { tmdb: 9 } },
  { cause: 'status 7', code: 'UPSTREAM_AUTH', title: 'Closed for maintenance', answer: { tmdb: 7 } },
];

/** Opens a movie whose TMDB requests are answered so. */
async function openTroubled({ answer, env = {} }: Trouble) {
  const gateway = await startGateway({ env: { ...TRUSTED, ...env } });
  onTestFinished(() => gateway.close());
  gateway.sandbox.program({ faults: [{ path: '/3/movie/603', answer }] });
  const opened = await open(world, '/sign-in');
  await opened.page.route('**/graphql*', (route) => {
    const { search } = new URL(route.request().url());
    return route.continue({ url: gateway.url + search });
  });
  await opened.page.evaluate(`history.pushState(null, '', '/movie/603'); dispatchEvent(new PopStateEvent('popstate'))`);
  return { ...opened, gateway };
}

describe('the screen of an error', () => {
  it('is that of an unknown id', async () => {
    const { page, failures } = await open(world, '/movie/7');
    await page.locator('[data-code=NOT_FOUND]').waitFor();
    await page.getByRole('heading', { name: 'Not in the programme' }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    expect(failures).toEqual([]);
  });

  it('is that of an unknown path', async () => {
    const { page } = await open(world, '/nowhere');
    await page.locator('[data-code=NOT_FOUND]').waitFor();
  });

  it.each(TROUBLES)('is that of $code after $cause', async ({ code, title, ...trouble }) => {
    const { page } = await openTroubled(trouble);
    await page.locator(`[data-code=${code}]`).waitFor({ timeout: 20_000 });
    await page.getByRole('heading', { name: title }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
  });

  it('counts down the seconds of a 429, and then shows the movie by itself', async () => {
    const { page, gateway } = await openTroubled({ answer: { tmdb: 25, retryAfter: '4' }, env: { OPERATION_DEADLINE_MS: '2000' } });
    const screen = page.locator('[data-code=RATE_LIMITED]');
    await screen.waitFor();
    await screen.getByRole('button', { name: /Trying again in \d+ s/ }).waitFor();
    expect(await barriersOn(page)).toEqual([]);
    gateway.sandbox.program({ faults: [] });
    await page.getByRole('heading', { name: 'Cast', exact: true }).waitFor({ timeout: 20_000 });
  });

  it('is that of a gateway that cannot be reached', async () => {
    const { page } = await open(world, '/sign-in');
    await page.route('**/graphql*', (route) => route.abort('connectionrefused'));
    await page.getByRole('link', { name: 'Home' }).click();
    await page.locator('[data-code=UNREACHABLE]').waitFor();
    await page.unroute('**/graphql*');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByRole('heading', { name: 'Trending' }).waitFor();
  });
});

it('starts with `npm run dev` in front of a gateway that knows none of its documents', async () => {
  await using dev = await startWorld('dev');
  const { page, failures, outside } = await open(dev, '/movie/603');
  await page.getByRole('heading', { name: 'Cast', exact: true }).waitFor({ timeout: 30_000 });
  expect({ failures, outside }).toEqual({ failures: [], outside: [] });
});

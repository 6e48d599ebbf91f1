import { readFileSync } from 'node:fs';
import axe from 'axe-core';
import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { explorerExamples } from '../../src/pages/explorer-examples.ts';
import { launchChromium } from '../support/chromium.ts';
import { run, type Program } from '../support/program.ts';
import { open, type Opened } from './open.ts';

let gateway: Program;
let browser: Browser;
let address: string;

beforeAll(async () => {
  gateway = run('src/main.ts', { env: { PORT: '0' } });
  [[address], browser] = await Promise.all([gateway.until(/http:\/\/\S+\/graphql/), launchChromium()]);
  // The first visit builds the explorer.
  await fetch(address, { headers: { accept: 'text/html' } });
}, 180_000);
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

const tabs = ({ page }: Pick<Opened, 'page'>) => page.locator('.graphiql-tab-button');
const editor = ({ page }: Pick<Opened, 'page'>) => page.locator('.graphiql-query-editor');
const panel = ({ page }: Pick<Opened, 'page'>) => page.locator('.explorer-answer');

/** Opens GraphiQL and waits for its tabs. */
async function graphiql(url = address, options: Parameters<typeof open>[2] = {}): Promise<Opened> {
  const opened = await open(browser, url, options);
  await tabs(opened).first().waitFor();
  return opened;
}

const GROUPS = explorerExamples(true);

/** A tab is named after its operation. */
const nameOf = (query: string): string => /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';

const FIRST = nameOf(GROUPS[0]?.examples[0]?.query ?? '');

interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly tmdb?: { readonly requests: number } };
}

/** Presses the button, and returns what was sent and what the gateway answered. */
async function runInFront(
  { page }: Pick<Opened, 'page'>,
  operation = '',
): Promise<{ sent: Record<string, unknown>; answer: Answer; text: string }> {
  const isIt = (request: Request): boolean =>
    request.method() === 'POST' && request.headers()['tmdb-explain'] === '1' && (request.postData() ?? '').includes(operation);
  const answered = page.waitForResponse((response) => isIt(response.request()));
  // GraphiQL shows a tab a moment before it knows its operation: until then the button sends nothing.
  const press = async (): Promise<boolean> => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    return Promise.race([answered.then(() => true), page.waitForTimeout(500).then(() => false)]);
  };
  await expect.poll(press, { timeout: 20_000 }).toBe(true);
  const response = await answered;
  await page.locator('.explorer-answer .price, .explorer-answer .errors').first().waitFor();
  return {
    sent: JSON.parse(response.request().postData() ?? '{}') as Record<string, unknown>,
    answer: (await response.json().catch(() => ({}))) as Answer,
    text: await page.locator('.graphiql-response').innerText(),
  };
}

/** Opens an example of the menu by clicks, and waits until the editor has it. */
async function openExample(opened: Opened, group: string, label: string): Promise<void> {
  const { page } = opened;
  const menu = page.locator('.explorer-examples details', { has: page.getByText(group, { exact: true }) });
  if ((await menu.getAttribute('open')) === null) await menu.locator('summary').click();
  await menu.getByRole('button', { name: label }).click();
  const example = GROUPS.flatMap(({ examples }) => examples).find((one) => one.label === label);
  await editor(opened)
    .getByText(nameOf(example?.query ?? ''), { exact: true })
    .first()
    .waitFor();
}

const isPicture = /"https?:[^"]+\.(?:jpg|png|svg|webp)"/;

/** The width of an image in the browser, 0 when the browser cannot show it. */
const naturalWidth = (page: Page, url: string): Promise<number> =>
  // As a string: the types of this project are Node's, which have no `document`.
  page.evaluate(`new Promise((resolve) => {
    const image = document.body.appendChild(new Image());
    image.onload = image.onerror = () => resolve(image.naturalWidth);
    image.src = ${JSON.stringify(url)};
  })`);

it('loads GraphiQL without a request to another origin and without an error', async () => {
  const { page, outside, failures } = await graphiql();
  await page.waitForLoadState('networkidle');
  expect(outside).toEqual([]);
  expect(failures).toEqual([]);
});

it('opens GraphiQL with the first example, beside the menu of all examples in their order', async () => {
  const opened = await graphiql();
  await editor(opened).getByText(`query ${FIRST}`).first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual([FIRST]);
  const menu = opened.page.locator('.explorer-examples');
  expect(await menu.locator('summary').allInnerTexts()).toEqual(GROUPS.map(({ label }) => label));
  expect(await menu.locator('li span').allTextContents()).toEqual(GROUPS.flatMap(({ examples }) => examples.map(({ label }) => label)));
});

it('opens GraphiQL with the tabs of the last visit and nothing else', async () => {
  const opened = await graphiql();
  await openExample(opened, 'Start here', 'Search everything');
  // GraphiQL reads it the next time. The page's policy forbids `waitForFunction` to look twice.
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toContain('query Search');
  await opened.page.goto(address);
  await editor(opened).getByText('query Search').first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual([FIRST, 'Search']);
});

it('announces the sandbox in the window’s title and on the page', async () => {
  const { page } = await graphiql();
  expect(await page.title()).toMatch(/sandbox/i);
  await page
    .locator('.graphiql-session-header')
    .getByText(/sandbox/i)
    .waitFor();
});

it('runs the movie page and shows its answer, whose images the browser can show', async () => {
  const opened = await graphiql();
  const { page, outside, failures } = opened;
  const { answer } = await runInFront(opened, `query ${FIRST}`);
  expect(answer.errors).toBeUndefined();
  await page.locator('.graphiql-response').getByText('"The Matrix"').first().waitFor();

  const { url } = (answer.data as { movie: { poster: { url: string } } }).movie.poster;
  expect(new URL(url).origin).toBe(new URL(address).origin);
  expect(await naturalWidth(page, url)).toBeGreaterThan(0);
  expect(await naturalWidth(page, `${new URL(address).origin}/sandbox/t/p/w500/no/such/picture`)).toBe(0);
  expect(outside).toEqual([]);
  expect(failures).toEqual([expect.stringContaining('404')]);
});

/** Runs an example by clicks, and expects its price, its pictures and what its error means beside the answer. */
async function expectExample(
  opened: Opened,
  group: string,
  { label, query, fails }: (typeof GROUPS)[number]['examples'][number],
): Promise<Answer> {
  await openExample(opened, group, label);
  const { answer } = await runInFront(opened, nameOf(query));
  expect([label, answer.errors?.map(({ extensions }) => extensions.code)]).toEqual([label, fails && [fails]]);
  const { requests } = answer.extensions?.tmdb ?? {};
  const price = requests === undefined ? '' : `^${requests} requests? to TMDB[^]*`;
  const explained = new RegExp(price + (fails ? `${fails} .+ All errors` : ''));
  await expect.poll(() => panel(opened).innerText(), { timeout: 20_000, message: label }).toMatch(explained);
  // The size of a picture is that which the browser has read.
  const hasPictures = isPicture.test(JSON.stringify(answer.data));
  const sizes = panel(opened)
    .locator('.pictures small')
    .getByText(/[1-9]\d* × [1-9]\d*/);
  if (hasPictures) await sizes.first().waitFor();
  expect([label, (await sizes.count()) > 0]).toEqual([label, hasPictures]);
  return answer;
}

it('runs each example of the menu by clicks, with its price, its pictures and its error explained', { timeout: 180_000 }, async () => {
  const opened = await graphiql();
  for (const { label, examples } of GROUPS) for (const example of examples) await expectExample(opened, label, example);
  expect(opened.outside).toEqual([]);
  expect(opened.failures.filter((text) => !/status of 40\d/.test(text))).toEqual([]);
});

it('shows the price of each example before it is run', async () => {
  const opened = await graphiql();
  for (const [label, price] of [
    ['Pages of an app', /^(?:\d requests?|cached)$/],
    ['Signing in, step by step', /^(?:1 request|sign in first)$/],
    ['Errors on purpose', /^(?:[012] requests?|cached)$/],
  ] as const) {
    const group = opened.page.locator('.explorer-examples details', { has: opened.page.getByText(label, { exact: true }) });
    await group.locator('summary').click();
    const { examples = [] } = GROUPS.find((one) => one.label === label) ?? {};
    const prices = examples.map(() => expect.stringMatching(price) as string);
    await expect.poll(() => group.locator('small').allInnerTexts(), { timeout: 20_000 }).toEqual(prices);
  }
  expect(opened.failures).toEqual([]);
});

it('signs in and rates a movie from start to end by clicks, and keeps the session nowhere', async () => {
  const opened = await graphiql();
  const answers: Answer[] = [];
  for (const label of ['Signing in, step by step', 'Mutations']) {
    const { examples = [] } = GROUPS.find((one) => one.label === label) ?? {};
    for (const example of examples.slice(0, label === 'Mutations' ? 1 : undefined))
      answers.push(await expectExample(opened, label, example));
  }
  const [, , session, account, rating] = answers.map(({ data }) => Object.values(data ?? {})[0]);
  expect(account).toMatchObject({ username: 'ada' });
  await opened.page.getByRole('button', { name: 'Rate a movie 2 requests' }).waitFor();
  expect(rating).toMatchObject({ movie: { accountStates: { rating: 8.5 } } });
  const { sessionId } = session as { sessionId: string };
  await opened.page.waitForTimeout(1000); // GraphiQL writes its tabs a moment later.
  const stored = JSON.stringify(await opened.page.evaluate('[{ ...localStorage }, { ...sessionStorage }, location.href]'));
  expect(stored).toContain('mutation Rate');
  expect(stored).not.toContain(sessionId);
});

it('shows the price of an operation without running it', async () => {
  const opened = await graphiql(`${address}?query=${encodeURIComponent('{ movie(id: 1000123) { title keywords { name } } }')}`);
  await editor(opened).getByText('movie').first().waitFor();
  for (const name of ['see the price first', 'Price without running']) {
    await opened.page.getByRole('button', { name }).click();
    await panel(opened).getByText('Not run. It would cost 1 request now').waitFor();
  }
  expect(await panel(opened).innerText()).toMatch(/at least 1 .+never more than \d+[^]*movie 1 request/s);
  expect((await runInFront(opened)).answer.extensions?.tmdb?.requests).toBe(1);
});

const SHARED = 'query Shared($id: ID!) {\n  movie(id: $id) {\n    title\n  }\n}';
const VARIABLES = '{ "id": 603 }';
const sharedAddress = (): string => `${address}?${new URLSearchParams({ query: SHARED, variables: VARIABLES })}`;

it('opens the operation and the variables of its address in front, also beside the tabs of an earlier visit', async () => {
  const opened = await graphiql();
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toBeTruthy();
  for (const visit of ['first', 'second']) {
    await opened.page.goto(sharedAddress());
    await editor(opened).getByText('query Shared').first().waitFor();
    const { sent } = await runInFront(opened);
    expect(sent, visit).toMatchObject({ query: SHARED, variables: { id: 603 } });
    await opened.page.locator('.graphiql-response').getByText('"The Matrix"').first().waitFor();
    expect(await tabs(opened).allInnerTexts(), visit).toEqual([FIRST, 'Shared']);
  }
  expect(opened.failures).toEqual([]);
});

const TWO = 'query First {\n  movie(id: 603) {\n    title\n  }\n}\n\nquery Second {\n  movie(id: 550) {\n    title\n  }\n}';

it('runs the operation that its address names, by the button and by the keyboard, and shares its name', async () => {
  const link = `${address}?${new URLSearchParams({ query: TWO, operationName: 'Second' })}`;
  const opened = await graphiql(link);
  await editor(opened).getByText('query Second').first().waitFor();
  const { sent } = await runInFront(opened);
  expect(sent).toMatchObject({ query: TWO, operationName: 'Second' });
  await opened.page.locator('.graphiql-response').getByText('"Fight Club"').first().waitFor();

  await opened.page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect.poll(() => new URL(opened.page.url()).searchParams.get('operationName'), { timeout: 20_000 }).toBe('Second');
  const other = await graphiql(opened.page.url());
  await editor(other).getByText('query Second').first().waitFor();
  await expect.poll(() => tabs(other).allInnerTexts()).toEqual(['Second']);
  const answered = other.page.waitForResponse((one) => one.request().method() === 'POST');
  await other.page.locator('.graphiql-query-editor .monaco-editor textarea, .graphiql-query-editor .native-edit-context').first().focus();
  await other.page.keyboard.press('Control+Enter');
  expect(await (await answered).json()).toMatchObject({ data: { movie: { title: 'Fight Club' } } });
});

it('lets the user choose another operation than that of its address', async () => {
  const opened = await graphiql(`${address}?${new URLSearchParams({ query: TWO, operationName: 'Second' })}`);
  await expect.poll(() => tabs(opened).allInnerTexts()).toEqual(['Second']);
  await editor(opened).getByText('query First').first().click();
  await opened.page.keyboard.press('End');
  const answered = opened.page.waitForResponse((one) => one.request().method() === 'POST');
  await opened.page.keyboard.press('Control+Enter');
  expect(await (await answered).json()).toMatchObject({ data: { movie: { title: 'The Matrix' } } });
  // The button asks again.
  await opened.page.getByRole('button', { name: /Execute query/ }).click();
  await opened.page.getByRole('menuitem', { name: 'Second' }).click();
  await opened.page.locator('.graphiql-response').getByText('"Fight Club"').first().waitFor();
});

it('writes an address that opens the tab in front in another profile', async () => {
  const opened = await graphiql(sharedAddress());
  await editor(opened).getByText('query Shared').first().waitFor();
  // GraphiQL writes its tabs a moment later.
  const stored = "localStorage.getItem('graphiql:tabState')";
  await expect.poll(() => opened.page.evaluate(stored), { timeout: 20_000 }).toContain('query Shared');
  await opened.page.goto(address);
  // The tab of the last visit is in front.
  await editor(opened).getByText('query Shared').first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual(['Shared']);
  await opened.page.getByRole('button', { name: 'Share', exact: true }).press('Enter');
  await expect.poll(() => new URL(opened.page.url()).searchParams.get('query'), { timeout: 20_000 }).toBe(SHARED);
  const other = await graphiql(opened.page.url());
  await editor(other).getByText('query Shared').first().waitFor();
  const { sent, answer } = await runInFront(other);
  expect(sent).toMatchObject({ query: SHARED, variables: { id: 603 } });
  expect(answer.data).toEqual((await runInFront(opened)).answer.data);
});

it('shows the message of a syntax error, and no stack trace', async () => {
  const opened = await graphiql(`${address}?query=${encodeURIComponent('{ movie(id: 603) { title ')}`);
  await editor(opened).getByText('movie').first().waitFor();
  const { text } = await runInFront(opened);
  const answer = opened.page.locator('.graphiql-response');
  await answer.getByText('GRAPHQL_PARSE_FAILED').first().waitFor();
  await answer.getByText('Syntax Error: Expected Name').first().waitFor();
  expect(text).not.toMatch(/stack|at .*:\d+:\d+/);
});

it('shows the pieces of an answer to @defer, and their price', async () => {
  const query = '{ movie(id: 603) { title ... @defer { runtime } } }';
  const opened = await graphiql(`${address}?query=${encodeURIComponent(query)}`);
  await editor(opened).getByText('movie').first().waitFor();
  await runInFront(opened);
  await opened.page.locator('.graphiql-response').getByText('"runtime"').first().waitFor();
  await panel(opened)
    .getByText(/^\d requests? to TMDB/)
    .waitFor();
  expect(opened.failures).toEqual([]);
});

it('keeps no headers', async () => {
  const opened = await graphiql();
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toBeTruthy();
  expect(await opened.page.evaluate("localStorage.getItem('graphiql:shouldPersistHeaders')")).not.toBe('true');
});

it('shows the documentation of the schema, what a newcomer looks for first', async () => {
  const { page, outside, failures } = await graphiql();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const manual = page.locator('.graphiql-plugin');
  await manual.getByText('Movie', { exact: true }).waitFor();
  const types = await manual.locator('.graphiql-doc-explorer-type-name').allInnerTexts();
  expect(types.slice(0, 5)).toEqual(['Query', 'Mutation', 'Movie', 'TvSeries', 'TvSeason']);
  expect(types.at(-1)).toMatch(/^_/);
  await manual.getByText('Query', { exact: true }).click();
  const fields = await manual.locator('.graphiql-doc-explorer-field-name').allInnerTexts();
  expect([fields.slice(0, 2), fields.slice(-2)]).toEqual([
    ['movie', 'tvSeries'],
    ['_entities', '_service'],
  ]);
  await manual.getByText('movie', { exact: true }).click();
  await manual.getByText('Movie', { exact: true }).click();
  await manual.getByText('A movie.', { exact: true }).first().waitFor();
  await manual.getByText('runtime', { exact: true }).waitFor();
  expect(outside).toEqual([]);
  expect(failures).toEqual([]);
});

it('lets no script contact another origin, and runs only its own', async () => {
  const { page, outside, failures } = await graphiql();
  await expect(page.evaluate("fetch('https://unpkg.com/graphiql')")).rejects.toThrow('Failed to fetch');
  await page.evaluate("document.body.appendChild(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))");
  expect(await page.evaluate('window.ran')).toBeUndefined();
  expect(outside).toEqual([]);
  expect(failures.join('\n')).toMatch(/connect-src[^]*script-src/);
});

/** Visits GraphiQL until its editor takes a key. @returns The bytes that arrived until then, and those of code among them. */
async function visit(page: Page): Promise<{ all: number; code: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const types = new Map<string, string>();
  const bytes = { all: 0, code: 0 };
  session.on('Network.responseReceived', ({ requestId, response }) => types.set(requestId, response.mimeType));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bytes.all += encodedDataLength;
    if (/javascript|css|font/.test(types.get(requestId) ?? '')) bytes.code += encodedDataLength;
  });
  await page.goto(address);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-query-editor .monaco-editor textarea, .graphiql-query-editor .native-edit-context').first().focus();
  await page.keyboard.type('§');
  await page.locator('.graphiql-query-editor .view-lines').getByText('§').first().waitFor();
  const until = { ...bytes };
  await session.detach();
  return until;
}

it('takes a key after at most 1.3 MB, and after no byte of code on the second visit', async () => {
  const context = await browser.newContext();
  try {
    const first = await visit(await context.newPage());
    expect(first.code).toBeGreaterThan(500_000);
    expect(first.all).toBeLessThan(1_300_000);
    const second = await visit(await context.newPage());
    expect(second.code).toBe(0);
    expect(second.all).toBeLessThan(50_000);
  } finally {
    await context.close();
  }
});

/** Sends a request of a browser once more, and reads its answer. */
async function repeat(request: Request): Promise<void> {
  const headers = { ...request.headers(), 'accept-encoding': 'br' };
  const body = request.postData();
  await (await fetch(request.url(), { method: request.method(), headers, ...(body !== null && { body }) })).arrayBuffer();
}

it('grows the gateway by at most 20 MB in ten visits', async () => {
  const other = run('src/main.ts', { env: { PORT: '0' } });
  try {
    const [url] = await other.until(/http:\/\/\S+\/graphql/);
    const rss = (): number => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${other.pid}/status`, 'utf8'))?.[1]) / 1024;
    const requests: Request[] = [];
    const context = await browser.newContext();
    const page = await context.newPage();
    page.on('request', (request) => requests.push(request));
    await page.goto(url);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.waitForLoadState('networkidle');
    await context.close();
    expect(requests.length).toBeGreaterThan(10);
    const before = rss();
    for (let n = 0; n < 10; n += 1) {
      await Promise.all(requests.filter((request) => request.url().startsWith('http')).map(repeat));
    }
    expect(rss() - before).toBeLessThan(20);
  } finally {
    await other.stop();
  }
});

/** Parts of the page that are the gateway's own; GraphiQL has the others. */
const OWN = ['.explorer-answer', '.explorer-examples', '.graphiql-logo'];

const LOOKS = [390, 1280].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

describe('GraphiQL', () => {
  it.each(LOOKS)(
    'shows GraphiQL at $width px in $colorScheme without a barrier of its own, an error or a scroll bar',
    async ({ width, colorScheme }) => {
      const viewport = { width, height: 844 };
      const { page, outside, failures } = await graphiql(address, { viewport, colorScheme });
      if (width < 600) await page.getByRole('button', { name: 'Show Examples' }).click();
      // An answer with a price, a picture and an error.
      await page.getByText('Errors on purpose').click();
      await page.getByRole('button', { name: 'An id that TMDB does not have' }).click();
      await runInFront({ page }, 'Unknown');
      await page.locator('.explorer-answer .pictures img').waitFor();
      await page.evaluate(axe.source);
      const { violations } = (await page.evaluate(`axe.run({ include: ${JSON.stringify(OWN.map((one) => [one]))} })`)) as axe.AxeResults;
      const barriers = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(barriers.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`))).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
      const { size } = (await page.evaluate("({ size: getComputedStyle(document.querySelector('.view-line')).fontSize })")) as {
        size: string;
      };
      expect(parseFloat(size)).toBeGreaterThanOrEqual(14);
      expect(outside).toEqual([]);
      expect(failures).toEqual([]);
    },
  );
});

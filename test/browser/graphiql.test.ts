import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readExamples } from '../../src/http/examples.ts';
import { launchChromium } from '../support/chromium.ts';
import { run, type Program } from '../support/program.ts';
import { open, type Opened } from './open.ts';

let gateway: Program;
let browser: Browser;
let address: string;

beforeAll(async () => {
  gateway = run('src/main.ts', { env: { PORT: '0' } });
  [[address], browser] = await Promise.all([gateway.until(/http:\/\/\S+\/graphql/), launchChromium()]);
});
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

/** Opens GraphiQL and waits for its tabs. */
async function graphiql(): Promise<Opened> {
  const opened = await open(browser, address);
  await tabs(opened).first().waitFor();
  return opened;
}

const tabs = ({ page }: Opened) => page.locator('.graphiql-tab-button');

/** A tab is named after its operation. */
const operations = readExamples().map(({ query }) => /^query (\w+)/m.exec(query)?.[1] ?? '');

interface Answer {
  readonly data?: { readonly movie?: { readonly title: string; readonly poster: { readonly url: string } } };
  readonly errors?: unknown;
}

/** Brings an example to the front, presses the button, and returns what the gateway answered. */
async function runExample(opened: Opened, operation: string): Promise<Answer> {
  const { page } = opened;
  // By the keyboard: GraphiQL takes the first click on a tab between others for the start of a drag.
  await tabs(opened).getByText(operation, { exact: true }).press('Enter');
  await page.locator('.graphiql-query-editor').getByText(`query ${operation}`).first().waitFor();
  const answered = page.waitForResponse((one) => one.request().postData()?.includes(`query ${operation}`) ?? false);
  // GraphiQL shows a tab a moment before it knows its operation: until then the button sends nothing.
  const press = async (): Promise<boolean> => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    return Promise.race([answered.then(() => true), page.waitForTimeout(500).then(() => false)]);
  };
  await expect.poll(press, { timeout: 20_000 }).toBe(true);
  const response = await answered;
  return (await response.json()) as Answer;
}

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

it('opens GraphiQL with each example in a tab, the first one in front', async () => {
  const opened = await graphiql();
  expect(await tabs(opened).allInnerTexts()).toEqual(operations);
  await opened.page.locator('.graphiql-query-editor').getByText(`query ${operations[0]}`).waitFor();
});

it('opens GraphiQL with the examples and nothing else the next time too', async () => {
  const opened = await graphiql();
  // GraphiQL reads it the next time. The page's policy forbids `waitForFunction` to look twice.
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toBeTruthy();
  await opened.page.goto(address);
  await tabs(opened).first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual(operations);
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
  const { data, errors } = await runExample(opened, 'MoviePage');
  expect(errors).toBeUndefined();
  await page.locator('.graphiql-response').getByText('"The Matrix"').first().waitFor();

  const url = data?.movie?.poster.url ?? '';
  expect(new URL(url).origin).toBe(new URL(address).origin);
  expect(await naturalWidth(page, url)).toBeGreaterThan(0);
  expect(await naturalWidth(page, `${new URL(address).origin}/sandbox/t/p/w500/no/such/picture`)).toBe(0);
  expect(outside).toEqual([]);
  expect(failures).toEqual([expect.stringContaining('404')]);
});

it('runs every example without an error', async () => {
  const opened = await graphiql();
  for (const operation of operations) {
    const answer = await runExample(opened, operation);
    expect(answer.data, operation).toBeDefined();
    expect(answer.errors, operation).toBeUndefined();
  }
  expect(opened.failures).toEqual([]);
});

/** The operation in front, as it is run; undefined before the answer. */
async function runInFront({ page }: Opened): Promise<{ sent: Record<string, unknown>; text: string }> {
  const answered = page.waitForResponse((one) => one.request().postData()?.includes('IntrospectionQuery') === false);
  await page.getByRole('button', { name: /Execute query/ }).click();
  const response = await answered;
  const text = await page.locator('.graphiql-response').innerText();
  return { sent: JSON.parse(response.request().postData() ?? '{}') as Record<string, unknown>, text };
}

const SHARED = 'query Shared($id: ID!) {\n  movie(id: $id) {\n    title\n  }\n}';
const VARIABLES = '{ "id": 603 }';
const sharedAddress = (): string => `${address}?${new URLSearchParams({ query: SHARED, variables: VARIABLES })}`;

it('opens the operation and the variables of its address in front, also beside the tabs of an earlier visit', async () => {
  const opened = await open(browser, sharedAddress());
  for (const visit of ['first', 'second']) {
    await opened.page.locator('.graphiql-query-editor').getByText('query Shared').first().waitFor();
    const { sent } = await runInFront(opened);
    expect(sent, visit).toMatchObject({ query: SHARED, variables: { id: 603 } });
    await opened.page.locator('.graphiql-response').getByText('"The Matrix"').first().waitFor();
    expect(await tabs(opened).allInnerTexts(), visit).toEqual(['Shared', ...operations]);
    await opened.page.goto(sharedAddress());
  }
  expect(opened.failures).toEqual([]);
});

it('writes an address that opens the tab in front in another profile', async () => {
  const opened = await open(browser, sharedAddress());
  await opened.page.locator('.graphiql-query-editor').getByText('query Shared').first().waitFor();
  // GraphiQL writes its tabs a moment later.
  const stored = "localStorage.getItem('graphiql:tabState')";
  await expect.poll(() => opened.page.evaluate(stored), { timeout: 20_000 }).toContain('query Shared');
  await opened.page.goto(address);
  // The tab of the last visit is in front.
  await opened.page.locator('.graphiql-query-editor').getByText('query Shared').first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual(['Shared', ...operations]);
  await opened.page.getByRole('button', { name: 'Share', exact: true }).press('Enter');
  await expect.poll(() => new URL(opened.page.url()).searchParams.get('query'), { timeout: 20_000 }).toBe(SHARED);
  const other = await open(browser, opened.page.url());
  await other.page.locator('.graphiql-query-editor').getByText('query Shared').first().waitFor();
  expect((await runInFront(other)).sent).toMatchObject({ query: SHARED, variables: { id: 603 } });
});

it('shows the message of a syntax error, and no stack trace', async () => {
  const opened = await open(browser, `${address}?query=${encodeURIComponent('{ movie(id: 603) { title ')}`);
  await opened.page.locator('.graphiql-query-editor').getByText('movie').first().waitFor();
  await runInFront(opened);
  const answer = opened.page.locator('.graphiql-response');
  await answer.getByText('GRAPHQL_PARSE_FAILED').first().waitFor();
  await answer.getByText('Syntax Error: Expected Name').first().waitFor();
  expect(await answer.innerText()).not.toMatch(/stack|at .*:\d+:\d+/);
});

it('shows the pieces of an answer to @defer', async () => {
  const query = '{ movie(id: 603) { title ... @defer { runtime } } }';
  const opened = await open(browser, `${address}?query=${encodeURIComponent(query)}`);
  await opened.page.locator('.graphiql-query-editor').getByText('movie').first().waitFor();
  await opened.page.getByRole('button', { name: /Execute query/ }).click();
  await opened.page.locator('.graphiql-response').getByText('"runtime"').first().waitFor();
  expect(opened.failures).toEqual([]);
});

it('keeps no headers', async () => {
  const opened = await graphiql();
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toBeTruthy();
  expect(await opened.page.evaluate("localStorage.getItem('graphiql:shouldPersistHeaders')")).not.toBe('true');
});

it('shows the documentation of the schema', async () => {
  const { page, outside, failures } = await graphiql();
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click();
  const manual = page.locator('.graphiql-plugin');
  await manual.getByText('Query', { exact: true }).click();
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

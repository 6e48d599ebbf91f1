import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import { expect, it } from 'vitest';
import { run } from '../support/program.ts';
import { editor, FIRST, GROUPS, openExample, panel, runInFront, tabs, useExplorer } from './explorer.ts';

const explorer = useExplorer();

it('loads GraphiQL without a request to another origin and without an error', async () => {
  const { page, outside, failures } = await explorer.graphiql();
  await page.waitForLoadState('networkidle');
  expect(outside).toEqual([]);
  expect(failures).toEqual([]);
});

it('opens GraphiQL with the first example, beside the menu of all examples in their order', async () => {
  const opened = await explorer.graphiql();
  await editor(opened).getByText(`query ${FIRST}`).first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual([FIRST]);
  const menu = opened.page.locator('.explorer-examples');
  expect(await menu.locator('summary').allInnerTexts()).toEqual(GROUPS.map(({ label }) => label));
  expect(await menu.locator('li span').allTextContents()).toEqual(GROUPS.flatMap(({ examples }) => examples.map(({ label }) => label)));
});

it('opens GraphiQL with the tabs of the last visit and nothing else', async () => {
  const opened = await explorer.graphiql();
  await openExample(opened, 'Start here', 'Search everything');
  // GraphiQL reads it the next time. The page's policy forbids `waitForFunction` to look twice.
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toContain('query Search');
  await opened.page.goto(explorer.address);
  await editor(opened).getByText('query Search').first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual([FIRST, 'Search']);
});

it('announces the sandbox in the window’s title and on the page', async () => {
  const { page } = await explorer.graphiql();
  expect(await page.title()).toMatch(/sandbox/i);
  await page
    .locator('.graphiql-session-header')
    .getByText(/sandbox/i)
    .waitFor();
});

it('shows the price of an operation without running it', async () => {
  const opened = await explorer.graphiql(
    `${explorer.address}?query=${encodeURIComponent('{ movie(id: 1000123) { title keywords { name } } }')}`,
  );
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
const sharedAddress = (): string => `${explorer.address}?${new URLSearchParams({ query: SHARED, variables: VARIABLES })}`;

it('opens the operation and the variables of its address in front, also beside the tabs of an earlier visit', async () => {
  const opened = await explorer.graphiql();
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
  const link = `${explorer.address}?${new URLSearchParams({ query: TWO, operationName: 'Second' })}`;
  const opened = await explorer.graphiql(link);
  await editor(opened).getByText('query Second').first().waitFor();
  const { sent } = await runInFront(opened);
  expect(sent).toMatchObject({ query: TWO, operationName: 'Second' });
  await opened.page.locator('.graphiql-response').getByText('"Fight Club"').first().waitFor();

  await opened.page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect.poll(() => new URL(opened.page.url()).searchParams.get('operationName'), { timeout: 20_000 }).toBe('Second');
  const other = await explorer.graphiql(opened.page.url());
  await editor(other).getByText('query Second').first().waitFor();
  await expect.poll(() => tabs(other).allInnerTexts()).toEqual(['Second']);
  const answered = other.page.waitForResponse((one) => one.request().method() === 'POST');
  await other.page.locator('.graphiql-query-editor .monaco-editor textarea, .graphiql-query-editor .native-edit-context').first().focus();
  await other.page.keyboard.press('Control+Enter');
  expect(await (await answered).json()).toMatchObject({ data: { movie: { title: 'Fight Club' } } });
});

it('lets the user choose another operation than that of its address', async () => {
  const opened = await explorer.graphiql(`${explorer.address}?${new URLSearchParams({ query: TWO, operationName: 'Second' })}`);
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
  const opened = await explorer.graphiql(sharedAddress());
  await editor(opened).getByText('query Shared').first().waitFor();
  // GraphiQL writes its tabs a moment later.
  const stored = "localStorage.getItem('graphiql:tabState')";
  await expect.poll(() => opened.page.evaluate(stored), { timeout: 20_000 }).toContain('query Shared');
  await opened.page.goto(explorer.address);
  // The tab of the last visit is in front.
  await editor(opened).getByText('query Shared').first().waitFor();
  expect(await tabs(opened).allInnerTexts()).toEqual(['Shared']);
  await opened.page.getByRole('button', { name: 'Share', exact: true }).press('Enter');
  await expect.poll(() => new URL(opened.page.url()).searchParams.get('query'), { timeout: 20_000 }).toBe(SHARED);
  const other = await explorer.graphiql(opened.page.url());
  await editor(other).getByText('query Shared').first().waitFor();
  const { sent, answer } = await runInFront(other);
  expect(sent).toMatchObject({ query: SHARED, variables: { id: 603 } });
  expect(answer.data).toEqual((await runInFront(opened)).answer.data);
});

it('shows the message of a syntax error, and no stack trace', async () => {
  const opened = await explorer.graphiql(`${explorer.address}?query=${encodeURIComponent('{ movie(id: 603) { title ')}`);
  await editor(opened).getByText('movie').first().waitFor();
  const { text } = await runInFront(opened);
  const answer = opened.page.locator('.graphiql-response');
  await answer.getByText('GRAPHQL_PARSE_FAILED').first().waitFor();
  await answer.getByText('Syntax Error: Expected Name').first().waitFor();
  expect(text).not.toMatch(/stack|at .*:\d+:\d+/);
});

it('shows the pieces of an answer to @defer, and their price', async () => {
  const query = '{ movie(id: 603) { title ... @defer { runtime } } }';
  const opened = await explorer.graphiql(`${explorer.address}?query=${encodeURIComponent(query)}`);
  await editor(opened).getByText('movie').first().waitFor();
  await runInFront(opened);
  await opened.page.locator('.graphiql-response').getByText('"runtime"').first().waitFor();
  await panel(opened)
    .getByText(/^\d requests? to TMDB/)
    .waitFor();
  expect(opened.failures).toEqual([]);
});

it('keeps no headers', async () => {
  const opened = await explorer.graphiql();
  await expect.poll(() => opened.page.evaluate("localStorage.getItem('graphiql:tabState')"), { timeout: 20_000 }).toBeTruthy();
  expect(await opened.page.evaluate("localStorage.getItem('graphiql:shouldPersistHeaders')")).not.toBe('true');
});

it('shows the documentation of the schema, what a newcomer looks for first', async () => {
  const { page, outside, failures } = await explorer.graphiql();
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
  const { page, outside, failures } = await explorer.graphiql();
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
  await page.goto(explorer.address);
  await page.locator('.graphiql-query-editor .view-line').first().waitFor();
  await page.locator('.graphiql-query-editor .monaco-editor textarea, .graphiql-query-editor .native-edit-context').first().focus();
  await page.keyboard.type('§');
  await page.locator('.graphiql-query-editor .view-lines').getByText('§').first().waitFor();
  const until = { ...bytes };
  await session.detach();
  return until;
}

it('takes a key after at most 1.3 MB, and after no byte of code on the second visit', async () => {
  const context = await explorer.browser.newContext();
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
    const context = await explorer.browser.newContext();
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

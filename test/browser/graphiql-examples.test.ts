import axe from 'axe-core';
import { describe, expect, it } from 'vitest';
import { expectExample, FIRST, GROUPS, nameOf, naturalWidth, openExample, runInFront, useExplorer, type Answer } from './explorer.ts';

const explorer = useExplorer();

it('runs the movie page and shows its answer, whose images the browser can show', async () => {
  const opened = await explorer.graphiql();
  const { page, outside, failures } = opened;
  const { answer } = await runInFront(opened, `query ${FIRST}`);
  expect(answer.errors).toBeUndefined();
  await page.locator('.graphiql-response').getByText('"The Matrix"').first().waitFor();

  const { url } = (answer.data as { movie: { poster: { url: string } } }).movie.poster;
  expect(new URL(url).origin).toBe(new URL(explorer.address).origin);
  expect(await naturalWidth(page, url)).toBeGreaterThan(0);
  expect(await naturalWidth(page, `${new URL(explorer.address).origin}/sandbox/t/p/w500/no/such/picture`)).toBe(0);
  expect(outside).toEqual([]);
  expect(failures).toEqual([expect.stringContaining('404')]);
});

it('runs each example of the menu by clicks, with its price, its pictures and its error explained', { timeout: 180_000 }, async () => {
  const opened = await explorer.graphiql();
  for (const { label, examples } of GROUPS) for (const example of examples) await expectExample(opened, label, example);
  expect(opened.outside).toEqual([]);
  expect(opened.failures.filter((text) => !/status of 40\d/.test(text))).toEqual([]);
});

it('shows the price of each example before it is run', async () => {
  const opened = await explorer.graphiql();
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

it('says of an example that was run what it costs the next time, and shows the tab of the last one', async () => {
  const opened = await explorer.graphiql();
  const { page } = opened;
  const [first] = GROUPS;
  for (const { label } of first?.examples ?? []) await openExample(opened, first?.label ?? '', label);
  const last = first?.examples.at(-1);
  await runInFront(opened, nameOf(last?.query ?? ''));
  await page.getByRole('button', { name: `${last?.label} cached` }).waitFor();
  for (const { label, examples } of GROUPS.slice(1, 3)) for (const one of examples) await openExample(opened, label, one.label);
  const seen = `(() => {
    const tab = document.querySelector('[role=tab][aria-selected=true]').getBoundingClientRect();
    const { right } = document.querySelector('[role=tablist]').getBoundingClientRect();
    return tab.left < right;
  })()`;
  await expect.poll(() => page.evaluate(seen)).toBe(true);
});

it('signs in and rates a movie from start to end by clicks, and keeps the session nowhere', async () => {
  const opened = await explorer.graphiql();
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

/** Parts of the page that are the gateway's own; GraphiQL has the others. */
const OWN = ['.explorer-answer', '.explorer-examples', '.graphiql-logo'];

const LOOKS = [390, 1280].flatMap((width) => (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })));

describe('GraphiQL', () => {
  it.each(LOOKS)(
    'shows GraphiQL at $width px in $colorScheme without a barrier of its own, an error or a scroll bar',
    async ({ width, colorScheme }) => {
      const viewport = { width, height: 844 };
      const { page, outside, failures } = await explorer.graphiql(explorer.address, { viewport, colorScheme });
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

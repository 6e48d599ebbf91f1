import type { Browser, Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { explorerExamples } from '../../src/pages/explorer-examples.ts';
import { launchChromium } from '../support/chromium.ts';
import { run, type Program } from '../support/program.ts';
import { open, type Opened } from './open.ts';

/** A gateway and a browser for the tests of one file. */
export interface Explorer {
  readonly browser: Browser;
  /** Of GraphiQL. */
  readonly address: string;
  /** Opens GraphiQL and waits for its tabs. */
  graphiql(url?: string, options?: Parameters<typeof open>[2]): Promise<Opened>;
}

export function useExplorer(): Explorer {
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
  return {
    get browser() {
      return browser;
    },
    get address() {
      return address;
    },
    async graphiql(url = address, options = {}) {
      const opened = await open(browser, url, options);
      await tabs(opened).first().waitFor();
      return opened;
    },
  };
}

export const tabs = ({ page }: Pick<Opened, 'page'>) => page.locator('.graphiql-tab-button');
export const editor = ({ page }: Pick<Opened, 'page'>) => page.locator('.graphiql-query-editor');
export const panel = ({ page }: Pick<Opened, 'page'>) => page.locator('.explorer-answer');

export const GROUPS = explorerExamples(true);

/** A tab is named after its operation. */
export const nameOf = (query: string): string => /^(?:query|mutation) (\w+)/m.exec(query)?.[1] ?? '';

export const FIRST = nameOf(GROUPS[0]?.examples[0]?.query ?? '');

export interface Answer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly extensions?: { readonly tmdb?: { readonly requests: number } };
}

/** Presses the button, and returns what was sent and what the gateway answered. */
export async function runInFront(
  { page }: Pick<Opened, 'page'>,
  operation = '',
): Promise<{ sent: Record<string, unknown>; answer: Answer; text: string }> {
  const isIt = (request: Request): boolean =>
    request.method() === 'POST' && request.headers()['tmdb-explain'] === '1' && (request.postData() ?? '').includes(operation);
  const sent = page.waitForRequest(isIt);
  // GraphiQL shows a tab a moment before it knows its operation: until then the button sends nothing. Once it has sent, it is not
  // pressed again, however long the answer takes: a second one would take the place of the first.
  const press = async (): Promise<boolean> => {
    await page.getByRole('button', { name: /Execute query/ }).click();
    return Promise.race([sent.then(() => true), page.waitForTimeout(500).then(() => false)]);
  };
  await expect.poll(press, { timeout: 20_000 }).toBe(true);
  const request = await sent;
  const response = await request.response();
  if (!response) throw new Error('The gateway did not answer the operation.');
  await page.locator('.explorer-answer .price, .explorer-answer .errors').first().waitFor();
  return {
    sent: JSON.parse(request.postData() ?? '{}') as Record<string, unknown>,
    answer: (await response.json().catch(() => ({}))) as Answer,
    text: await page.locator('.graphiql-response').innerText(),
  };
}

/** Opens an example of the menu by clicks, and waits until the editor has it. */
export async function openExample(opened: Opened, group: string, label: string): Promise<void> {
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
export const naturalWidth = (page: Page, url: string): Promise<number> =>
  // As a string: the types of this project are Node's, which have no `document`.
  page.evaluate(`new Promise((resolve) => {
    const image = document.body.appendChild(new Image());
    image.onload = image.onerror = () => resolve(image.naturalWidth);
    image.src = ${JSON.stringify(url)};
  })`);

/** Runs an example by clicks, and expects its price, its pictures and what its error means beside the answer. */
export async function expectExample(
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

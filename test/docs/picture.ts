/** Takes `docs/graphiql.png`: GraphiQL on the sandbox, with its examples, an answer, its price and its pictures. Run it with `npm run docs:picture` when the page has changed. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { launchChromium } from '../support/chromium.ts';
import { run } from '../support/program.ts';

const gateway = run('src/main.ts', { env: { PORT: '0' } });
const browser = await launchChromium();
try {
  const [address] = await gateway.until(/http:\/\/\S+\/graphql/);
  const page = await browser.newPage({ viewport: { width: 1280, height: 760 } });
  await page.goto(address, { waitUntil: 'commit' });
  await page.locator('.graphiql-query-editor').getByText('query MoviePage').first().waitFor();
  await page.getByText('Pages of an app').click();
  await page.waitForTimeout(1000); // Until the editor has coloured its text.
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.explorer-answer .pictures small').getByText('×').nth(3).waitFor();
  await page.mouse.move(640, 750);
  await page.waitForTimeout(1000);
  const picture = await page.screenshot();
  assert.ok(picture.length <= 200_000, `expected at most 200 kB, got ${picture.length}`);
  writeFileSync(new URL('../../docs/graphiql.png', import.meta.url), picture);
} finally {
  await browser.close();
  await gateway.stop();
}

/** Takes `docs/graphiql.png`: GraphiQL on the sandbox, with a query and its answer. Run it with `npm run docs:picture` when the page has changed. */
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { launchChromium } from '../support/chromium.ts';
import { run } from '../support/program.ts';

const QUERY = `# A movie page in one TMDB request.
query MoviePage {
  movie(id: 603) {
    title
    runtime
    certification
    directors {
      name
    }
    cast(first: 1) {
      edges {
        character
        node {
          name
        }
      }
    }
    trailer {
      url
    }
  }
}
`;

const gateway = run('src/main.ts', { env: { PORT: '0' } });
const browser = await launchChromium();
try {
  const [address] = await gateway.until(/http:\/\/\S+\/graphql/);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  // The page reads its tabs from its storage before those of the gateway.
  const tab = {
    id: 'picture',
    title: 'MoviePage',
    query: QUERY,
    operationName: 'MoviePage',
    headers: null,
    variables: null,
    response: null,
    hash: null,
  };
  await page.addInitScript(
    `localStorage.setItem('graphiql:tabState', ${JSON.stringify(JSON.stringify({ tabs: [tab], activeTabIndex: 0 }))})`,
  );
  await page.goto(address);
  // The gateway's first example opens beside it, in front.
  await page.locator('.graphiql-tab-button').getByText('MoviePage', { exact: true }).press('Enter');
  await page.locator('.graphiql-query-editor').getByText('query MoviePage').first().waitFor();
  await page.waitForTimeout(1000); // Until the editor has coloured its text.
  await page.getByRole('button', { name: /Execute query/ }).click();
  await page.locator('.graphiql-response').getByText('"The Matrix"').first().waitFor();
  await page.mouse.move(640, 890);
  await page.waitForTimeout(1000);
  const picture = await page.screenshot();
  assert.ok(picture.length <= 200_000, `expected at most 200 kB, got ${picture.length}`);
  writeFileSync(new URL('../../docs/graphiql.png', import.meta.url), picture);
} finally {
  await browser.close();
  await gateway.stop();
}

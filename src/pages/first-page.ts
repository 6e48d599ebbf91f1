import type { Config } from '../config.ts';
import type { Endpoint } from '../http/endpoint.ts';
import { GRAPHQL_PATH } from '../http/place.ts';
import type { Metrics } from '../ops/metrics.ts';
import { liveMeter } from './live-status.ts';
import { frame, PAGES, STATUS_EVENTS, upstreamBadge, type PageName } from './frame.ts';
import { html, type Html } from './html.ts';
import { page } from './page.ts';
import { SHOWCASES, type Showcase } from './showcase.ts';

const DESCRIPTION = 'One typed GraphQL graph over The Movie Database: the most answers from the fewest requests.';

/** Kinds of a GraphQL token by the group that matches it. */
const TOKEN = /(?<keyword>\b(?:query|fragment|on)\b)|(?<argument>\b\w+(?=:))|(?<value>\b(?:\d+|[A-Z][A-Z\d]+)\b)|(?<type>\b[A-Z]\w+\b)/g;

/** Colours a GraphQL document. */
function coloured(query: string): Html[] {
  const pieces: Html[] = [];
  let end = 0;
  for (const { 0: token, index, groups = {} } of query.matchAll(TOKEN)) {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined);
    pieces.push(html`${query.slice(end, index)}<span class="${kind}">${token}</span>`);
    end = index + token.length;
  }
  return [...pieces, html`${query.slice(end)}`];
}

const showcase = ({ label, query, request }: Showcase, index: number, base: string, hasExplorer: boolean): Html => html`
  <article class="showcase" data-label="${label}" aria-labelledby="showcase-${index}">
    <div class="panel query">
      <header>
        <h3 id="showcase-${index}">${label}</h3>
        ${hasExplorer && html`<a href="${base}${GRAPHQL_PATH}?query=${encodeURIComponent(query)}">Open in the explorer</a>`}
      </header>
      <pre class="code" tabindex="0" role="region" aria-label="Query: ${label}"><code>${coloured(query)}</code></pre>
    </div>
    <div class="panel answer">
      <p class="price" role="status">One request to TMDB answers all of it</p>
      <p class="path"><code>/3/${request.replace('?', '\u200b?').replaceAll(',', ',\u200b')}</code></p>
    </div>
  </article>
`;

const saving = (title: string, text: string): Html =>
  html`<li>
    <h3>${title}</h3>
    <p>${text}</p>
  </li>`;

const SANDBOX = html`<p class="note">
  <strong>This is the sandbox:</strong> real facts about some movies, and images that the gateway draws itself. For the real TMDB, start it
  with <code>TMDB_ACCESS_TOKEN=… npm start</code>.
</p>`;

/** `/`: what this is, over which TMDB, and an operation that runs as the page opens. */
export const firstPage =
  (config: Config, pages: readonly PageName[], metrics: Metrics | undefined): Endpoint =>
  async ({ base }) => {
    const hasExplorer = pages.includes('explorer');
    const main = html`
      <section class="hero">
        <div>
          <h1>A whole movie page. One request to TMDB.</h1>
          <p class="lead">
            One typed GraphQL graph over The Movie Database. TMDB allows about 50 requests a second, so this gateway answers the most
            GraphQL with the fewest of them, and never sends more.
          </p>
          <p class="actions">
            ${hasExplorer && html`<a class="button primary" href="${base}${PAGES.explorer}">Open the explorer</a>`}
            ${pages.includes('schema') && html`<a class="button" href="${base}${PAGES.schema}">Read the schema</a>`}
            <span class="endpoint">or send <code>POST ${base}${GRAPHQL_PATH}</code></span>
          </p>
          ${config.sandbox && SANDBOX}
        </div>
        ${
          metrics &&
          html`<aside class="card" data-events="${base}${STATUS_EVENTS}" aria-labelledby="meter-title">
            <h2 id="meter-title">TMDB’s second</h2>
            ${liveMeter(await metrics.status())}
            <p><a href="${base}${PAGES.status}">See everything live</a></p>
          </aside>`
        }
      </section>
      ${
        !config.trustedDocumentsOnly &&
        html`<section aria-labelledby="example-title" id="examples" data-endpoint="${base}${GRAPHQL_PATH}">
          <h2 id="example-title">See what a query costs</h2>
          ${SHOWCASES.map((one, index) => showcase(one, index, base, hasExplorer))}
        </section>`
      }
      <section aria-labelledby="savings-title">
        <h2 id="savings-title">How requests are saved</h2>
        <ul class="savings">
          ${saving('Looked ahead', 'A movie and every part that a query selects of it travel in one request.')}
          ${saving('Kept in parts', 'Two queries for different fields of one movie share what they have in common.')}
          ${saving('Joined', 'What is already on its way for one operation is not requested again for another.')}
          ${saving('Within the limit', 'No second ever sees more requests than TMDB allows: the rest waits its fair turn.')}
        </ul>
      </section>
    `;
    return page({
      title: config.sandbox ? 'TMDB gateway · sandbox' : 'TMDB gateway',
      description: DESCRIPTION,
      body: frame({ base, pages, current: 'first', badge: upstreamBadge(config), main }),
      scripts: [...(config.trustedDocumentsOnly ? [] : ['first-page.js']), ...(metrics ? ['live.js'] : [])],
      images: config.imageUrl === null ? undefined : new URL(config.imageUrl).origin,
    });
  };

/** `/` in production, where it says little. */
export const plainFirstPage =
  (pages: readonly PageName[]): Endpoint =>
  ({ base }) => {
    const main = html`
      <section class="hero">
        <h1>TMDB GraphQL gateway</h1>
        <p class="lead">${DESCRIPTION}</p>
        <p class="endpoint">Send <code>POST ${base}${GRAPHQL_PATH}</code></p>
      </section>
    `;
    return page({ title: 'TMDB gateway', description: DESCRIPTION, body: frame({ base, pages, current: 'first', main }), scripts: [] });
  };

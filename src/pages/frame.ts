import type { Config } from '../config.ts';
import { GRAPHQL_PATH } from '../http/place.ts';
import { html, type Html } from './html.ts';

/** Paths of the pages, from the gateway's base. */
export const PAGES = { first: '/', explorer: GRAPHQL_PATH, status: '/status', schema: '/schema.graphql', docs: '/README.md' } as const;

/** The path of the events that pages listen to. */
export const STATUS_EVENTS = '/status/events';

export type PageName = keyof typeof PAGES;

const LABELS: Readonly<Record<PageName, string>> = {
  first: 'Start',
  explorer: 'Explorer',
  status: 'Status',
  schema: 'Schema',
  docs: 'Docs',
};

/** Says whether answers come from the sandbox or from TMDB. */
export const upstreamBadge = ({ sandbox, tmdbUrl }: Pick<Config, 'sandbox' | 'tmdbUrl'>): Html =>
  sandbox
    ? html`<span class="badge sandbox">Sandbox</span>`
    : html`<span class="badge real"><span class="visually-hidden">Upstream: </span>${new URL(tmdbUrl).host}</span>`;

export interface FrameOptions {
  readonly base: string;
  /** The pages that this gateway has. */
  readonly pages: readonly PageName[];
  readonly current?: PageName;
  readonly badge?: Html;
  readonly main: Html;
}

/** The frame of every page: its head with the navigation, and its foot. */
export const frame = ({ base, pages, current, badge, main }: FrameOptions): Html => html`
  <a class="skip" href="#main">Skip to the content</a>
  <header class="bar">
    <div class="brand">
      <svg viewBox="0 0 32 32" aria-hidden="true">
        <rect width="32" height="32" rx="8" class="tile" />
        <path d="M6 8c9 0 9 8 14 8M6 16h14M6 24c9 0 9-8 14-8" />
        <circle cx="23" cy="16" r="4" />
      </svg>
      <span>TMDB gateway</span> ${badge}
    </div>
    ${
      pages.length > 0 &&
      html`<nav aria-label="Pages">
        ${pages.map((name) => html`<a href="${base}${PAGES[name]}" ${name === current && html`aria-current="page"`}>${LABELS[name]}</a>`)}
      </nav>`
    }
  </header>
  <main id="main" tabindex="-1">${main}</main>
  <footer>
    <p>
      This product uses the TMDB API but is not endorsed or certified by <a href="https://www.themoviedb.org">TMDB</a>. Where to watch:
      <a href="https://www.justwatch.com">JustWatch</a>.
    </p>
  </footer>
`;

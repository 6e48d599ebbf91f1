import type { Config } from '../config.ts';
import { broadcast } from './broadcast.ts';
import type { Endpoint } from '../http/endpoint.ts';
import type { Metrics } from '../ops/metrics.ts';
import { frame, STATUS_EVENTS, upstreamBadge, type PageName } from './frame.ts';
import { html } from './html.ts';
import { liveStatus } from './live-status.ts';
import { page } from './page.ts';

/** `/status`: what the gateway does now. */
export const statusPage =
  (config: Config, pages: readonly PageName[], { status }: Metrics): Endpoint =>
  async ({ base }) => {
    const main = html`
      <section class="head">
        <h1>Status</h1>
        <p class="state">
          <span id="state" role="status">As it was when the page was opened</span>
          <button class="button" id="pause" type="button" hidden>Pause</button>
        </p>
      </section>
      <section class="status" data-events="${base}${STATUS_EVENTS}">${liveStatus(await status())}</section>
    `;
    return page({
      title: 'Status · TMDB gateway',
      description: 'What the gateway does now.',
      body: frame({ base, pages, current: 'status', badge: upstreamBadge(config), main }),
      scripts: ['live.js'],
    });
  };

/** `/status/events`: the parts of `/status` that change, as HTML. */
export const statusEvents = ({ status }: Metrics, stopping: AbortSignal): Endpoint =>
  broadcast(async () => liveStatus(await status()).markup.replaceAll(/\s+/g, ' '), stopping);

import type { Quantiles } from '../ops/activity.ts';
import type { Counts, Status } from '../ops/status.ts';
import { isTmdbStatus, TMDB_STATUS } from '../tmdb/status.ts';
import { html, type Html } from './html.ts';

const whole = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en-US', {
  maximumFractionDigits: 2,
  maximumSignificantDigits: 3,
  roundingPriority: 'lessPrecision',
});

const ms = (duration: number | undefined): string => (duration === undefined ? '–' : `${short.format(duration)} ms`);
const share = (part: number, all: number): string => (all === 0 ? '–' : `${short.format((100 * part) / all)} %`);
const megabytes = (bytes: number): string => `${short.format(bytes / 1_000_000)} MB`;
const plural = (count: number, noun: string): string => `${whole.format(count)} ${noun}${count === 1 ? '' : 's'}`;

/** A part of a page that each event replaces. */
const live = (id: string, content: Html): Html => html`<div id="${id}" data-live>${content}</div>`;

/** Number of cells beyond which the meter is one bar. */
const MAX_CELLS = 100;

/** TMDB's second: its requests, of those that the limit allows. */
function meter({ perSecond, limit, queued }: Status): Html {
  const used = perSecond.at(-1) ?? 0;
  const cells = limit > MAX_CELLS ? MAX_CELLS : limit;
  const filled = Math.min(cells, Math.ceil((used / limit) * cells));
  return html`
    <p class="figure"><strong>${whole.format(used)}</strong> of ${whole.format(limit)}</p>
    <p class="caption">requests to TMDB in the last second</p>
    <svg class="meter" viewBox="0 0 ${cells * 10} 28" preserveAspectRatio="none" aria-hidden="true">
      ${Array.from({ length: cells }, (_, n) => html`<rect x="${n * 10 + 1}" width="8" height="28" ${n < filled && html`class="used"`} />`)}
    </svg>
    <p class="caption">${queued === 0 ? 'No request waits.' : `${plural(queued, 'request')} in the queue.`}</p>
  `;
}

/** Requests of each second, with the limit as a line. */
function chart({ perSecond, limit }: Status): Html {
  const peak = Math.max(0, ...perSecond);
  const top = Math.max(limit, peak);
  const y = (count: number): number => 100 - (94 * count) / top;
  const steps = perSecond.map((count, second) => `V${y(count).toFixed(1)}H${second + 1}`).join('');
  const sum = perSecond.reduce((total, count) => total + count, 0);
  const minutes = perSecond.length / 60;
  return html`
    <svg class="chart" viewBox="0 0 ${perSecond.length} 100" preserveAspectRatio="none" role="img" aria-label="Requests to TMDB per second">
      <path class="area" d="M0,100${steps}V100Z" />
      <path class="edge" d="M0,100${steps}" />
      <line class="limit" x1="0" x2="${perSecond.length}" y1="${y(limit)}" y2="${y(limit)}" />
    </svg>
    <p class="axis"><span>${minutes} minutes ago</span><span class="of-limit">limit ${whole.format(limit)}</span><span>now</span></p>
    <p class="caption">
      Most in a second: ${whole.format(peak)}. In all: ${plural(sum, 'request')}, ${short.format(sum / perSecond.length)} a second.
    </p>
  `;
}

type Row = readonly [term: string, value: string];

const list = (rows: readonly Row[]): Html =>
  html`<dl>
    ${rows.map(
      ([term, value]) =>
        html`<div>
          <dt>${term}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;

const quantiles = (what: string, { half, most }: Quantiles): Row[] => [
  [`${what}, half within`, ms(half)],
  [`${what}, 95 % within`, ms(most)],
];

const counts = (all: Counts, label: (key: string) => string = (key) => key): Row[] =>
  all.map(([key, count]) => [label(key), whole.format(count)]);

const none = (text: string): Html => html`<p class="caption">${text}</p>`;

function table(caption: string, heads: readonly string[], rows: readonly (readonly string[])[]): Html {
  if (rows.length === 0) return none('None yet.');
  return html`<table>
    <caption class="visually-hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => html`<th scope="col">${head}</th>`)}
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ([first = '', ...cells]) =>
          html`<tr>
            <th scope="row">${first}</th>
            ${cells.map((cell) => html`<td>${cell}</td>`)}
          </tr>`,
      )}
    </tbody>
  </table>`;
}

const LOOKUPS: Readonly<Record<string, string>> = {
  hit: 'Found in the second level',
  miss: 'Not found there',
  error: 'Not answered by it',
};

const WAYS: Readonly<Record<string, string>> = { executed: 'Executed', stored: 'Stored answers', shared: 'Shared with an equal operation' };

function tmdbStatusLabel(key: string): string {
  const status = Number(key);
  return isTmdbStatus(status) ? `${key} ${TMDB_STATUS[status].name}` : key;
}

/** A card by its id: its title, and what it shows. */
type Card = readonly [title: string, show: (status: Status) => Html];

const CARDS = {
  requests: [
    'Requests to TMDB',
    ({ requests, waits, queued, available }) =>
      list([
        ['Sent since the start', whole.format(requests.total)],
        ['Retries among them', whole.format(requests.retries)],
        ...counts(requests.byHttp, (http) => (http === 'none' ? 'Without a response' : `HTTP ${http}`)),
        ...quantiles('Duration', requests),
        ['In the queue', whole.format(queued)],
        ['Could be sent now', whole.format(available)],
        ...quantiles('Wait', waits),
        ['Received', megabytes(requests.bytes)],
      ]),
  ],
  cache: [
    'Cache',
    ({ cache: { hit, stale, miss, bytes, maxBytes } }) => html`
      <p class="figure"><strong>${share(hit + stale, hit + stale + miss)}</strong> hit ratio</p>
      ${list([
        ['Fresh', whole.format(hit)],
        ['Stale, refreshed behind the answer', whole.format(stale)],
        ['Missing, requested from TMDB', whole.format(miss)],
        ['Memory', `${megabytes(bytes)} of ${megabytes(maxBytes)}`],
      ])}
    `,
  ],
  fleet: [
    'Fleet and second level',
    ({ fleet: { members, isWithoutRedis, lookups } }) =>
      list([
        ['Processes that share the limit', whole.format(members)],
        ...(isWithoutRedis ? [['Redis', 'Away: this process has its part of the limit'] as const] : []),
        ...counts(lookups, (result) => LOOKUPS[result] ?? result),
      ]),
  ],
  operations: [
    'Operations',
    ({ operations }) =>
      list([
        ['Answered since the start', whole.format(operations.total)],
        ...counts(operations.byOutcome),
        ...quantiles('Duration', operations),
        ...counts(operations.byWay, (way) => WAYS[way] ?? way),
      ]),
  ],
  circuits: [
    'Circuits',
    ({ circuits }) =>
      circuits.length === 0
        ? none('No path of TMDB was used yet.')
        : list(circuits.map(([paths, isOpen]) => [`/${paths}`, isOpen ? 'Open: TMDB fails here' : 'Closed: TMDB answers'])),
  ],
  errors: [
    'Errors by TMDB status',
    ({ tmdbStatuses }) => (tmdbStatuses.length === 0 ? none('TMDB has answered no error.') : list(counts(tmdbStatuses, tmdbStatusLabel))),
  ],
  slowest: [
    'Slowest operations',
    ({ slowest }) =>
      table(
        'Slowest operations by name',
        ['Name', 'Runs', 'Mean', 'Slowest'],
        slowest.map(({ name, runs, duration, slowest }) => [name, whole.format(runs), ms(duration / runs), ms(slowest)]),
      ),
  ],
  dearest: [
    'Dearest operations',
    ({ dearest }) =>
      table(
        'Dearest operations by name, in TMDB requests',
        ['Name', 'Runs', 'Mean', 'Most'],
        dearest.map(({ name, runs, requests, dearest }) => [
          name,
          whole.format(runs),
          short.format(requests / runs),
          whole.format(dearest),
        ]),
      ),
  ],
} as const satisfies Readonly<Record<string, Card>>;

/** Cards below each other in columns, in rows. */
const ROWS: readonly (readonly (readonly (keyof typeof CARDS)[])[])[] = [
  [['requests'], ['cache', 'circuits', 'errors'], ['operations', 'fleet']],
  [['slowest'], ['dearest']],
];

function card(id: keyof typeof CARDS, status: Status): Html {
  const [title, show] = CARDS[id];
  return html`<section class="card" aria-labelledby="${id}-title">
    <h2 id="${id}-title">${title}</h2>
    ${live(id, show(status))}
  </section>`;
}

/** TMDB's second, which the first page shows too. */
export const liveMeter = (status: Status): Html => live('meter', meter(status));

/** Everything of `/status` that changes. */
export const liveStatus = (status: Status): Html => html`
  <div class="top">
    <section class="card" aria-labelledby="meter-title">
      <h2 id="meter-title">TMDB’s second</h2>
      ${liveMeter(status)}
    </section>
    <section class="card" aria-labelledby="chart-title">
      <h2 id="chart-title">Requests per second</h2>
      ${live('chart', chart(status))}
    </section>
  </div>
  ${ROWS.map((columns) => html`<div class="columns">${columns.map((ids) => html`<div>${ids.map((id) => card(id, status))}</div>`)}</div>`)}
`;

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SPAN_KIND, startCollector, type ExportedSpan } from '../support/collector.ts';
import { credentialsOf } from '../support/accounts.ts';
import { FILM, isRightFilm, type AskOptions, type Reply } from './client.ts';
import { longest, percent, type Bounds, type Figures } from './figures.ts';
import { closedLoop, createTally, failures, isWhole, note, openLoop, toldToWait } from './load.ts';
import { CREDENTIAL, openStage, type Stage } from './stage.ts';

/** What an operator puts before the gateway's program. */
export const SDK = ['--import', './test/support/telemetry.ts'];

/** More than TMDB's limit can serve, less than the queue holds. */
const CLIENTS = 80;

/** Of ten operations: for what is cached, and for what is the caller's own. */
const KNOWN = 3;
const PERSONAL = 2;

const KNOWN_FILM = 1_000_000;

/** Rounds of cached queries before it begins: what is compiled at first is no cost of what runs. */
const WARMING = 20;

const PERSONAL_FILM = 'query Own($id: ID!) { movie(id: $id) { title accountStates { favorite } } viewer { username } }';

const every = { atLeast: 100, atMost: 100 } as const;

export const TELEMETRY = {
  served: { what: 'operations served', unit: 'a second', atLeast: 30 },
  failed: { what: 'failed, untyped, hung or reset', atMost: 0 },
  over: { what: '429s', atMost: 0 },
  operations: { what: 'operations that the metrics count', unit: '%', ...every },
  requests: { what: 'TMDB requests that the metrics count', unit: '%', ...every },
  operationSpans: { what: 'operations that have a span', unit: '%', ...every },
  requestSpans: { what: 'TMDB requests that have a span', unit: '%', ...every },
  strays: { what: 'spans outside the trace of whoever asked', atMost: 0 },
  scrapes: { what: 'scrapes that were answered', unit: '%', ...every },
  slowestScrape: { what: 'slowest scrape', unit: 'ms', atMost: 1000 },
  secrets: { what: 'secrets that came out', atMost: 0 },
} as const satisfies Bounds<string>;

/** At the limit of TMDB, signed in and not, with Prometheus and a collector of traces beside it: what they are told is what happened, all of it. */
export async function telemetry({ seconds }: { seconds: number }): Promise<Figures<keyof typeof TELEMETRY>> {
  await using collector = await startCollector();
  await using stage = await openStage({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.endpoint }, SDK);

  // Every trace begins at the client, as it does behind a router.
  const begun = new Set<string>();
  async function ask(query: string, options: AskOptions): Promise<Reply> {
    const above = `${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}`;
    begun.add(above);
    return stage.ask(query, { ...options, headers: { ...options.headers, traceparent: `00-${above}-01` } });
  }

  const { session, token } = await credentialsOf('ada', { ask: async (query, variables = {}) => ask(query, { variables }) }, stage.sandbox);
  for (let round = 0; round < WARMING; round += 1) {
    await Promise.all(Array.from({ length: 20 }, () => ask(FILM, { variables: { id: KNOWN_FILM } })));
  }
  const tally = createTally();
  let next = 5_000_000;
  async function turn(client: number, left: number): Promise<void> {
    const id = next % 10 < KNOWN ? KNOWN_FILM : next;
    const isPersonal = next % 10 >= 10 - PERSONAL;
    next += 1;
    const options = { variables: { id }, caller: `10.0.0.${client}` };
    const personal = { ...options, headers: { 'tmdb-session-id': session, 'tmdb-user-token': token } };
    const reply = isPersonal
      ? await note(tally, ask(PERSONAL_FILM, personal), isWhole)
      : await note(tally, ask(FILM, options), (answer) => isRightFilm(answer, id));
    await sleep(Math.min(left, toldToWait(reply)));
  }

  const scrapes: Scrape[] = [];
  const look = async (): Promise<void> => void scrapes.push(await scrape(stage));
  await Promise.all([closedLoop(CLIENTS, seconds, turn), openLoop(4, seconds, look)]);
  await look();
  const seen = (await stage.sandbox.seen()).requests.filter(({ url }) => !url.startsWith('/sandbox'));
  const { refused: over } = await stage.counted();
  // What it has not exported yet it exports when it stops.
  await stage.gateway.stop();

  const operations = begun.size;
  const metrics = scrapes.at(-1)?.text ?? '';
  const spans = collector.spans();
  const spansOf = (kind: ExportedSpan['kind']): ExportedSpan[] => spans.filter((span) => span.kind === kind);
  const inside = new Set(spansOf(SPAN_KIND.server).map(({ traceId, spanId }) => `${traceId}-${spanId}`));
  const isStray = ({ kind, traceId, parentSpanId }: ExportedSpan): boolean =>
    !(kind === SPAN_KIND.server ? begun : inside).has(`${traceId}-${parentSpanId}`);
  const { stdout, stderr } = stage.gateway.output;
  const told = [stdout, stderr, ...scrapes.map(({ text }) => text), ...collector.bodies].join('\n');
  return {
    served: tally.served / seconds,
    failed: failures(tally) + tally.broken,
    over,
    operations: percent(sumOf(metrics, 'operation_duration_seconds_count'), operations),
    requests: percent(sumOf(metrics, 'tmdb_request_duration_seconds_count'), seen.length),
    operationSpans: percent(spansOf(SPAN_KIND.server).length, operations),
    requestSpans: percent(spansOf(SPAN_KIND.client).length, seen.length),
    strays: spans.filter(isStray).length,
    scrapes: percent(scrapes.filter(({ status }) => status === 200).length, scrapes.length),
    slowestScrape: longest(scrapes.map(({ took }) => took)),
    secrets: [CREDENTIAL, session, token].filter((secret) => told.includes(secret.slice(0, 24))).length,
  };
}

interface Scrape {
  readonly status: number;
  readonly text: string;
  /** Milliseconds. */
  readonly took: number;
}

export async function scrape({ address }: Stage): Promise<Scrape> {
  const from = performance.now();
  const response = await fetch(new URL('/metrics', address));
  return { status: response.status, text: await response.text(), took: performance.now() - from };
}

/** The sum of a metric over all of its labels. */
function sumOf(metrics: string, metric: string): number {
  const lines = metrics.split('\n').filter((line) => line.startsWith(`tmdb_gateway_${metric}{`));
  return lines.reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { SPAN_KIND, startCollector, type ExportedSpan } from '../support/collector.ts';
import { credentialsOf } from '../support/accounts.ts';
import { MOVIE, isRightMovie, type AskOptions, type Reply } from './client.ts';
import { longest, percent, type Bounds, type Figures } from './figures.ts';
import { closedLoop, createTally, failures, isWhole, openLoop, record, retryDelayOf } from './load.ts';
import { CREDENTIAL, openStage, type Stage } from './stage.ts';

/** Node options with which an operator starts the gateway with OpenTelemetry. */
export const SDK = ['--import', './test/support/telemetry.ts'];

/** More than TMDB's limit can serve, less than the queue holds. */
const CLIENTS = 80;

/** Operations of ten for a cached movie, and for personal fields. */
const KNOWN = 3;
const PERSONAL = 2;

const KNOWN_MOVIE = 1_000_000;

/** Rounds of cached queries before the measurement, in which code is compiled. */
const WARMING = 20;

const PERSONAL_MOVIE = 'query Own($id: ID!) { movie(id: $id) { title accountStates { favorite } } viewer { username } }';

const every = { atLeast: 100, atMost: 100 } as const;

export const TELEMETRY = {
  served: { what: 'operations served', unit: 'a second', atLeast: 30 },
  failed: { what: 'failed, untyped, hung or reset', atMost: 0 },
  over: { what: '429s', atMost: 0 },
  operations: { what: 'operations that the metrics count', unit: '%', ...every },
  requests: { what: 'TMDB requests that the metrics count', unit: '%', ...every },
  operationSpans: { what: 'operations that have a span', unit: '%', ...every },
  requestSpans: { what: 'TMDB requests that have a span', unit: '%', ...every },
  strays: { what: 'spans outside the trace of their client', atMost: 0 },
  scrapes: { what: 'scrapes that were answered', unit: '%', ...every },
  slowestScrape: { what: 'slowest scrape', unit: 'ms', atMost: 1000 },
  secrets: { what: 'leaked secrets', atMost: 0 },
} as const satisfies Bounds<string>;

/** Runs operations at TMDB's limit, signed in and not, and compares them with all metrics and traces. */
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
    await Promise.all(Array.from({ length: 20 }, () => ask(MOVIE, { variables: { id: KNOWN_MOVIE } })));
  }
  const tally = createTally();
  let next = 5_000_000;
  async function turn(client: number, left: number): Promise<void> {
    const id = next % 10 < KNOWN ? KNOWN_MOVIE : next;
    const isPersonal = next % 10 >= 10 - PERSONAL;
    next += 1;
    const options = { variables: { id }, caller: `10.0.0.${client}` };
    const personal = { ...options, headers: { 'tmdb-session-id': session, 'tmdb-user-token': token } };
    const reply = isPersonal
      ? await record(tally, ask(PERSONAL_MOVIE, personal), isWhole)
      : await record(tally, ask(MOVIE, options), (answer) => isRightMovie(answer, id));
    await sleep(Math.min(left, retryDelayOf(reply)));
  }

  const scrapes: Scrape[] = [];
  const look = async (): Promise<void> => void scrapes.push(await scrape(stage));
  await Promise.all([closedLoop(CLIENTS, seconds, turn), openLoop(4, seconds, look)]);
  await look();
  const seen = (await stage.sandbox.seen()).requests.filter(({ url }) => !url.startsWith('/sandbox'));
  const { refused: over } = await stage.counted();
  // The gateway exports the remaining spans when it stops.
  await stage.gateway.stop();

  const operations = begun.size;
  const metrics = scrapes.at(-1)?.text ?? '';
  const spans = collector.spans();
  const spansOf = (kind: ExportedSpan['kind']): ExportedSpan[] => spans.filter((span) => span.kind === kind);
  const inside = new Set(spansOf(SPAN_KIND.server).map(({ traceId, spanId }) => `${traceId}-${spanId}`));
  const isStray = ({ kind, traceId, parentSpanId }: ExportedSpan): boolean =>
    !(kind === SPAN_KIND.server ? begun : inside).has(`${traceId}-${parentSpanId}`);
  const { stdout, stderr } = stage.gateway.output;
  const exposed = [stdout, stderr, ...scrapes.map(({ text }) => text), ...collector.bodies].join('\n');
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
    secrets: [CREDENTIAL, session, token].filter((secret) => exposed.includes(secret.slice(0, 24))).length,
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

import { readFileSync } from 'node:fs';
import { propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor, type ReadableSpan } from '@opentelemetry/sdk-trace-base';
import { afterEach, beforeEach, expect, it, onTestFinished, vi } from 'vitest';
import { keepLog } from './collect.ts';
import { startGateway, TOKEN, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';

const exporter = new InMemorySpanExporter();

beforeEach(() => {
  exporter.reset();
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
});
afterEach(() => {
  trace.disable();
  propagation.disable();
});

async function open(options: TestGatewayOptions = {}): Promise<TestGateway> {
  const gateway = await startGateway(options);
  onTestFinished(() => gateway.close());
  return gateway;
}

const spans = (kind: SpanKind): ReadableSpan[] => exporter.getFinishedSpans().filter((span) => span.kind === kind);

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const PARENT = 'b7ad6b7169203331';
const INCOMING = { traceparent: `00-${TRACE}-${PARENT}-01` };

it('is joined with the log by the trace id, also of operations whose client sent none', async () => {
  const log = keepLog();
  const { ask } = await open({ log });
  await ask('{ movie(id: 603) { title } }');
  await ask('{ mo');
  await ask('{ movie(id: 603) { title } }', {}, INCOMING);
  const ids = spans(SpanKind.SERVER).map((span) => span.spanContext().traceId);
  expect(log.lines.map(({ traceId }) => traceId)).toEqual(ids);
  expect(new Set(ids).size).toBe(3);
  expect(ids[2]).toBe(TRACE);
});

it('records spans of an operation, its wishes and its TMDB requests, below the span of the client', async () => {
  const { ask } = await open();
  await ask('query Movie { movie(id: 603) { title keywords { name } } }', {}, INCOMING);
  const [operation] = spans(SpanKind.SERVER);
  expect(operation?.spanContext().traceId).toBe(TRACE);
  expect(operation?.parentSpanContext?.spanId).toBe(PARENT);
  expect(operation?.attributes).toEqual({
    'graphql.operation.type': 'query',
    'graphql.operation.name': 'Movie',
    'http.response.status_code': 200,
    'tmdb.requests': 1,
    'tmdb.cache_hits': 0,
  });

  const [request, ...more] = spans(SpanKind.CLIENT);
  expect(more).toEqual([]);
  expect(request?.name).toBe('GET Movie');
  expect(request?.attributes).toEqual({
    'http.request.method': 'GET',
    'http.response.status_code': 200,
    'url.template': 'Movie',
    'tmdb.appended': 1,
  });

  const wishes = spans(SpanKind.INTERNAL);
  expect(wishes.map(({ attributes }) => attributes['tmdb.part'])).toEqual(['details', 'keywords']);
  for (const child of [...wishes, ...(request ? [request] : [])]) {
    expect(child.parentSpanContext?.spanId).toBe(operation?.spanContext().spanId);
    expect(child.spanContext().traceId).toBe(TRACE);
  }
});

it('records a span of each wish that the cache answers', async () => {
  const { ask } = await open();
  await ask('{ movie(id: 603) { title keywords { name } } }');
  exporter.reset();
  await ask('{ movie(id: 603) { keywords { name } title runtime } }');
  expect(spans(SpanKind.CLIENT)).toEqual([]);
  expect(spans(SpanKind.INTERNAL).map(({ attributes }) => attributes['tmdb.part'])).toEqual(['keywords', 'details']);
});

it('records a span of each attempt, with the reason of its failure', async () => {
  const { ask, sandbox } = await open();
  sandbox.program({ faults: [{ path: '/3/movie/603', answer: { tmdb: 11 }, times: 1 }] });
  await ask('{ movie(id: 603) { title } }');
  expect(spans(SpanKind.CLIENT)).toMatchObject([
    { status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'UPSTREAM_UNAVAILABLE', 'http.response.status_code': 500 } },
    { status: { code: SpanStatusCode.UNSET }, attributes: { 'http.request.resend_count': 1, 'http.response.status_code': 200 } },
  ]);
});

it('links a request to every operation that shares it', async () => {
  const { ask, sandbox } = await open({ env: { TMDB_RATE_LIMIT: '1' }, sandbox: { latency: 50 } });
  // The shared request waits for a slot behind another, so both operations join it.
  const first = ask('{ movie(id: 604) { title } }');
  await vi.waitFor(() => expect(sandbox.requests).toHaveLength(1));
  await Promise.all([first, ask('query A { movie(id: 603) { title } }'), ask('query B { movie(id: 603) { title } }')]);
  const shared = spans(SpanKind.CLIENT).at(-1);
  const both = spans(SpanKind.SERVER).filter(({ attributes }) => attributes['graphql.operation.name'] !== undefined);
  expect(both).toHaveLength(2);
  expect([shared?.parentSpanContext?.spanId, ...(shared?.links ?? []).map(({ context }) => context.spanId)].toSorted()).toEqual(
    both.map((span) => span.spanContext().spanId).toSorted(),
  );
});

it('records a span of an operation that was refused before it ran', async () => {
  const { ask } = await open();
  await ask('{ mo');
  expect(spans(SpanKind.SERVER)).toMatchObject([
    { status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'GRAPHQL_PARSE_FAILED', 'graphql.operation.type': 'none' } },
  ]);
});

it('records neither ids nor search texts nor credentials in a trace', async () => {
  const { ask } = await open();
  await ask('{ movie(id: 603) { title } search(query: "secret text") { totalCount } }', {}, INCOMING);
  const recorded = JSON.stringify(exporter.getFinishedSpans().map(({ name, attributes, events }) => ({ name, attributes, events })));
  expect(recorded).not.toMatch(/603|secret|127\.0\.0\.1/);
  expect(recorded).not.toContain(TOKEN);
});

it('records nothing without an SDK', async () => {
  trace.disable();
  const { ask } = await open();
  expect((await ask('{ movie(id: 603) { title } }')).body.errors).toBeUndefined();
  expect(exporter.getFinishedSpans()).toEqual([]);
});

const read = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

it('has an SDK in the documentation that is the one of the load tests', () => {
  expect(read('docs/operating.md')).toContain(`\`\`\`js\n${read('test/support/telemetry.ts')}\`\`\``);
});

import {
  isSpanContextValid,
  propagation,
  ProxyTracerProvider,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Context,
  type Span,
  type SpanContext,
  type TextMapGetter,
} from '@opentelemetry/api';
import type { Engine } from '../tmdb/engine/engine.ts';
import { NOOP_OBSERVER, type Observer } from '../tmdb/engine/observer.ts';
import type { Operation } from '../tmdb/engine/operation.ts';
import { withoutNumber } from '../tmdb/resource.ts';
import type { HeaderReader } from '../tmdb/session.ts';
import type { OperationObserver, OperationRecord } from './operation-record.ts';

/**
 * Spans of operations, wishes and TMDB requests, for the OpenTelemetry SDK that the process has registered; without one,
 * nothing is recorded. No attribute holds an id, a variable, an address or the text of an error.
 */
export interface Tracing {
  readonly operationObserver: OperationObserver;
  readonly observer: Observer;
  /** Wraps an engine so that each wish is a span of its operation. */
  traced(engine: Engine): Engine;
}

/** Propagators read the headers that they know. */
const reader: TextMapGetter<HeaderReader> = { keys: () => [], get: (carrier, key) => carrier.get(key) ?? undefined };

/** Whether the process has registered a tracer by now. */
function isTraced(): boolean {
  const provider = trace.getTracerProvider();
  return !(provider instanceof ProxyTracerProvider) || provider.getDelegateTracer('') !== undefined;
}

function fail(span: Span, code: string): void {
  span.setAttribute('error.type', code);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

export function createTracing(): Tracing {
  const tracer = trace.getTracer('tmdb-graphql-gateway');
  /** The spans of running operations, as parents of their wishes and requests: the queue does not propagate context. */
  const contexts = new WeakMap<Operation, Context>();
  const spanOf = (operation: Operation): SpanContext | undefined => trace.getSpanContext(contexts.get(operation) ?? ROOT_CONTEXT);

  return {
    operationObserver(headers) {
      const startTime = Date.now();
      let span: Span | undefined;
      const start = (): Span => {
        const parent = propagation.extract(ROOT_CONTEXT, headers, reader);
        return tracer.startSpan('GraphQL operation', { kind: SpanKind.SERVER, startTime }, parent);
      };
      return {
        onExecute(operation) {
          span = start();
          if (span.isRecording()) contexts.set(operation, trace.setSpan(ROOT_CONTEXT, span));
        },
        traceId() {
          if (!span && !isTraced()) return traceIdOf(headers);
          const context = (span ??= start()).spanContext();
          return isSpanContextValid(context) ? context.traceId : traceIdOf(headers);
        },
        onEnd(record) {
          if (!span && !isTraced()) return;
          span ??= start();
          if (span.isRecording()) describe(span, record);
          span.end();
        },
      };
    },

    traced: (engine) => ({
      ...engine,
      get changes() {
        return engine.changes;
      },
      get queued() {
        return engine.queued;
      },
      // Each wish of a traced operation is a span.
      atHand: (wish, operation) => (contexts.has(operation) ? undefined : engine.atHand(wish, operation)),
      want(wish, operation) {
        const parent = contexts.get(operation);
        if (!parent) return engine.want(wish, operation);
        const attributes = { 'tmdb.resource': wish.resource.name, 'tmdb.part': withoutNumber(wish.part) };
        const span = tracer.startSpan(`wish ${wish.resource.name}`, { attributes }, parent);
        return engine
          .want(wish, operation)
          .catch((error: unknown) => {
            fail(span, (error as { code?: string }).code ?? 'INTERNAL_SERVER_ERROR');
            throw error;
          })
          .finally(() => span.end());
      },
    }),

    observer: {
      ...NOOP_OBSERVER,
      onRequest({ method, template, appended, attempt, operations }) {
        // A request may serve several operations: its span is a child of the first one's, and linked to the others'.
        const [first, ...others] = operations;
        const parent = (first && contexts.get(first)) ?? ROOT_CONTEXT;
        const span = tracer.startSpan(
          `${method} ${template}`,
          { kind: SpanKind.CLIENT, links: others.flatMap((operation) => spanOf(operation) ?? []).map((to) => ({ context: to })) },
          parent,
        );
        if (!span.isRecording()) return () => {};
        span.setAttributes({ 'http.request.method': method, 'url.template': template, 'tmdb.appended': appended });
        if (attempt > 1) span.setAttribute('http.request.resend_count', attempt - 1);
        return ({ http, code }) => {
          if (http !== undefined) span.setAttribute('http.response.status_code', http);
          if (code !== undefined) fail(span, code);
          span.end();
        };
      },
    },
  };
}

/** The id in `traceparent`, for a process without a propagator. @see https://www.w3.org/TR/trace-context/#traceparent-header */
function traceIdOf(headers: HeaderReader): string | undefined {
  const [, traceId] =
    /^(?!ff)[\da-f]{2}-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-[\da-f]{2}(?:-|$)/.exec(headers.get('traceparent') ?? '') ?? [];
  return traceId;
}

function describe(span: Span, { type, name, codes, http, cost }: OperationRecord): void {
  span.setAttributes({ 'graphql.operation.type': type, 'http.response.status_code': http });
  if (name !== undefined) span.setAttribute('graphql.operation.name', name);
  if (cost) span.setAttributes({ 'tmdb.requests': cost.requests, 'tmdb.cache_hits': cost.hits });
  const [code] = codes;
  if (code !== undefined) fail(span, code);
}

import type { RequestListener, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { isPromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import type { GatewayState } from '../../context.ts';
import type { OperationRecords } from '../../ops/operations.ts';
import { noCost } from '../../tmdb/engine/operation.ts';
import { day } from '../../tmdb/duration.ts';
import { cacheControlOf } from '../cache-control.ts';
import type { Cors } from '../cors.ts';
import { hasTooManyFields } from '../limits.ts';
import { LEFT } from './executions.ts';
import type { Exchange } from './exchange.ts';
import type { MadeAnswer, MakeAnswer } from './made-answer.ts';
import type { PlainDocuments } from './plain-documents.ts';
import { originOf, readBody, readParams, readPlainRequest } from './plain-request.ts';
import { createSharedExecutions } from './shared-executions.ts';
import type { StoredAnswers } from './stored-answers.ts';
import { bodyIn, write, type Bytes, type WrittenAnswer } from './written-answer.ts';

export interface FastPathOptions {
  readonly state: GatewayState;
  readonly documents: PlainDocuments;
  readonly make: MakeAnswer;
  readonly answers: StoredAnswers;
  readonly records: OperationRecords;
  readonly cors: Cors['headers'];
  readonly maxBodyBytes: number;
  /** Called with a fault of the gateway itself. */
  readonly report: (error: unknown) => void;
}

/** Makes a listener that hands on all requests but plain ones. */
export type FastPath = (otherwise: RequestListener) => RequestListener;

const VARYING = ['accept-language', 'tmdb-region', 'tmdb-watch-region'];

/** Everything that a public answer depends on, beside the parts that it uses. */
function keyOf({ request, plain: { base, isGet, mediaType, headers } }: Exchange, text: string, { config, now }: GatewayState): string {
  // The sandbox's images have the address at which the client sees the gateway.
  const address = config.imageUrl === null ? originOf(request) + base : '';
  let key = `${isGet ? 'GET' : 'POST'} ${mediaType}\n${Math.floor(now() / day)}\n${address}\n`;
  // A header that is there but empty is refused.
  for (const name of VARYING) key += `${headers.get(name) ?? '\t'}\n`;
  return key + text;
}

/**
 * The way of plain queries over node:http: from bytes to bytes, past Yoga. A finished public answer is stored as bytes, for as
 * long as its operation would use the same parts; equal public queries under way share one execution. Everything unusual goes
 * on to Yoga, with its body: documents and headers that are refused, mutations, `@defer`, explained operations. The ways part
 * before anything runs, so that no operation runs twice.
 */
export function createFastPath({ state, documents, make, answers, records, cors, maxBodyBytes, report }: FastPathOptions): FastPath {
  const run = createSharedExecutions(state.engine, make, store);

  /** Answers a request; false when it is not plain after all. */
  function serveMade(exchange: Exchange, key: string | undefined, text: string): MaybePromise<boolean> {
    const params = readParams(text, exchange.plain.isGet);
    const query = params && documents.textOf(params);
    if (query === undefined || hasTooManyFields(params?.variables)) return false;
    const made = run(exchange, key, { ...params, query });
    return isPromise(made) ? made.then((one) => finish(exchange, key, one)) : finish(exchange, key, made);
  }

  function finish(exchange: Exchange, key: string | undefined, made: MadeAnswer | typeof LEFT | undefined): boolean {
    const { running } = exchange;
    if (made === LEFT) {
      records.leave(running);
      return true;
    }
    if (made === undefined) return false;
    const { answer, definition, context, outcome, headers, costOfJoining } = made;
    records.name(running, definition);
    running.cost = costOfJoining ?? context.operation.cost;
    running.way = costOfJoining ? 'shared' : 'executed';
    running.outcome = outcome;
    respond(exchange, answer, cacheControlOf(context, false, outcome.codes.length > 0), headers, key);
    return true;
  }

  function serveStored(exchange: Exchange, key: string): boolean {
    const { running } = exchange;
    const cost = noCost();
    let freshUntil = Infinity;
    const limitFreshness = (time: number): void => void (freshUntil = Math.min(freshUntil, time));
    const stored = answers.get(key, { cost, limitFreshness });
    if (!stored) return false;
    const { answer, definition, outcome } = stored;
    records.name(running, definition);
    running.cost = cost;
    running.way = 'stored';
    running.outcome = outcome;
    const now = state.now();
    const freshness = {
      operation: { personal: false, freshUntil },
      dayEnds: performance.now() + day - (now % day),
      explain: undefined,
    };
    respond(exchange, answer, cacheControlOf(freshness, false, outcome.codes.length > 0), {}, key);
    return true;
  }

  function store(key: string, made: MadeAnswer | undefined): void {
    if (made?.memory) answers.set(key, { answer: made.answer, definition: made.definition, outcome: made.outcome, memory: made.memory });
  }

  function respond(
    { request, response, plain: { isGet, coding, headers }, running }: Exchange,
    answer: WrittenAnswer,
    cacheControl: string,
    ofErrors: Readonly<Record<string, string>>,
    key: string | undefined,
  ): void {
    const body = bodyIn(coding, answer);
    const end = (bytes: Bytes): void => {
      if (key !== undefined && bytes !== body) answers.remeasure(key);
      const fields = { ...ofErrors, ...cors(headers) };
      records.end(running, write(request, response, answer, bytes, { isGet, coding, cacheControl, headers: fields }));
    };
    if (typeof body === 'string') end(body);
    else body.then(end).catch((error: unknown) => fail(response, error));
  }

  /** Ends a request that a fault of the gateway itself leaves without an answer. */
  function fail(response: ServerResponse, error: unknown): void {
    report(error);
    response.destroy();
  }

  return (otherwise) => (request, response) => {
    const plain = readPlainRequest(request, state.locate, maxBodyBytes);
    if (!plain) {
      otherwise(request, response);
      return;
    }
    const exchange: Exchange = { request, response, plain, running: records.begin(plain.headers) };
    if (plain.isGet) {
      const { url = '' } = request;
      serve(exchange, url.slice(url.indexOf('?') + 1), () => otherwise(request, response));
      return;
    }
    readBody(request, (body) => {
      // Yoga takes a body that is already read from here.
      serve(exchange, body.toString(), () => otherwise(Object.assign(request, { body: Readable.from([body]) }), response));
    });
  };

  function serve(exchange: Exchange, text: string, otherwise: () => void): void {
    const onError = (error: unknown): void => fail(exchange.response, error);
    try {
      const key = exchange.plain.isPublic ? keyOf(exchange, text, state) : undefined;
      if (key !== undefined && serveStored(exchange, key)) return;
      const served = serveMade(exchange, key, text);
      if (isPromise(served)) served.then((isServed) => isServed || otherwise()).catch(onError);
      else if (!served) otherwise();
    } catch (error) {
      onError(error);
    }
  }
}

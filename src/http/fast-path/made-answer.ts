import { handleMaybePromise, type MaybePromise } from '@whatwg-node/promise-helpers';
import type { ExecutionResult, GraphQLError, GraphQLSchema } from 'graphql';
import { processRegularResult, type FetchAPI, type GraphQLParams } from 'graphql-yoga';
import { executeQuery } from '../../executor/execute-query.ts';
import { createContext, type GatewayState, type ServerContext } from '../../context.ts';
import type { AnsweredOutcome } from '../../ops/operation-record.ts';
import { outcomeOf, type NamedOperation, type OperationRecords } from '../../ops/operations.ts';
import type { Cost } from '../../tmdb/engine/operation.ts';
import type { Memory } from '../../tmdb/engine/reads.ts';
import { cacheTagsOf, withCacheTags } from '../cache-control.ts';
import { callerAddress } from '../client-address.ts';
import type { ErrorPresentation } from '../error-presentation.ts';
import { nameDearest, type Pricing } from '../explain.ts';
import { withReported } from '../reported-errors.ts';
import type { Turns } from '../turns.ts';
import type { Clients } from './executions.ts';
import type { Exchange } from './exchange.ts';
import type { PlainDocuments, PlainQuery } from './plain-documents.ts';
import { originOf } from './plain-request.ts';
import { bytesOf, type WrittenAnswer } from './written-answer.ts';

/** An answer that was just made. */
export interface MadeAnswer {
  readonly answer: WrittenAnswer;
  readonly definition: NamedOperation;
  readonly context: ServerContext;
  readonly outcome: AnsweredOutcome;
  /** The headers of its errors. */
  readonly headers: Readonly<Record<string, string>>;
  /** Undefined unless it may be stored. */
  readonly memory: Memory | undefined;
  /** What it costs an operation that did not run itself, but waited for an equal one. */
  readonly costOfJoining?: Cost;
}

export interface AnswerMakerOptions {
  readonly schema: GraphQLSchema;
  readonly state: GatewayState;
  readonly documents: PlainDocuments;
  readonly turns: Turns;
  readonly pricing: Pricing;
  readonly presentation: ErrorPresentation;
  readonly records: OperationRecords;
}

/** Runs a query and writes its result, at once where all that it needs is at hand; undefined when Yoga has to refuse the request. */
export type MakeAnswer = (
  exchange: Exchange,
  params: GraphQLParams & { readonly query: string },
  clients: Clients,
) => MaybePromise<MadeAnswer | undefined>;

export function createAnswerMaker(options: AnswerMakerOptions): MakeAnswer {
  const { schema, state, documents, turns, pricing, presentation, records } = options;

  /** Runs a query that has its turn. */
  function run(
    { request, plain: { base, mediaType, headers, isPublic }, running }: Exchange,
    { operationName, variables }: GraphQLParams,
    { document, definition }: PlainQuery,
    { onLeave }: Clients,
  ): MaybePromise<MadeAnswer | undefined> {
    const { url = '', socket } = request;
    const context = attempt(() =>
      createContext({ headers, url: originOf(request) + url, base, remoteAddress: socket.remoteAddress, onLeave }, state),
    );
    if (!context) return undefined; // A header is wrong.
    const { operation } = context;
    records.name(running, definition);
    records.execute(running, operation);
    const args = { schema, document, contextValue: context, variableValues: variables ?? {}, operationName: operationName ?? null };
    nameDearest(pricing, definition, args);
    const write = (result: ExecutionResult): MadeAnswer => {
      context.done();
      const tags = cacheTagsOf(context);
      const presented = presentation.present(withCacheTags(withReported(result, context), tags));
      const outcome = outcomeOf(presented);
      const { body, status, headers: fields } = processRegularResult(presented, CAPTURING, mediaType) as unknown as Captured;
      const { 'Content-Type': contentType = mediaType, ...others } = fields;
      const isStorable = isPublic && operation.freshUntil > 0 && outcome.codes.every((code) => code === 'NOT_FOUND');
      return {
        answer: { status, contentType, bodies: { identity: bytesOf(body) }, tags: tags?.header },
        definition: { operation: definition.operation, name: definition.name && { value: definition.name.value } },
        context,
        outcome,
        headers: others,
        memory: isStorable ? state.engine.remember(operation) : undefined,
      };
    };
    return handleMaybePromise(
      () => executeQuery({ schema, document, definition }, context, variables ?? {}),
      write,
      (error: unknown) => write({ errors: [error as GraphQLError] }),
    );
  }

  const callerOf = ({ request: { socket }, plain: { headers } }: Exchange): string =>
    callerAddress(socket.remoteAddress, headers.get('x-forwarded-for'), state.isTrustedProxy);

  return (exchange, params, clients) =>
    handleMaybePromise(
      () => turns(params.query, () => ({ caller: callerOf(exchange), hasLeft: clients.hasLeft })),
      () => {
        const query = documents.queryOf(params.query, params.operationName ?? undefined);
        return query && run(exchange, params, query, clients);
      },
    );
}

function attempt<Value>(make: () => Value): Value | undefined {
  try {
    return make();
  } catch {
    return undefined;
  }
}

/** The response that Yoga makes of a result. */
interface Captured {
  readonly body: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A constructor that keeps what a response is made of: a real one costs more than the rest of a small answer. */
function Response(this: void, body: string, { status = 200, headers = {} }: ResponseInit = {}): object {
  return { body, status, headers };
}

const CAPTURING = { Response } as unknown as FetchAPI;

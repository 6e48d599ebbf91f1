import type { GraphiQL } from 'graphiql';
import type { ComponentProps } from 'react';

/** What the next operation asks for: to be run, with its cost, or its price alone. */
let explain: 'plan' | '1' = '1';

/** Runs an operation by GraphiQL's own action, which calls `send` at once, for its price alone. */
export function planBy(run: () => unknown): void {
  explain = 'plan';
  try {
    void run();
  } finally {
    explain = '1';
  }
}

/** Fields of answers that later examples need, by their names. They are kept in memory alone. */
const answered = new Map<string, string>();

/** Remembers the credentials of an answer, which the next steps of signing in need. */
function remember(value: unknown): void {
  if (value === null || typeof value !== 'object') return;
  for (const [name, field] of Object.entries(value)) {
    if (typeof field === 'string' && /^(?:requestToken|sessionId)$/.test(name)) answered.set(name, field);
    else remember(field);
  }
}

/** Writes values as JSON, with the answers of the steps before in place of `<name>`; empty for none. */
export const filled = (values: Readonly<Record<string, unknown>> | undefined): string =>
  values ? JSON.stringify(values, null, 2).replaceAll(/<(\w+)>/g, (whole, name: string) => answered.get(name) ?? whole) : '';

/** Reads the results of `@defer` and `@stream`. */
async function* eventsOf(body: ReadableStream<Uint8Array<ArrayBuffer>>): AsyncGenerator<object> {
  let text = '';
  for await (const piece of body.pipeThrough(new TextDecoderStream())) {
    const events = (text + piece).split('\n\n');
    text = events.pop() ?? '';
    for (const event of events) {
      const data = /^data: *(.+)$/m.exec(event)?.[1];
      if (data) yield JSON.parse(data) as object;
    }
  }
}

interface Params {
  readonly query: string;
  readonly variables?: unknown;
  readonly operationName?: string | null | undefined;
}

const post = (params: Params, headers: Readonly<Record<string, string>>): Promise<Response> =>
  fetch(location.pathname, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  });

/** The answer to an operation of the gateway. */
export interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly {
    readonly message: string;
    readonly extensions?: {
      readonly code?: string;
      readonly retryAfter?: number | null;
      readonly tmdb?: { readonly status: number | null; readonly http: number };
    };
  }[];
  readonly extensions?: { readonly tmdb?: Cost | { readonly plan: Plan } };
}

interface ByPath {
  readonly byPath: readonly { readonly path: string; readonly requests: number }[];
}

export interface Cost extends ByPath {
  readonly requests: number;
  readonly retries: number;
  readonly appended: number;
  readonly hits: number;
  readonly stale: number;
  readonly joined: number;
}

export interface Plan extends ByPath {
  readonly certain: number;
  readonly likely: number;
  readonly atMost: number;
}

/** Asks for the price of an operation in TMDB requests, which costs none; undefined when the operation is not valid. */
export async function planOf(params: Params, headers: Readonly<Record<string, string>> = {}): Promise<Plan | undefined> {
  const answer = (await (await post(params, { ...headers, 'tmdb-explain': 'plan' })).json()) as Answer;
  const tmdb = answer.extensions?.tmdb;
  return tmdb && 'plan' in tmdb ? tmdb.plan : undefined;
}

/** Reads the schema by GET, so that the browser keeps it: the next visit asks only whether it has changed. */
async function introspect(query: string, headers: Readonly<Record<string, string>>): Promise<object> {
  const response = await fetch(`${location.pathname}?${new URLSearchParams({ query })}`, {
    headers: { accept: 'application/json', ...headers },
  });
  return (await response.json()) as object;
}

/** Sends an operation as it is written, so that the gateway says what is wrong with it. */
export const send: ComponentProps<typeof GraphiQL>['fetcher'] = async ({ query, variables, operationName }, { headers = {} } = {}) => {
  if (operationName === 'IntrospectionQuery') return introspect(query, headers);
  const asked = explain;
  // GraphiQL may still name the operation of the tab before.
  const isDefined = new RegExp(`\\b(?:query|mutation|subscription)\\s+${operationName}\\b`).test(query);
  const isIncremental = /@(?:defer|stream)\b/.test(query);
  const response = await post(
    { query, variables: variables as unknown, operationName: isDefined ? operationName : undefined },
    { ...(isIncremental && { accept: 'text/event-stream, application/json' }), 'tmdb-explain': asked, ...headers },
  );
  if (response.body && response.headers.get('content-type')?.startsWith('text/event-stream')) return eventsOf(response.body);
  const answer = (await response.json()) as Answer;
  remember(answer.data);
  return answer as object;
};

import type { AddressInfo } from 'node:net';
import { readConfig } from '../../src/config.ts';
import type { ErrorExtensions } from '../../src/client.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/server/server.ts';
import { createGateway, listen, type Gateway } from '../../src/server.ts';
import { keepLog, type KeptLog } from '../ops/collect.ts';
import { watchSecrets } from './secrets.ts';

/** An error in an answer, as a client reads it. */
export interface AskedError {
  message: string;
  path?: (string | number)[];
  extensions: ErrorExtensions;
}

/** The answer that a client gets. */
export interface Asked {
  status: number;
  headers: Headers;
  body: { data?: Record<string, unknown> | null; errors?: readonly AskedError[]; extensions?: Record<string, unknown> };
}

export interface TestGatewayOptions {
  /** Environment variables beside the tests' own: the sandbox's URL, a token, and a limit that no test reaches. */
  env?: Record<string, string>;
  sandbox?: SandboxOptions;
  /** The clock that tells the date. */
  now?: () => number;
  /** The gateway's log. */
  log?: KeptLog;
  /** Whether the wishes of a selection are made beforehand. */
  lookAhead?: boolean;
  /** Default: true, unless GATEWAY_FAST_PATH is `off`. */
  fastPath?: boolean;
}

/** A listening gateway over a listening sandbox; both are closed together, also by `await using`. */
export interface TestGateway extends AsyncDisposable {
  /** URL of the GraphQL endpoint. */
  url: string;
  sandbox: Sandbox;
  gateway: Gateway;
  /** Posts one operation, as a client that speaks GraphQL over HTTP does. */
  ask(query: string, variables?: Record<string, unknown>, headers?: Record<string, string>, signal?: AbortSignal): Promise<Asked>;
  /** Path and query of the TMDB requests that arrived since the last call. */
  asked(): string[];
  close(): Promise<void>;
}

/** A root field of an answer, whose type the test knows from its query. */
export const fieldOf = <T>({ body }: Asked, name: string): T => body.data?.[name] as T;

/** The gateway's own credential in tests: it must appear in no answer. */
export const TOKEN = 'test-token-0123456789';

/**
 * Starts a sandbox and a gateway over it, each behind a real socket. Fails when a credential, the gateway's own or one that was
 * sent to it, is in an answer, or in its log or metrics when it is closed.
 */
export async function startGateway({
  env = {},
  sandbox: options = {},
  now,
  log = keepLog('debug'),
  lookAhead = true,
  fastPath = process.env['GATEWAY_FAST_PATH'] !== 'off',
}: TestGatewayOptions = {}): Promise<TestGateway> {
  const sandbox = await startSandbox({ rateLimit: Infinity, ...options });
  const variables = { TMDB_API_URL: sandbox.origin, TMDB_ACCESS_TOKEN: TOKEN, TMDB_RATE_LIMIT: '100000', ...env };
  const config = { ...readConfig(variables), lookAhead, fastPath };
  const gateway = createGateway(config, now, log.log);
  const secrets = watchSecrets([config.accessToken, config.apiKey]);
  const server = await listen(gateway, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`;
  let seen = 0;

  async function close(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    server.closeAllConnections();
    const metrics = await (await gateway.fetch(new Request(new URL('/metrics', url)))).text();
    await Promise.all([closed, gateway.close(), sandbox.close()]);
    secrets.expectNone('the log', log.text.join(''));
    secrets.expectNone('the metrics', metrics);
  }

  return {
    url,
    sandbox,
    gateway,
    async ask(query, variables, headers = {}, signal) {
      secrets.sent(headers);
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
        body: JSON.stringify({ query, variables }),
        ...(signal && { signal }),
      });
      const text = await response.text();
      secrets.expectNone('an answer', `${JSON.stringify([...response.headers])} ${text}`);
      return { status: response.status, headers: response.headers, body: JSON.parse(text) as Asked['body'] };
    },
    asked() {
      const fresh = sandbox.requests.slice(seen).map((request) => request.url);
      seen = sandbox.requests.length;
      return fresh;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

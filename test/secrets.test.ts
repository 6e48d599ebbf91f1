import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { expect, it, onTestFinished, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { createGateway } from '../src/server.ts';
import { TMDB_STATUS } from '../src/tmdb/status.ts';
import { keepLog } from './ops/collect.ts';

const SECRETS = {
  TMDB_ACCESS_TOKEN: 'eyJhbGciOiJIUzI1NiJ9.Z2F0ZXdheS1zZWNyZXQ.c2lnbmF0dXJl-own',
  TMDB_API_KEY: '00112233445566778899aabbccddeeff',
  'TMDB-Session-Id': '0123456789abcdef0123456789abcdef01234567',
  'TMDB-Guest-Session-Id': 'fedcba9876543210fedcba9876543210',
  'TMDB-User-Token': 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiI0YmM4ODkyYTAxN2EzYzBmOTIwMDAwMDIifQ.c2lnbmF0dXJl-user',
  Authorization: 'Bearer of-the-router-1234567890',
  Cookie: 'session=cookie-1234567890',
};

/** What TMDB may say of a request, with all that was in it. */
const ANSWERS: readonly ((echo: string, response: ServerResponse, request: IncomingMessage) => void)[] = [
  ...Object.entries(TMDB_STATUS).map(
    ([status, { http }]) =>
      (echo: string, response: ServerResponse) =>
        void response
          .writeHead(http, { 'content-type': 'application/json', 'retry-after': '0', 'x-echo': encodeURIComponent(echo) })
          .end(JSON.stringify({ success: false, status_code: Number(status), status_message: echo, errors: [echo] })),
  ),
  (echo, response) => void response.writeHead(500, { 'content-type': 'text/html' }).end(`<html>${echo}`),
  (echo, response) => void response.writeHead(422).end(JSON.stringify({ errors: [echo] })),
  (echo, response) => void response.writeHead(302, { location: `http://${encodeURIComponent(echo)}.invalid/` }).end(),
  (echo, response) => void response.end(echo),
  (_echo, _response, request) => void request.socket.destroy(),
  (echo, response) => void response.writeHead(200, { 'content-encoding': 'gzip' }).end(echo),
  (echo, _response, request) => void request.socket.end(`HTTP/1.1 ${echo}\r\n\r\n`),
  // A right answer whose values are not what the schema's types are.
  (_echo, response) =>
    void response.end(JSON.stringify({ id: 603, title: { deep: SECRETS.TMDB_API_KEY }, runtime: [], genres: 7, imdb_id: 4 })),
];

it.each([['a token'], ['a key']])(
  'no credential comes out in any answer, log line, metric or span, whatever happens, with %s',
  async (own) => {
    let answer: (typeof ANSWERS)[number] | undefined;
    const server = createServer((request, response) => {
      const echo = `${request.url} ${JSON.stringify(request.headers)} ${Object.values(SECRETS).join(' ')}`;
      answer?.(echo, response, request);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    const console = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const printed = console.map((name) => vi.spyOn(globalThis.console, name).mockImplementation(() => {}));
    const kept = keepLog('debug');
    const gateway = createGateway(
      readConfig({
        TMDB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // A TCP server's address is never a string.
        ...(own === 'a token' ? { TMDB_ACCESS_TOKEN: SECRETS.TMDB_ACCESS_TOKEN } : { TMDB_API_KEY: SECRETS.TMDB_API_KEY }),
        TMDB_RATE_LIMIT: '100000',
        OPERATION_DEADLINE_MS: '400',
      }),
      Date.now,
      kept.log,
    );
    onTestFinished(async () => {
      trace.disable();
      vi.restoreAllMocks();
      await gateway.close();
      server.closeAllConnections();
      server.close();
    });

    const out: string[] = [];
    async function ask(body: string, headers: Record<string, string>): Promise<void> {
      const response = await gateway.fetch(
        new Request('http://gateway.test/graphql', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'tmdb-explain': '1', ...headers },
          body,
        }),
      );
      out.push(JSON.stringify([...response.headers]), await response.text());
    }

    const { TMDB_ACCESS_TOKEN: _token, TMDB_API_KEY: _key, ...callers } = SECRETS;
    let id = 0;
    for (answer of ANSWERS) {
      id += 1;
      const query = `query Film { movie(id: ${id}) { title runtime imdbId keywords { name } } person(id: ${id}) { name } rateLimit { limit } }`;
      await ask(JSON.stringify({ query }), callers);
    }
    const { Cookie: cookie } = callers;
    await ask('{ not json', callers);
    await ask(JSON.stringify({ query: '{ nothing' }), callers);
    await ask(JSON.stringify({ query: '{ movie(id: 1) { nothing } }', variables: { session: callers['TMDB-Session-Id'] } }), callers);
    // Credentials that are none, as they are when one character was lost.
    for (const [name, value] of Object.entries(callers))
      await ask(JSON.stringify({ query: '{ __typename }' }), { cookie, [name]: `${value}!` });
    kept.log.fault(new Error(`could not use ${Object.values(SECRETS).join(' ')}`, { cause: new Error(SECRETS.TMDB_ACCESS_TOKEN) }));

    const metrics = await (await gateway.fetch(new Request('http://gateway.test/metrics'))).text();
    const spans = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, links, status }) => ({ name, attributes, events, links, status }));
    expect(kept.lines.length).toBeGreaterThan(ANSWERS.length);
    expect(spans.length).toBeGreaterThan(ANSWERS.length);
    expect(metrics).toMatch(/outcome="NOT_FOUND"/);
    const all = [...out, ...kept.text, metrics, JSON.stringify(spans), JSON.stringify(printed.flatMap(({ mock }) => mock.calls))].join(
      '\n',
    );
    for (const [name, secret] of Object.entries(SECRETS)) {
      expect(all.includes(secret), `${name} came out`).toBe(false);
      // Nor a good half of it.
      expect(all.includes(secret.slice(0, 24)), `a part of ${name} came out`).toBe(false);
    }
  },
  60_000,
);

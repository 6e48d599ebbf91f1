import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
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

/** Secrets that clients put into variables. */
const VARIABLES = { password: 'correct-horse-battery-staple-1234', requestToken: '89abcdef0123456789abcdef0123456789abcdef' };

/** Public queries, personal queries and mutations, each sent with all credentials. */
const DOCUMENTS = [
  'query Movie { movie(id: 603) { title runtime imdbId keywords { name } } person(id: 6384) { name } rateLimit { limit } }',
  'query States { movie(id: 604) { accountStates { rating favorite } } tvSeries(id: 1396) { name accountStates { watchlist } } }',
  'query Viewer { viewer { username favoriteMovies { nodes { title } } lists { nodes { name } } recommendedMovies { nodes { title } } } }',
  'query Private { viewer { list(id: 5) { name items { nodes { __typename } } } } }',
  'mutation Rate { rateMovie(id: 603, rating: 8) { movie { title } } }',
  'mutation Like { setMovieFavorite(id: 603, favorite: true) { movie { title } } }',
  'mutation Make { createList(name: "Mine", language: "en") { list { name } } }',
  'mutation Begin { createRequestToken { requestToken } createUserRequestToken { requestToken } createGuestSession { guestSessionId } }',
  `mutation Approve($password: String!, $requestToken: String!) {
    approveRequestToken(username: "ada", password: $password, requestToken: $requestToken) { requestToken }
    createSession(requestToken: $requestToken) { sessionId }
    createUserToken(requestToken: $requestToken) { userToken }
  }`,
  'mutation Change { createSessionFromUserToken { sessionId } }',
  'mutation End { deleteSession { signedOut } deleteUserToken { signedOut } }',
];

/** Responses of TMDB, each with the whole request in it. */
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
  // A right response whose values are not of the schema's types.
  (_echo, response) =>
    void response.end(JSON.stringify({ id: 603, title: { deep: SECRETS.TMDB_API_KEY }, runtime: [], genres: 7, imdb_id: 4 })),
];

it.each([['a token'], ['a key']])(
  'leaks no credential in any answer, log line, metric or span, whatever happens, with %s',
  async (own) => {
    let answer: (typeof ANSWERS)[number] | undefined;
    let arrived = 0;
    const server = createServer((request, response) => {
      const echo = `${request.url} ${JSON.stringify(request.headers)} ${Object.values({ ...SECRETS, ...VARIABLES }).join(' ')}`;
      arrived += 1;
      answer?.(echo, response, request);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const exporter = new InMemorySpanExporter();
    trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
    const console = ['log', 'info', 'warn', 'error', 'debug'] as const;
    const printed = console.map((name) => vi.spyOn(globalThis.console, name).mockImplementation(() => {}));
    const kept = keepLog('debug');
    const config = readConfig({
      TMDB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, // A TCP server's address is never a string.
      ...(own === 'a token' ? { TMDB_ACCESS_TOKEN: SECRETS.TMDB_ACCESS_TOKEN } : { TMDB_API_KEY: SECRETS.TMDB_API_KEY }),
      TMDB_RATE_LIMIT: '100000',
      OPERATION_DEADLINE_MS: '1500',
    });
    onTestFinished(() => {
      trace.disable();
      vi.restoreAllMocks();
      server.closeAllConnections();
      server.close();
    });

    const out: string[] = [];
    const { TMDB_ACCESS_TOKEN: _token, TMDB_API_KEY: _key, ...callers } = SECRETS;
    /** Collects the answers of a new gateway to these bodies, and its metrics. */
    async function ask(bodies: readonly string[], headers: Record<string, string> = callers): Promise<void> {
      const gateway = createGateway(config, Date.now, kept.log);
      const answers = bodies.map(async (body) => {
        const request = { method: 'POST', headers: { 'content-type': 'application/json', 'tmdb-explain': '1', ...headers }, body };
        const response = await gateway.fetch(new Request('http://gateway.test/graphql', request));
        out.push(JSON.stringify([...response.headers]), await response.text());
      });
      await Promise.all(answers);
      out.push(await (await gateway.fetch(new Request('http://gateway.test/metrics'))).text());
      await gateway.close();
    }

    const documents = DOCUMENTS.map((query) => JSON.stringify({ query, ...(query.includes('$password') && { variables: VARIABLES }) }));
    for (answer of ANSWERS) {
      const before = arrived;
      await ask(documents);
      expect(arrived - before).toBeGreaterThanOrEqual(DOCUMENTS.length);
    }
    expect(out.join()).not.toContain('GRAPHQL_VALIDATION_FAILED');
    const { Cookie: cookie } = callers;
    const inVariables = { query: '{ movie(id: 1) { nothing } }', variables: { session: callers['TMDB-Session-Id'], ...VARIABLES } };
    await ask(['{ not json', JSON.stringify({ query: '{ nothing' }), JSON.stringify(inVariables)]);
    // Malformed credentials, such as those with a typo.
    for (const [name, value] of Object.entries(callers)) await ask(documents, { cookie, [name]: `${value}!` });
    kept.log.error(new Error(`could not use ${Object.values(SECRETS).join(' ')}`, { cause: new Error(SECRETS.TMDB_ACCESS_TOKEN) }));

    const spans = exporter
      .getFinishedSpans()
      .map(({ name, attributes, events, links, status }) => ({ name, attributes, events, links, status }));
    expect(kept.lines.length).toBeGreaterThan(ANSWERS.length * DOCUMENTS.length);
    expect(spans.length).toBeGreaterThan(ANSWERS.length * DOCUMENTS.length);
    expect(out.join()).toMatch(/outcome="NOT_FOUND"/);
    const calls = printed.flatMap(({ mock }) => mock.calls);
    const all = [...out, ...kept.text, JSON.stringify(spans), JSON.stringify(calls)].join('\n');
    for (const [name, secret] of Object.entries({ ...SECRETS, ...VARIABLES })) {
      expect(all.includes(secret), `${name} leaked`).toBe(false);
      // Its beginning does not leak either.
      expect(all.includes(secret.slice(0, 24)), `a part of ${name} leaked`).toBe(false);
    }
  },
  60_000,
);

import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ERROR_CODE, type ErrorCode } from '../src/tmdb/error-code.ts';
import { globalId } from '../src/tmdb/id.ts';
import { startGateway, TOKEN, type Asked, type TestGateway } from './support/gateway.ts';
import { heapUsed } from './support/heap.ts';
import { sendRaw } from './support/raw.ts';

/**
 * Hostile requests over a real socket. Each one is answered in time, none reaches TMDB, and afterwards the gateway works as
 * before.
 * @see https://cheatsheetseries.owasp.org/cheatsheets/GraphQL_Cheat_Sheet.html
 */
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway();
  await gateway.ask('{ movie(id: 603) { title } }');
  gateway.asked();
});
afterAll(() => gateway.close());

/** The longest time that a refusal may take, in milliseconds, on a shared machine. */
const IN_TIME = 1500;

const times = (count: number, text: (n: number) => string): string => Array.from({ length: count }, (_, n) => text(n)).join(' ');
const quoted = (text: string): string => JSON.stringify(text);
const LONG = 'x'.repeat(100_000);

async function post(body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Asked> {
  const response = await fetch(gateway.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', ...headers },
    body,
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Asked['body'] };
}

/** Expects an answer in time that is typed and short, and no TMDB request. */
async function expectRefusal(attack: () => Promise<Asked>, status: number, codes: readonly ErrorCode[]): Promise<void> {
  const started = performance.now();
  const { status: answered, body } = await attack();
  expect(performance.now() - started).toBeLessThan(IN_TIME);
  expect(answered).toBe(status);
  expect(body.errors?.length).toBeGreaterThan(0);
  for (const { message, extensions } of body.errors ?? []) {
    expect(codes).toContain(extensions.code);
    expect(message.length).toBeLessThanOrEqual(300);
  }
  const text = JSON.stringify(body);
  expect(text.length).toBeLessThan(50_000);
  expect(text).not.toMatch(new RegExp(`${TOKEN}|node_modules|\\.ts:|x{100}`));
  expect(gateway.asked()).toEqual([]);
}

/** Expects that the gateway works as before. */
async function expectHealth(): Promise<void> {
  const started = performance.now();
  const { status, body } = await gateway.ask('{ __typename }');
  expect({ status, body }).toEqual({ status: 200, body: { data: { __typename: 'Query' } } });
  expect(performance.now() - started).toBeLessThan(IN_TIME);
  expect(gateway.asked()).toEqual([]);
}
afterEach(expectHealth);

const PARSE = ['GRAPHQL_PARSE_FAILED'] as const;
const INVALID = ['GRAPHQL_VALIDATION_FAILED'] as const;
const NO_REQUEST = ['BAD_REQUEST'] as const;
const INPUT = ['BAD_USER_INPUT'] as const;

/** Connections nested in each other. */
const deep = (field: string, count: number): string =>
  `{ movie(id: 603) { ${`${field} { nodes { `.repeat(count)} id ${'} } '.repeat(count)} } }`;

/** A chain of `count` fragments, each of which spreads the next one `spreads` times. */
const chain = (count: number, spreads: number): string =>
  `{ movie(id: 603) { ...f0 } } ${times(count, (n) => `fragment f${n} on Movie { similar { nodes { ${times(spreads, () => `...f${n + 1}`)} } } }`)} fragment f${count} on Movie { id }`;

describe('a document', () => {
  it.each<[what: string, query: string, codes: readonly ErrorCode[]]>([
    ['deep nesting', deep('similar', 20), INVALID],
    ['deep nesting of another field', deep('recommendations', 100), INVALID],
    ['nesting beyond the limit of tokens', deep('similar', 5000), PARSE],
    ['braces that never close', '{'.repeat(50_000), PARSE],
    ['inline fragments in each other', `{ ${'... { '.repeat(900)} __typename ${'} '.repeat(900)} }`, PARSE],
    ['lists in each other', `{ nodes(ids: ${'['.repeat(900)}${']'.repeat(900)}) { id } }`, INVALID],
    ['objects in each other', `{ discoverMovies(filter: ${'{a: '.repeat(400)}1${'}'.repeat(400)}) { totalCount } }`, INVALID],
    ['types in each other', `query ($a: ${'['.repeat(900)}Int${']'.repeat(900)}) { __typename }`, INVALID],
    ['aliases of __typename', `{ ${times(101, (n) => `a${n}: __typename`)} }`, INVALID],
    ['aliases of one movie', `{ ${times(150, (n) => `a${n}: movie(id: 603) { id }`)} }`, INVALID],
    ['aliases of many movies', `{ ${times(150, (n) => `a${n}: movie(id: ${1000 + n}) { title }`)} }`, INVALID],
    [
      'aliases through a fragment',
      `{ ${times(20, () => '...a')} } fragment a on Query { ${times(10, (n) => `a${n}: __typename`)} }`,
      INVALID,
    ],
    ['aliases of introspection', `{ ${times(101, (n) => `a${n}: __schema { types { name } }`)} }`, INVALID],
    ['one field repeated hundreds of times', `{ ${times(900, () => '__typename')} }`, INVALID],
    ['hundreds of fields beside each other in a movie', `{ movie(id: 603) { ${times(300, () => 'title')} } }`, INVALID],
    ['ten directives on a field', `{ __typename ${times(10, () => '@include(if: true)')} }`, INVALID],
    ['unknown directives on a field', `{ __typename ${times(900, (n) => `@d${n}`)} }`, INVALID],
    ['directives on an operation', `query ${times(50, () => '@inContext(languages: ["de"])')} { __typename }`, INVALID],
    ['directives on a variable', `query ($a: Int ${times(50, () => '@a')}) { __typename }`, INVALID],
    ['a directive on every field', `{ ${times(110, () => '__typename @skip(if: false)')} }`, INVALID],
    ['a fragment bomb of two', chain(20, 2), INVALID],
    ['a fragment bomb of ten', chain(20, 10), INVALID],
    [
      'a wide fragment bomb',
      `{ ...a ...a } fragment a on Query { ${times(150, () => '...b')} } fragment b on Query { ${times(50, () => '__typename')} }`,
      INVALID,
    ],
    ['a fragment that spreads itself', '{ ...a } fragment a on Query { ...a }', INVALID],
    ['a circle of a hundred fragments', `{ ...f0 } ${times(100, (n) => `fragment f${n} on Query { ...f${(n + 1) % 100} }`)}`, INVALID],
    ['a circle through a field', '{ movie(id: 603) { ...a } } fragment a on Movie { similar { nodes { ...a } } }', INVALID],
    ['fragments that are never spread', `{ __typename } ${times(150, (n) => `fragment f${n} on Query { __typename }`)}`, INVALID],
    ['two fragments of one name', '{ ...a } fragment a on Query { __typename } fragment a on Query { __typename }', INVALID],
    ['fields that cannot be merged', `{ ${times(90, (n) => `a: movie(id: ${n + 1}) { title }`)} }`, INVALID],
    ['a huge name', `{ ${LONG} }`, INVALID],
    ['a huge alias', `{ ${LONG}: nothing }`, INVALID],
    ['a huge number for an Int', `{ trendingMovies(first: ${'9'.repeat(10_000)}) { totalCount } }`, INVALID],
    ['a huge float for an Int', '{ trendingMovies(first: 1e999) { totalCount } }', INVALID],
    ['a huge text for an enum', `{ trendingMovies(window: ${quoted(LONG)}) { totalCount } }`, INVALID],
    ['many variables', `query (${times(300, (n) => `$a${n}: Int`)}) { __typename }`, INVALID],
    ['many operations', times(300, (n) => `query q${n} { __typename }`), ['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_VALIDATION_FAILED']],
    ['prototype keys for fields', '{ __proto__ constructor toString }', INVALID],
    ['prototype keys for arguments', '{ movie(__proto__: 1, constructor: 2) { id } }', INVALID],
    ['prototype keys for types', '{ ... on constructor { a } ... on __proto__ { b } }', INVALID],
    ['prototype keys for fragments', '{ ...__proto__ ...constructor }', INVALID],
    ['prototype keys for directives', '{ __typename @constructor @__proto__ }', INVALID],
    ['a type definition', 'type Query { a: Int }', ['OPERATION_RESOLUTION_FAILURE', 'GRAPHQL_VALIDATION_FAILED']],
    ['NUL', '{ \u0000 }', PARSE],
    ['half a surrogate pair', '{ movie(id: "\ud800") { title } } \udfff', PARSE],
    ['letters of another alphabet in a name', '{ mоvie(id: 603) { title } }', PARSE],
    ['text that changes its direction', '{ \u202e__typename }', PARSE],
    ['an escape beyond Unicode', '{ movie(id: "\\u{110000}") { title } }', PARSE],
    [
      'a subscription',
      'subscription { movie(id: 603) { title } }',
      ['GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT', 'OPERATION_RESOLUTION_FAILURE'],
    ],
  ])('refuses a document with %s', (_what, query, codes) => expectRefusal(() => gateway.ask(query), 400, codes));

  it('refuses a document under HTTP 200 for clients of application/json', () =>
    expectRefusal(() => gateway.ask(chain(20, 2), {}, { accept: 'application/json' }), 200, INVALID));
});

describe('an argument', () => {
  const INJECTIONS = [
    '603/../550',
    '603%2f..%2f550',
    '603?api_key=x',
    '603#',
    '603\r\nX-Evil: 1',
    '603\u0000',
    '..',
    '//evil.example/3',
    '@evil.example',
    "603' OR 1=1",
    '${7*7}',
    '<script>',
    '__proto__',
    '\u{1f4a3}',
  ];
  const FIELDS: Record<string, (id: string) => string> = {
    movie: (id) => `{ movie(id: ${id}) { title } }`,
    'movie by IMDb id': (id) => `{ movie(imdbId: ${id}) { title } }`,
    tvSeries: (id) => `{ tvSeries(id: ${id}) { name } }`,
    tvSeason: (id) => `{ tvSeason(series: ${id}, number: 1) { name } }`,
    tvEpisode: (id) => `{ tvEpisode(series: ${id}, season: 1, number: 1) { name } }`,
    person: (id) => `{ person(id: ${id}) { name } }`,
    collection: (id) => `{ collection(id: ${id}) { name } }`,
    company: (id) => `{ company(id: ${id}) { name } }`,
    network: (id) => `{ network(id: ${id}) { name } }`,
    keyword: (id) => `{ keyword(id: ${id}) { name } }`,
    review: (id) => `{ review(id: ${id}) { id } }`,
    credit: (id) => `{ credit(id: ${id}) { id } }`,
    list: (id) => `{ list(id: ${id}) { name } }`,
    node: (id) => `{ node(id: ${id}) { id } }`,
  };

  it.each(Object.entries(FIELDS))('refuses a path, a header or a query as the id of %s', async (_name, field) => {
    for (const injection of INJECTIONS) {
      await expectRefusal(() => gateway.ask(field(quoted(injection))), 200, INPUT);
      await expectRefusal(
        () => gateway.ask(`query ($id: ID!) ${field('$id').replace('imdbId: $id', 'id: $id')}`, { id: injection }),
        200,
        INPUT,
      );
    }
  });

  it('sends ids to TMDB only as numbers, whatever their text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 40 }), fc.constantFrom('Movie', 'Person', 'TvSeries'), async (text, type) => {
        fc.pre(!/^[1-9]\d{0,9}$/.test(text));
        for (const id of [text, globalId(type, text)]) {
          const { status } = await gateway.ask('query ($id: ID!) { movie(id: $id) { title } node(id: $id) { id } }', { id });
          expect(status).toBe(200);
        }
        expect(gateway.asked()).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('sends any search text as one encoded value of one parameter', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', minLength: 1, maxLength: 40 }), async (text) => {
        const words = text
          .normalize('NFC')
          .replaceAll(/[\s\u200B]+/gu, ' ')
          .trim();
        fc.pre(words !== '' && text.isWellFormed());
        const { status } = await gateway.ask('query ($q: String!) { searchMovies(query: $q) { totalCount } }', { q: text });
        expect(status).toBe(200);
        for (const url of gateway.asked()) {
          const { pathname, searchParams } = new URL(url, 'http://tmdb');
          expect([pathname, searchParams.get('query'), searchParams.getAll('query').length]).toEqual(['/3/search/movie', words, 1]);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each<[what: string, variables: string, status: number]>([
    ['lists in each other', `{"id":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 400],
    ['objects in each other', `{"id":${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}}`, 400],
    ['a huge number', `{"id":${'9'.repeat(50_000)}}`, 400],
    ['a number beyond all numbers', '{"id":1e999}', 400],
    ['a negative zero', '{"id":-0}', 200],
    ['prototype keys', '{"__proto__":{"id":603},"constructor":{"prototype":{"id":603}},"id":"x"}', 200],
    ['a prototype for a value', '{"id":{"__proto__":"603"}}', 400],
    ['many variables', `{${Array.from({ length: 10_000 }, (_, n) => `"a${n}":1`).join()},"id":"x"}`, 200],
    ['one name many times', `{${'"id":"603",'.repeat(5000)}"id":"x"}`, 200],
    ['a huge text', `{"id":${quoted(LONG)}}`, 200],
  ])('refuses %s in variables', (_what, variables, status) =>
    expectRefusal(() => post(`{"query":"query ($id: ID!) { movie(id: $id) { title } }","variables":${variables}}`), status, INPUT),
  );

  it('never changes a prototype', async () => {
    await post('{"query":"{ __typename }","variables":{"__proto__":{"polluted":1}},"extensions":{"__proto__":{"polluted":1}}}');
    expect({}).not.toHaveProperty('polluted');
  });

  it('refuses representations of any shape one by one', async () => {
    const shapes = [
      {},
      { __typename: 'Movie' },
      { __typename: 'constructor' },
      { __typename: 'Movie', id: {} },
      { __typename: 'Movie', tmdbId: '1/2' },
      { __typename: 5 },
    ];
    const query = 'query ($them: [_Any!]!) { _entities(representations: $them) { __typename } }';
    const { status, body } = await gateway.ask(query, { them: shapes });
    expect(status).toBe(200);
    expect(body.data).toEqual({ _entities: shapes.map(() => null) });
    expect(body.errors?.map(({ extensions }) => extensions.code)).not.toContain('INTERNAL_SERVER_ERROR');
    expect(gateway.asked()).toEqual([]);
  });
});

describe('a body', () => {
  it.each<[what: string, body: string, status: number, codes: readonly ErrorCode[]]>([
    ['no JSON', '{"query":', 400, NO_REQUEST],
    ['JSON and more JSON', '{"query":"{ __typename }"}{"query":"{ __typename }"}', 400, NO_REQUEST],
    ['JSON with a comment', '{"query":"{ __typename }"} // x', 400, NO_REQUEST],
    ['braces that never close', '{"a":'.repeat(30_000), 400, NO_REQUEST],
    ['brackets that never close', '['.repeat(190_000), 400, NO_REQUEST],
    ['an empty batch', '[]', 400, NO_REQUEST],
    ['a batch of two', '[{"query":"{ __typename }"},{"query":"{ __typename }"}]', 400, NO_REQUEST],
    ['a batch of thousands', `[${Array.from({ length: 5000 }, () => '{"query":"{ a }"}').join()}]`, 400, NO_REQUEST],
    ['a batch within a batch', '[[{"query":"{ __typename }"}]]', 400, NO_REQUEST],
    ['a query that is a list', '{"query":["{ __typename }"]}', 400, NO_REQUEST],
    ['unknown keys', '{"query":"{ __typename }","__evil":1}', 400, NO_REQUEST],
    ['extensions that are a string', '{"query":"{ __typename }","extensions":"x"}', 400, NO_REQUEST],
    ['a malformed hash', '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"../../etc/passwd"}}}', 400, NO_REQUEST],
    [
      'a hash that objects inherit',
      '{"extensions":{"persistedQuery":{"version":1,"sha256Hash":"constructor"}}}',
      400,
      ['PERSISTED_QUERY_NOT_FOUND'],
    ],
    ['a megabyte', JSON.stringify({ query: ' '.repeat(1_000_000) }), 413, ['REQUEST_ENTITY_TOO_LARGE']],
    ['a byte order mark in the middle', '{"query":\ufeff"{ __typename }"}', 400, NO_REQUEST],
  ])('refuses a body with %s', (_what, body, status, codes) => expectRefusal(() => post(body), status, codes));

  it.each(['gzip', 'br', 'deflate', 'gzip, gzip', 'compress', 'x'])('refuses a body encoded as %s, however small', (encoding) =>
    expectRefusal(
      () => post(new Uint8Array(gzipSync('{"query":"{ __typename }"}'.padEnd(1e6))), { 'content-encoding': encoding }),
      415,
      NO_REQUEST,
    ),
  );

  it.each([
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'text/plain',
    'text/plain;application/json',
    'application/jsonp',
    'application/json+x',
    'image/png',
  ])('refuses a body of type %s, which a form or a script of another site may send', (type) =>
    expectRefusal(() => post('{"query":"{ __typename }"}', { 'content-type': type }), 415, NO_REQUEST),
  );

  it.each(['APPLICATION/JSON', 'application/json ; charset=utf-8', 'Application/Json;charset=UTF-8', 'application/json;'])(
    'reads a body of type %s, whatever its case and spaces',
    async (type) => {
      const { body } = await post('{"query":"{ __typename }"}', { 'content-type': type });
      expect(body).toEqual({ data: { __typename: 'Query' } });
    },
  );

  it('answers or refuses a body that is not UTF-8, without a fault of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        const { status } = await post(new Uint8Array(bytes));
        expect([400, 200]).toContain(status);
      }),
      { numRuns: 50 },
    );
  });

  it('refuses a body of any JSON, without a fault of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json(), async (json) => {
        const { status, body } = await post(json);
        expect(status).toBe(400);
        for (const { extensions } of body.errors ?? []) expect(Object.keys(ERROR_CODE)).toContain(extensions.code);
        expect(JSON.stringify(body)).not.toContain('INTERNAL_SERVER_ERROR');
      }),
      { numRuns: 80 },
    );
  });
});

describe('a mutation by GET', () => {
  it.each([
    'mutation { __typename }',
    'query A { __typename } mutation B { __typename }',
    'mutation B { __typename } query A { __typename }',
  ])('does not run %s by GET', async (query) => {
    const search = new URLSearchParams({ query, operationName: query.includes('B') ? 'B' : '' });
    const { status } = await fetch(`${gateway.url}?${search}`, { headers: { accept: 'application/json' } });
    expect([405, 400]).toContain(status);
  });
});

describe('a header', () => {
  it.each(['tmdb-session-id', 'tmdb-guest-session-id', 'tmdb-user-token', 'tmdb-region', 'tmdb-watch-region'])(
    'refuses malformed values of the header %s',
    async (name) => {
      for (const value of ['../x', 'x'.repeat(5000), '{"a":1}', '<script>', 'a b', '%0d%0aX: 1'])
        await expectRefusal(() => gateway.ask('{ movie(id: 604) { title } }', {}, { [name]: value }), 400, INPUT);
    },
  );
});

const head = (...lines: string[]): string => ['POST /graphql HTTP/1.1', 'Host: x', ...lines, '', ''].join('\r\n');
const JSON_TYPE = 'Content-Type: application/json';

describe('malformed HTTP', () => {
  it.each<[what: string, bytes: string, statuses: number[]]>([
    ['bytes of another protocol', 'SSH-2.0-x\r\n\r\n', [400]],
    ['a TLS handshake', '\u0016\u0003\u0001\u0002\u0000', [400, 0]],
    ['no Host header', 'GET /graphql HTTP/1.1\r\n\r\n', [400]],
    ['two lengths', head(JSON_TYPE, 'Content-Length: 5', 'Content-Length: 6') + 'xxxxx', [400]],
    ['a length and chunks', head(JSON_TYPE, 'Content-Length: 5', 'Transfer-Encoding: chunked') + '0\r\n\r\n', [400]],
    ['a negative length', head(JSON_TYPE, 'Content-Length: -1'), [400]],
    ['a malformed chunk', head(JSON_TYPE, 'Transfer-Encoding: chunked') + 'zz\r\n', [400]],
    ['NUL in a header', head(JSON_TYPE, 'X: a\u0000b', 'Content-Length: 0'), [400]],
    ['a folded header line', head(JSON_TYPE, 'X: a\n evil', 'Content-Length: 0'), [400]],
    ['64 kB of headers', head(JSON_TYPE, ...Array.from({ length: 64 }, (_, n) => `X-${n}: ${'x'.repeat(1000)}`)), [431]],
    ['a URL of 64 kB', `GET /graphql?query=${'x'.repeat(65_000)} HTTP/1.1\r\nHost: x\r\n\r\n`, [431]],
    ['the URL of another host', 'GET http://evil.example/graphql?query=%7B HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [400, 404]],
    ['the malformed URL of another host', 'GET http://[?a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [400]],
    ['a URL of another scheme', 'GET urn:x?a HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [400]],
    ['a malformed URL', 'GET //[ HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [400, 404]],
    ['a malformed Host header', 'GET /graphql?query=%7B__typename%7D HTTP/1.1\r\nHost: a b<>\r\nConnection: close\r\n\r\n', [400]],
    ['the method CONNECT', 'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n', [0, 400, 404, 405]],
    ['the method TRACE', 'TRACE /graphql HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n', [405]],
    ['an upgrade', 'GET /graphql HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n', [400]],
  ])('refuses a request with %s', async (_what, bytes, statuses) => {
    const { status, took } = await sendRaw(gateway.url, Buffer.from(bytes, 'latin1'));
    expect(statuses).toContain(status);
    expect(took).toBeLessThan(IN_TIME + 1000);
  });

  it.each([
    ['headers that never end', 'POST /graphql HTTP/1.1\r\nHost: x\r\nX: '],
    ['a body that never comes', head(JSON_TYPE, 'Content-Length: 1000') + '{'],
    ['a chunk that never ends', head(JSON_TYPE, 'Transfer-Encoding: chunked') + 'ff\r\n{'],
  ])('closes connections with %s within 12 seconds, and serves others meanwhile', async (_what, bytes) => {
    const slow = Promise.all(Array.from({ length: 50 }, () => sendRaw(gateway.url, bytes, 15_000)));
    expect((await gateway.ask('{ movie(id: 603) { title } }')).status).toBe(200);
    for (const { status, took } of await slow) {
      expect(status).toBe(408);
      expect(took).toBeLessThan(12_500);
    }
  });
});

/** Expects an answer in time that repeats nothing of an attack. */
const expectPlainPage = async (path: string, headers: string[] = []): Promise<void> => {
  const request = [`GET ${path} HTTP/1.1`, ...(headers.some((one) => one.startsWith('Host:')) ? [] : ['Host: x']), ...headers];
  const { status, text, took } = await sendRaw(gateway.url, [...request, 'Connection: close', '', ''].join('\r\n'), IN_TIME);
  expect(took).toBeLessThan(IN_TIME);
  expect([200, 400, 404]).toContain(status);
  expect(text).not.toMatch(/evil|alert\(1\)|node_modules|root:/);
  expect(gateway.asked()).toEqual([]);
};

describe('a page', () => {
  it.each(['/', '/status', '/schema.graphql'])('repeats nothing of a hostile request for the page %s', async (path) => {
    for (const query of ['?"><script>alert(1)</script>', "?x='onload=alert(1)", '?query={evil}', `?${'evil'.repeat(1000)}`]) {
      await expectPlainPage(path + query.replaceAll(' ', '%20'));
    }
    for (const header of [
      'X-Forwarded-Host: evil.example',
      'X-Forwarded-Prefix: /evil',
      'Referer: https://evil.example',
      'Host: evil.example',
    ]) {
      await expectPlainPage(path, [header]);
    }
    await expectPlainPage(`//evil.example${path}`);
    await expectPlainPage(`http://evil.example${path}`);
  });

  it.each([
    '/schema.graphql/../../../../etc/passwd',
    '/..%2f..%2fetc%2fpasswd',
    '/pages.css',
    '/live.js',
    '/schema.graphql%00',
    '/status/events/x',
    '/docs/../package.json',
    '/docs/%2e%2e/package.json',
    '/graphql/assets/',
    '/graphql/assets/index.html',
    '/graphql/assets/index.js',
    '/graphql/assets/../../../package.json',
    '/graphql/assets/..%2f..%2f..%2fsrc%2fmain.js',
    '/graphql/assets/%2e%2e/main.js',
    '/graphql/assets//etc/passwd.js',
    '/graphql/assets/licenses.md%00.js',
    '/graphql/assets/__proto__.js',
    '/graphql/assets/constructor',
  ])('finds no page at %s', async (path) => {
    const { status } = await sendRaw(gateway.url, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect([400, 404]).toContain(status);
  });

  it.each(['POST', 'PUT', 'DELETE', 'OPTIONS'])('refuses %s for a page', async (method) => {
    for (const path of ['/', '/status', '/status/events', '/schema.graphql']) {
      const { status } = await fetch(new URL(path, gateway.url), { method });
      expect([204, 405]).toContain(status);
    }
  });
});

const flood = async (name: string, count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await gateway.ask(`{ ${name}${n}: nothing } #${'x'.repeat(190_000)}`);
};

it('keeps only a bounded part of hundreds of large documents in memory', { timeout: 60_000 }, async () => {
  await flood('a', 50);
  const before = heapUsed();
  await flood('b', 200);
  expect(heapUsed() - before).toBeLessThan(15_000_000);
});

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { keepLog } from '../ops/collect.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';

const log = keepLog('debug');
let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startGateway({ log });
});
afterAll(() => gateway.close());

const post = (query: string, headers: Record<string, string>): Promise<Response> =>
  fetch(gateway.url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify({ query }) });

/** Returns the payloads of an incremental answer, in order. */
async function payloads(query: string, headers: Record<string, string> = {}): Promise<unknown[]> {
  const response = await post(query, { accept: 'multipart/mixed', ...headers });
  expect(response.headers.get('content-type')).toContain('multipart/mixed');
  expect(response.headers.get('cache-control')).toBe('private, no-store');
  return (await response.text()).split('\r\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as unknown] : []));
}

/** Asks with slow details, after the list is known. @returns The first payload, and the ms until it came. */
async function firstOf(selection: string): Promise<{ first: string; ms: number }> {
  await using slow = await startGateway();
  await slow.ask('{ trendingMovies(first: 3) { nodes { title } } }');
  slow.sandbox.program({ latency: 500 });
  const started = performance.now();
  const response = await fetch(slow.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
    body: JSON.stringify({ query: `{ trendingMovies(first: 3) { nodes { ${selection} } } }` }),
  });
  let text = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    text += chunk;
    if (text.includes('"title"')) break;
  }
  return { first: text, ms: performance.now() - started };
}

describe('@defer', () => {
  it('sends deferred fields later, for the same TMDB requests', async () => {
    expect(await payloads('{ movie(id: 603) { title ... @defer { runtime } } }')).toEqual([
      { data: { movie: { title: 'The Matrix' } }, hasNext: true },
      { incremental: [{ data: { runtime: 136 }, path: ['movie'] }], hasNext: false },
    ]);
    expect(gateway.asked()).toHaveLength(1);
  });

  it.each([
    ['title ... @defer { runtime }'],
    ['title ... @defer { trailer { name } runtime }'],
    ['title ...Late @defer } } } fragment Late on Movie { runtime similar { nodes { title'],
    ['title ... { ... @defer { title runtime } }'],
    ['title voteAverage ... @defer { budget ... @defer { runtime } }'],
  ])('sends the summary of list items before the details that only deferred fields need: %s', async (selection) => {
    const { first, ms } = await firstOf(selection);
    expect(first).not.toContain('runtime');
    expect(ms).toBeLessThan(300);
  });

  it.each([['title runtime ... @defer { budget }'], ['title ... @defer(if: false) { runtime }'], ['... @defer { title runtime }']])(
    'lets details answer the summary’s fields beside fields that need them: %s',
    async (selection) => {
      const { first, ms } = await firstOf(selection);
      expect(first).toContain('runtime');
      expect(ms).toBeGreaterThan(400);
    },
  );

  it('sends a deferred field of the summary before the details that another deferred fragment needs', async () => {
    const { first, ms } = await firstOf('id ... @defer { title } ... @defer { runtime }');
    expect(first).not.toContain('runtime');
    expect(ms).toBeLessThan(300);
  });

  it('reports typed errors in each payload', async () => {
    const refused = expect.objectContaining({ extensions: { code: 'BAD_USER_INPUT', retryAfter: null } });
    expect(await payloads('{ movie(id: 603) { cast(first: 0) { totalCount } ... @defer { reviews(first: 0) { totalCount } } } }')).toEqual([
      { data: { movie: { cast: null } }, errors: [refused], hasNext: true },
      { incremental: [{ data: { reviews: null }, path: ['movie'], errors: [refused] }], hasNext: false },
    ]);
  });

  it('reports the cost so far with each payload', async () => {
    const costs = await payloads('{ movie(id: 604) { title ... @defer { runtime } } }', { 'tmdb-explain': '1' });
    expect(costs).toEqual(
      [1, 1].map((requests) => expect.objectContaining({ extensions: { tmdb: expect.objectContaining({ requests }) } })),
    );
  });

  it('cuts deferred fields off at the deadline of the operation, not at the first payload', async () => {
    await using slow = await startGateway({ env: { OPERATION_DEADLINE_MS: '500' } });
    slow.sandbox.program({ latency: 5000 });
    const response = await fetch(slow.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'multipart/mixed' },
      body: JSON.stringify({ query: '{ __typename ... @defer { movie(id: 605) { title } } }' }),
    });
    expect(await response.text()).toContain('UPSTREAM_TIMEOUT');
  });

  it('forbids caching a stream of events too, since personal fields may come later', async () => {
    const response = await post('{ movie(id: 603) { title ... @defer { runtime } } }', { accept: 'text/event-stream' });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.text()).toContain('136');
  });

  it.each(['application/json', 'application/graphql-response+json'])('refuses @defer to a client that accepts only %s', async (accept) => {
    const response = await post('{ movie(id: 603) { title ... @defer { runtime } } }', { accept });
    expect(response.status).toBe(406);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_REQUEST' } }] });
  });
});

describe('the format of incremental results', () => {
  const DEFERRED = '{ movie(id: 603) { title ... @defer(label: "more") { runtime } } }';
  const STREAMED = '{ trendingMovies(first: 3) { nodes @stream(initialCount: 1) { title } } }';
  const MULTIPART = 'multipart/mixed;boundary="-";deferSpec=20220824';
  const APOLLO = 'multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9';

  it.each([
    ['multipart/mixed;deferSpec=20220824,application/graphql-response+json,application/json', MULTIPART],
    ['multipart/mixed;boundary="graphql";deferSpec=20220824,application/json', MULTIPART],
    ['MULTIPART/MIXED; DEFERSPEC="20220824"; q=0.1', MULTIPART],
    ['multipart/mixed;incrementalSpec=v0.2, multipart/mixed;deferSpec=20220824;q=0.5, application/json', MULTIPART],
    ['text/event-stream;deferSpec=20220824', 'text/event-stream;deferSpec=20220824'],
    ['text/event-stream, multipart/mixed;deferSpec=20220824;q=0.5', 'text/event-stream'],
    ['multipart/mixed, application/json', 'multipart/mixed; boundary="-"'],
    ['*/*', 'multipart/mixed; boundary="-"'],
  ])('is named in the Content-Type for a client that accepts %s', async (accept, type) => {
    for (const document of [DEFERRED, STREAMED]) {
      const response = await post(document, { accept });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, type]);
      expect(response.headers.get('cache-control')).toBe('private, no-store');
      expect(await response.text()).toContain('"hasNext":false');
    }
  });

  it.each([
    [APOLLO, 'application/graphql-response+json'],
    ['text/event-stream;incrementalSpec=v0.2, application/json', 'application/json'],
    ['multipart/mixed;incrementalSpec="v0.2", */*;q=0.1', 'application/json'],
    ['multipart/mixed;deferSpec=20990101, application/json', 'application/json'],
  ])('is left out of a whole answer, when it is unknown, for a client that accepts %s', async (accept, type) => {
    for (const { url, method } of [
      { url: gateway.url, method: 'POST' },
      { url: `${gateway.url}?query=${encodeURIComponent(DEFERRED)}`, method: 'GET' },
    ]) {
      const headers = { accept, 'content-type': 'application/json' };
      const response = await fetch(url, { method, headers, body: method === 'POST' ? JSON.stringify({ query: DEFERRED }) : null });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, `${type}; charset=utf-8`]);
      expect(await response.json()).toEqual({ data: { movie: { title: 'The Matrix', runtime: 136 } } });
    }
    const { data } = (await (await post(STREAMED, { accept })).json()) as { data: { trendingMovies: { nodes: unknown[] } } };
    expect(data.trendingMovies.nodes).toHaveLength(3);
  });

  it('leaves a whole answer to @defer the cost and the refusals of its document', async () => {
    gateway.asked();
    await post('{ movie(id: 606) { title ... @defer { runtime } ...Cast @defer } } fragment Cast on Movie { cast { totalCount } }', {
      accept: APOLLO,
    });
    expect(gateway.asked()).toHaveLength(1);
    const refused = await post('{ movie(id: 606) { similar { nodes @stream(initialCount: -1) { title } } } }', { accept: APOLLO });
    expect(await refused.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });

  it.each(['multipart/mixed;incrementalSpec=v0.2', 'text/event-stream;incrementalSpec=v0.2', 'text/html', 'application/json;q=0'])(
    'is refused with words, before anything runs, to a client that accepts only %s',
    async (accept) => {
      gateway.asked();
      for (const document of ['{ movie(id: 607) { title ... @defer { runtime } } }', 'mutation { createGuestSession { expiresAt } }']) {
        const response = await post(document, { accept });
        expect([response.status, response.headers.get('content-type')]).toEqual([406, 'application/json; charset=utf-8']);
        const message = expect.stringMatching(/^Expected an `accept` header .*multipart\/mixed;deferSpec=20220824/);
        expect(await response.json()).toEqual({ errors: [{ message, extensions: { code: 'BAD_REQUEST', retryAfter: null } }] });
      }
      expect(gateway.asked()).toEqual([]);
    },
  );

  it('is chosen for each request anew, whatever answers to the same query are stored', async () => {
    const document = '{ movie(id: 603) { title } }';
    const typeFor = async (accept: string) => {
      const { status, headers } = await post(document, { accept });
      return [status, headers.get('content-type')?.split(';')[0]];
    };
    for (let round = 0; round < 3; round += 1) {
      expect(await typeFor('application/json')).toEqual([200, 'application/json']);
      expect(await typeFor('multipart/mixed;incrementalSpec=v0.2')).toEqual([406, 'application/json']);
      expect(await typeFor('multipart/mixed;deferSpec=20220824')).toEqual([200, 'multipart/mixed']);
      expect(await typeFor(APOLLO)).toEqual([200, 'application/graphql-response+json']);
      expect(await typeFor('text/event-stream')).toEqual([200, 'text/event-stream']);
      expect(await typeFor('application/json;q=0.5,application/graphql-response+json')).toEqual([200, 'application/graphql-response+json']);
    }
  });
});

it('sends a list row by row with @stream', async () => {
  const rows = await payloads('{ trendingMovies(first: 3) { nodes @stream(initialCount: 1) { title } } }');
  expect(rows[0]).toMatchObject({ data: { trendingMovies: { nodes: [{ title: expect.any(String) }] } }, hasNext: true });
  expect(rows.at(-1)).toMatchObject({ hasNext: false });
  expect(JSON.stringify(rows).match(/"title"/g)).toHaveLength(3);
});

const streaming = (args: string, variables = ''): string =>
  `query ${variables} { trendingMovies(first: 3) { nodes @stream(${args}) { title } } }`;
const deferring = (args: string, variables = ''): string =>
  `query ${variables} { movie(id: 603) { title ... @defer(${args}) { runtime } } }`;

describe('the arguments of @defer and @stream', () => {
  const COUNT = /Expected `initialCount` of `@stream` to be 0 or more, such as 10/;

  it.each<[what: string, document: string, variables: Record<string, unknown>, code: string, message: RegExp]>([
    ['a negative initialCount', streaming('initialCount: -1'), {}, 'BAD_USER_INPUT', COUNT],
    ['null for initialCount', streaming('initialCount: null'), {}, 'BAD_USER_INPUT', COUNT],
    ['a negative initialCount in a variable', streaming('initialCount: $n', '($n: Int)'), { n: -1 }, 'BAD_USER_INPUT', COUNT],
    ['null for initialCount in a variable', streaming('initialCount: $n', '($n: Int)'), { n: null }, 'BAD_USER_INPUT', COUNT],
    ['a negative default of a variable', streaming('initialCount: $n', '($n: Int = -2147483648)'), {}, 'BAD_USER_INPUT', COUNT],
    ['a negative initialCount where nothing is streamed', streaming('initialCount: -1, if: false'), {}, 'BAD_USER_INPUT', COUNT],
    [
      'a negative initialCount of a field of the schema',
      '{ __schema { types @stream(initialCount: -1) { name } } }',
      {},
      'BAD_USER_INPUT',
      COUNT,
    ],
    [
      'a negative initialCount in a deferred fragment',
      'query ($n: Int) { movie(id: 603) { ...F @defer } } fragment F on Movie { similar { nodes @stream(initialCount: $n) { title } } }',
      { n: -5 },
      'BAD_USER_INPUT',
      COUNT,
    ],
    ['a large initialCount', streaming('initialCount: 2147483648'), {}, 'GRAPHQL_VALIDATION_FAILED', /32-bit/],
    ['a large initialCount in a variable', streaming('initialCount: $n', '($n: Int)'), { n: 2 ** 31 }, 'BAD_USER_INPUT', /32-bit/],
    ['text for initialCount', streaming('initialCount: "1"'), {}, 'GRAPHQL_VALIDATION_FAILED', /non-integer/],
    ['a fraction for initialCount in a variable', streaming('initialCount: $n', '($n: Int)'), { n: 1.5 }, 'BAD_USER_INPUT', /non-integer/],
    ['null for if', deferring('if: null'), {}, 'GRAPHQL_VALIDATION_FAILED', /found null/],
    [
      'null for if of @stream in a variable',
      streaming('if: $on', '($on: Boolean = true)'),
      { on: null },
      'BAD_USER_INPUT',
      /must not be null/,
    ],
    [
      'null for if of @defer in a variable',
      deferring('if: $on', '($on: Boolean = true)'),
      { on: null },
      'BAD_USER_INPUT',
      /must not be null/,
    ],
    ['null for a label', deferring('label: null'), {}, 'GRAPHQL_VALIDATION_FAILED', /label argument must be a static string/],
    [
      'a label in a variable',
      deferring('label: $a', '($a: String)'),
      { a: 'a' },
      'GRAPHQL_VALIDATION_FAILED',
      /label argument must be a static string/,
    ],
    [
      'a label that is used twice',
      '{ movie(id: 603) { ... @defer(label: "a") { title } similar { nodes @stream(label: "a") { title } } } }',
      {},
      'GRAPHQL_VALIDATION_FAILED',
      /must be unique/,
    ],
    ['an unknown argument', deferring('when: true'), {}, 'GRAPHQL_VALIDATION_FAILED', /Unknown argument/],
  ])('refuses %s as an error of the client', async (_what, document, variables, code, message) => {
    const { body } = await gateway.ask(document, variables, { accept: 'application/graphql-response+json, multipart/mixed' });
    expect(body.errors).toEqual([
      expect.objectContaining({ message: expect.stringMatching(message), extensions: { code, retryAfter: null } }),
    ]);
    expect(log.text.join('')).not.toMatch(/"level":"error"|INTERNAL_SERVER_ERROR/);
  });

  it('answers a bad initialCount with HTTP 400, and sends nothing', async () => {
    gateway.asked();
    expect((await gateway.ask(streaming('initialCount: $n', '($n: Int)'), { n: -1 })).status).toBe(400);
    expect(gateway.asked()).toEqual([]);
  });

  it.each([
    ['0 for initialCount', streaming('initialCount: 0')],
    ['a large initialCount', streaming('initialCount: 2147483647')],
    ['an omitted variable for initialCount', streaming('initialCount: $n', '($n: Int)')],
  ])('streams all rows for %s', async (_what, document) => {
    const response = await post(document, { accept: 'multipart/mixed' });
    expect((await response.text()).match(/"title"/g)).toHaveLength(3);
  });
});

describe('compression', () => {
  const LONG_ANSWER = '{ __schema { types { name description } } }';

  it.each([
    ['br', 'br'],
    ['gzip', 'gzip'],
    ['gzip, br', 'br'],
    ['gzip;q=1, br;q=0', 'gzip'],
    ['identity', null],
  ])('encodes an answer for a client that accepts %s as %s', async (accepted, coding) => {
    const response = await post(LONG_ANSWER, { 'accept-encoding': accepted });
    expect(response.headers.get('content-encoding')).toBe(coding);
    expect(response.headers.get('vary')).toContain('Accept-Encoding');
    expect(await response.json()).toHaveProperty('data');
  });

  it('does not compress a short answer', async () => {
    expect((await post('{ __typename }', { 'accept-encoding': 'gzip, br' })).headers.get('content-encoding')).toBeNull();
  });
});

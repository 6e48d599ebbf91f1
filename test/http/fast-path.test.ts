import { createHash } from 'node:crypto';
import { brotliDecompressSync, gunzipSync, inflateSync } from 'node:zlib';
import { setTimeout as sleep } from 'node:timers/promises';
import * as fc from 'fast-check';
import { request } from 'undici';
import { describe, expect, it, vi } from 'vitest';
import { signIn } from '../support/accounts.ts';
import { startGateway as startEither, type Asked, type TestGateway, type TestGatewayOptions } from '../support/gateway.ts';

/** A request as a client writes it. */
interface Sent {
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST';
  readonly search: string;
  readonly body: string | null;
  readonly headers: Record<string, string>;
}

interface Got {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly body: string;
}

/** These tests are of the fast path, also where all others run without it. */
const startGateway = (options: TestGatewayOptions = {}): Promise<TestGateway> => startEither({ fastPath: true, ...options });

const DECODE: Record<string, (body: Buffer) => Buffer> = { br: brotliDecompressSync, gzip: gunzipSync, deflate: inflateSync };

async function send({ url }: TestGateway, { method, search, body, headers }: Sent): Promise<Got> {
  const response = await request(`${url}${search}`, { method, body, headers: { host: 'gateway.test', ...headers } });
  const bytes = Buffer.from(await response.body.arrayBuffer());
  const coding = method === 'HEAD' ? '' : String(response.headers['content-encoding'] ?? '');
  return { status: response.statusCode, headers: response.headers, body: (DECODE[coding]?.(bytes) ?? bytes).toString() };
}

/** Headers that say how a response is sent, not what it is. */
const OF_CONNECTION = ['connection', 'content-length', 'date', 'keep-alive', 'transfer-encoding'];

/** Leaves out how a response was sent, and what depends on time alone. */
function comparable({ status, headers, body }: Got): object {
  const untimed = Object.entries(headers).filter(([name]) => !OF_CONNECTION.includes(name));
  return {
    status,
    headers: { ...Object.fromEntries(untimed), 'cache-control': String(headers['cache-control']).replace(/\d+/, 'n') },
    body: body.replaceAll(/"waitedMs":\d+/g, ''),
  };
}

/** The clock that tells the date. */
const now = (): number => Date.UTC(2026, 6, 1, 12);

const query = '{ movie(id: 603) { title overview runtime cast(first: 3) { nodes { name } } } }';
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const persisted = (sha256Hash: string): object => ({ persistedQuery: { version: 1, sha256Hash } });

/** Parameters of requests, the usual and the odd. */
const PARAMS: readonly unknown[] = [
  { query },
  { query: 'query Movie($id: ID!) { movie(id: $id) { title } }', variables: { id: 603 }, operationName: 'Movie' },
  { query: 'query Movie($id: ID!) { movie(id: $id) { title } }', variables: { id: 'x' } },
  { query: 'query Movie($id: ID!) { movie(id: $id) { title } }' },
  { query: 'query A { movie(id: 603) { title } } query B { movie(id: 604) { title } }', operationName: 'B' },
  { query: 'query A { movie(id: 603) { title } } query B { movie(id: 604) { title } }' },
  { query: '{ movie(id: 999999999) { title } }' },
  { query: '{ a: movie(id: 603) { title } b: movie(id: 999999999) { title } }' },
  { query: '{ trendingMovies(first: 5) { nodes { title posterPath: poster { url(size: W342) } } } }' },
  { query: '{ trendingMovies(first: 100) { nodes { runtime } } }' },
  { query: '{ viewer { username } }' },
  { query: '{ __typename }' },
  { query: '{ __schema { queryType { name } } }' },
  { query: '{ movie(id: 603) { title ... @defer { overview } } }' },
  { query: '{ nothing }' },
  { query: '{ broken' },
  { query: 'mutation { createGuestSession { expiresAt } }' },
  { query: '', variables: null, extensions: null },
  { query: null },
  { query, variables: [] },
  { query, unknown: 1 },
  { query, unknown: null },
  { query, operationName: 3 },
  { query, extensions: persisted(hash(query)) },
  { extensions: persisted(hash(query)) },
  { extensions: persisted('0') },
  { query, extensions: persisted('0') },
  [{ query }],
  null,
  'text',
];

const HEADERS = {
  accept: [
    'application/json',
    'application/graphql-response+json',
    '*/*',
    'application/graphql-response+json,application/json;q=0.9',
    'text/event-stream',
    'text/html',
    'application/json;charset=latin1',
    'application/*',
    'application/json;q=0.5,application/graphql-response+json',
    'multipart/mixed;deferSpec=20220824,application/json',
    'multipart/mixed;incrementalSpec=v0.2,application/graphql-response+json,application/json;q=0.9',
    'multipart/mixed;incrementalSpec=v0.2',
    'application/json;q=0,*/*',
  ],
  'accept-encoding': ['gzip', 'br;q=0.5, gzip', 'deflate', 'identity', 'br', '*'],
  'accept-language': ['de', 'fr-CH, fr;q=0.9, en;q=0.8', 'zh-Hant-TW', 'nonsense-'],
  'content-type': ['application/json', 'Application/JSON; charset=utf-8', 'text/plain', 'application/json; charset=latin1'],
  'if-none-match': ['*', '"other"'],
  origin: ['https://app.example', 'https://other.example'],
  'tmdb-explain': ['1', 'plan'],
  'tmdb-region': ['DE', 'xx', 'nowhere'],
  'tmdb-session-id': ['0123456789012345678901234567890123456789', 'bad'],
  'content-encoding': ['identity', 'gzip'],
} as const;

const headersOf = fc.record(Object.fromEntries(Object.entries(HEADERS).map(([name, values]) => [name, fc.constantFrom(...values)])), {
  requiredKeys: [],
}) as fc.Arbitrary<Record<string, string>>;

function write(method: Sent['method'], params: unknown, headers: Record<string, string>): Sent {
  if (method === 'POST') {
    return { method, search: '', body: JSON.stringify(params), headers: { 'content-type': 'application/json', ...headers } };
  }
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(params ?? {})) {
    search.set(name, typeof value === 'string' ? value : JSON.stringify(value));
  }
  return { method, search: `?${search}`, body: null, headers };
}

const anyRequest = fc
  .tuple(fc.constantFrom('POST', 'POST', 'GET', 'HEAD', 'OPTIONS'), fc.constantFrom(...PARAMS), headersOf)
  .map(([method, params, headers]) => write(method as Sent['method'], params, headers));

const env = { CORS_ORIGINS: 'https://app.example' };

/** The same gateway twice: one that may leave Yoga out, and one that may not. */
async function startBoth(options: TestGatewayOptions = {}) {
  const [fast, slow] = await Promise.all([startGateway({ now, env, ...options }), startGateway({ now, env, ...options, fastPath: false })]);
  return { fast, slow, [Symbol.asyncDispose]: async () => void (await Promise.all([fast.close(), slow.close()])) };
}

describe('the two ways', () => {
  it('are one for each request that is listed', { timeout: 60_000 }, async () => {
    await using both = await startBoth();
    for (const params of PARAMS) {
      for (const method of ['POST', 'GET'] as const) {
        const sent = write(method, params, {});
        for (const round of ['cold', 'warm', 'stored']) {
          const [ours, theirs] = await Promise.all([send(both.fast, sent), send(both.slow, sent)]);
          expect({ round, sent, ...comparable(ours) }).toEqual({ round, sent, ...comparable(theirs) });
        }
      }
    }
  });

  it('are one for random requests, in status, headers and bytes', { timeout: 120_000 }, async () => {
    await using both = await startBoth();
    await fc.assert(
      fc.asyncProperty(anyRequest, async (sent) => {
        for (const round of [1, 2]) {
          const [ours, theirs] = await Promise.all([send(both.fast, sent), send(both.slow, sent)]);
          expect({ round, ...comparable(ours) }).toEqual({ round, ...comparable(theirs) });
        }
      }),
      { numRuns: 300 },
    );
  });

  it('agree that a copy is current', async () => {
    await using both = await startBoth();
    const sent = write('GET', { query }, {});
    const { headers } = await send(both.slow, sent);
    const again = { ...sent, headers: { 'if-none-match': String(headers['etag']) } };
    for (const gateway of [both.slow, both.fast, both.fast]) {
      const got = await send(gateway, again);
      expect(got).toMatchObject({ status: 304, body: '', headers: { etag: headers['etag'] } });
      expect(got.headers).not.toHaveProperty('content-length');
    }
  });
});

/** How many operations were answered in which way, by the gateway's metrics. */
async function waysOf({ gateway }: TestGateway): Promise<Record<string, number>> {
  const text = await (await gateway.fetch(new Request('http://gateway.test/metrics'))).text();
  const ways = text.matchAll(/^tmdb_gateway_answers_total\{way="(\w+)"\} (\d+)$/gm);
  return Object.fromEntries([...ways].map(([, way, count]) => [way, Number(count)]));
}

const post = (text: string, headers: Record<string, string> = {}): Sent => write('POST', { query: text }, headers);

const byGet = write('GET', { query }, {});

describe('a stored answer', () => {
  it('is given to the same request, and to no other', async () => {
    await using gateway = await startGateway();
    const ask = async (sent: Sent): Promise<string | undefined> => {
      const before = await waysOf(gateway);
      await send(gateway, sent);
      const after = await waysOf(gateway);
      return Object.keys(after).find((way) => after[way] !== before[way]);
    };
    expect(await ask(post(query))).toBe('executed');
    expect(await ask(post(query))).toBe('stored');
    for (const headers of [
      { accept: 'application/graphql-response+json' },
      { 'accept-language': 'de' },
      { 'tmdb-region': 'DE' },
      { 'tmdb-watch-region': 'DE' },
      { 'tmdb-session-id': '0123456789012345678901234567890123456789' },
    ]) {
      expect(await ask(post(query, headers)), JSON.stringify(headers)).toBe('executed');
    }
    expect(await ask(post(query, { 'accept-encoding': 'br', origin: 'https://app.example' }))).toBe('stored');
    expect(await ask(post(query.replace('603', '604')))).toBe('executed');
  });

  it.each([
    ['an empty region', post(query), post(query, { 'tmdb-region': '' })],
    ['a body that is no JSON', byGet, { ...post(query), body: byGet.search.slice(1) }],
  ])('makes no request succeed that fails without it: %s', async (_what, right, wrong) => {
    await using gateway = await startGateway();
    const before = await send(gateway, wrong);
    expect((await send(gateway, right)).status).toBe(200);
    expect(comparable(await send(gateway, wrong))).toEqual(comparable(before));
  });

  it('ends with the UTC day', async () => {
    let now = Date.UTC(2026, 6, 1, 23, 59);
    await using gateway = await startGateway({ now: () => now });
    const sent = post('{ movie(id: 603) { isReleased } }');
    for (let round = 0; round < 2; round += 1) await send(gateway, sent);
    now += 120_000;
    await send(gateway, sent);
    expect(await waysOf(gateway)).toEqual({ executed: 2, stored: 1 });
  });

  it('counts like an execution: a log line with its hits, and the reads of its parts', async () => {
    await using gateway = await startGateway();
    for (let round = 0; round < 3; round += 1)
      await send(gateway, post('query Named { movie(id: 603) { title } person(id: 6384) { name } }'));
    const metrics = await (await gateway.gateway.fetch(new Request('http://gateway.test/metrics'))).text();
    expect(metrics).toContain('tmdb_gateway_cache_lookups_total{result="hit"} 4');
    expect(metrics).toContain('tmdb_gateway_operation_duration_seconds_count{type="query",outcome="OK"} 3');
    expect(gateway.asked()).toHaveLength(2);
  });

  it('lives as long as "not found" does, and never holds another error', async () => {
    await using gateway = await startGateway();
    for (let round = 0; round < 2; round += 1) await send(gateway, post('{ movie(id: 999999999) { title } }'));
    for (let round = 0; round < 2; round += 1) await send(gateway, post('{ movie(id: 603) { accountStates { rating } } }'));
    const { stored = 0, executed = 0 } = await waysOf(gateway);
    expect({ stored, executed }).toEqual({ stored: 1, executed: 3 });
  });

  it('is as fresh as its parts: the stale ones are refreshed behind it, and the expired ones end it', async () => {
    let skew = 0;
    const clock = performance.now.bind(performance);
    const spy = vi.spyOn(performance, 'now').mockImplementation(() => clock() + skew);
    try {
      await using gateway = await startGateway();
      const sent = post('{ movie(id: 603) { title } }');
      await send(gateway, sent);
      expect(gateway.asked()).toHaveLength(1);
      skew = 9 * 3_600_000;
      const { headers } = await send(gateway, sent);
      expect(headers['cache-control']).toBe('public, max-age=0');
      await vi.waitFor(() => expect(gateway.asked()).toHaveLength(1));
      skew = 3000 * 3_600_000;
      await send(gateway, sent);
      expect(gateway.asked()).toHaveLength(1);
      expect(await waysOf(gateway)).toEqual({ executed: 2, stored: 1 });
    } finally {
      spy.mockRestore();
    }
  });
});

/** Steps of the random walk; 10,000 take some minutes. */
const STEPS = Number(process.env['FAST_PATH_STEPS'] ?? 1000);

const HOURS = 3_600_000;

it('changes no answer in random steps of queries, writes and expiry', { timeout: 600_000 }, async () => {
  let skew = 0;
  const clock = performance.now.bind(performance);
  const spy = vi.spyOn(performance, 'now').mockImplementation(() => clock() + skew);
  try {
    await using both = await startBoth();
    const gateways = [both.fast, both.slow];
    const tokens = await Promise.all(gateways.map(async (gateway) => (await signIn(gateway, 'ada')).token));
    const mutate = (text: string): Promise<Asked[]> =>
      Promise.all(gateways.map((gateway, index) => gateway.ask(text, undefined, { 'tmdb-user-token': tokens[index] ?? '' })));
    const [created, other] = await mutate('mutation { createList(name: "Walk", language: "en") { list { tmdbId } } }');
    expect(created?.body).toEqual(other?.body);
    const { list } = (created?.body.data ?? {})['createList'] as { list: { tmdbId: number } };
    const { tmdbId: id } = list;
    const queries = [
      `{ list(id: ${id}) { name itemCount items(first: 5) { nodes { ... on Movie { title } } } } }`,
      `{ list(id: ${id}) { name } movie(id: 603) { title } }`,
      '{ movie(id: 603) { title runtime } }',
      '{ movie(id: 999999999) { title } }',
      '{ trendingMovies(first: 3) { nodes { title releaseDate } } }',
      '{ person(id: 6384) { name age } }',
    ];
    const step = fc.oneof(
      { weight: 12, arbitrary: fc.record({ kind: fc.constant('query' as const), text: fc.constantFrom(...queries) }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('write' as const),
          text: fc.constantFrom(
            `mutation { addListItems(id: ${id}, items: [{ movie: 603 }]) { list { itemCount } } }`,
            `mutation { removeListItems(id: ${id}, items: [{ movie: 603 }]) { list { itemCount } } }`,
            `mutation { updateList(id: ${id}, name: "One") { list { name } } }`,
            `mutation { updateList(id: ${id}, name: "Two") { list { name } } }`,
          ),
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('pass' as const), hours: fc.constantFrom(0.2, 3, 30, 3000) }) },
    );
    const answersTo = async (one: typeof step extends fc.Arbitrary<infer Step> ? Step : never): Promise<object[]> => {
      if (one.kind === 'pass') return [];
      if (one.kind === 'write') return (await mutate(one.text)).map(({ body }) => body);
      return Promise.all(gateways.map(async (gateway) => comparable(await send(gateway, post(one.text)))));
    };
    for (const one of fc.sample(step, STEPS)) {
      skew += one.kind === 'pass' ? one.hours * HOURS : 0;
      const [ours, theirs] = await answersTo(one);
      expect(ours).toEqual(theirs);
    }
    expect((await waysOf(both.fast))['stored']).toBeGreaterThan(STEPS / 10);
    expect((await waysOf(both.slow))['stored']).toBeUndefined();
  } finally {
    spy.mockRestore();
  }
});

describe('equal public operations under way', () => {
  it('share one execution', async () => {
    await using gateway = await startGateway({ sandbox: { latency: 100 } });
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(gateway, post(query))));
    expect(new Set(answers.map(({ body }) => body)).size).toBe(1);
    expect(await waysOf(gateway)).toEqual({ executed: 1, shared: 19 });
    expect(gateway.asked()).toHaveLength(1);
  });

  it('go on for the others when the first client leaves, and end with the last', async () => {
    await using gateway = await startGateway({ sandbox: { latency: 800 } });
    const text = '{ movie(id: 603) { recommendations(first: 3) { nodes { runtime } } } }';
    const start = (id: number) => {
      const leaving = new AbortController();
      const asking = gateway.ask(text.replace('603', String(id)), undefined, {}, leaving.signal);
      return { leaving, outcome: asking.catch((error: Error) => error.name) };
    };
    const [first, second] = [start(603), start(603)];
    await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(1));
    await sleep(300);
    first.leaving.abort();
    expect(await first.outcome).toBe('AbortError');
    expect(await second.outcome).toMatchObject({ body: { data: { movie: { recommendations: { nodes: [{}, {}, {}] } } } } });
    expect(await waysOf(gateway)).toEqual({ executed: 1, shared: 1 });
    const before = gateway.sandbox.requests.length;
    const clients = [start(604), start(604)];
    await vi.waitFor(() => expect(gateway.sandbox.requests).toHaveLength(before + 1));
    await sleep(300);
    for (const { leaving } of clients) leaving.abort();
    await sleep(1500);
    expect(gateway.sandbox.requests).toHaveLength(before + 1);
  });

  it('share nothing that began before a write', async () => {
    await using gateway = await startGateway();
    const { token } = await signIn(gateway, 'ada');
    const mutate = (text: string): Promise<Asked> => gateway.ask(text, undefined, { 'tmdb-user-token': token });
    const { body } = await mutate('mutation { createList(name: "Before", language: "en") { list { tmdbId } } }');
    const { list } = (body.data ?? {})['createList'] as { list: { tmdbId: number } };
    await mutate(`mutation { addListItems(id: ${list.tmdbId}, items: [{ movie: 603 }]) { list { tmdbId } } }`);
    gateway.sandbox.program({ latency: 500 });
    const text = `{ list(id: ${list.tmdbId}) { name items(first: 1) { nodes { ... on Movie { runtime budget } } } } }`;
    const before = gateway.ask(text);
    await sleep(50);
    await mutate(`mutation { updateList(id: ${list.tmdbId}, name: "After") { __typename } }`);
    const after = gateway.ask(text);
    expect((await after).body).toMatchObject({ data: { list: { name: 'After' } } });
    await before;
  });

  it('never mix two users', { timeout: 60_000 }, async () => {
    await using gateway = await startGateway();
    const [ada, grace] = [await signIn(gateway, 'ada'), await signIn(gateway, 'grace')].map(({ session }) => ({
      'tmdb-session-id': session,
    }));
    const text = '{ viewer { username } movie(id: 603) { title accountStates { watchlist } } }';
    await gateway.ask('mutation { setMovieWatchlist(id: 603, watchlist: true) { movie { tmdbId } } }', undefined, ada);
    const asked = await Promise.all(
      Array.from({ length: 60 }, async (_, index) => {
        const headers = [ada, grace, {}][index % 3] ?? {};
        const { body } = await gateway.ask(text, undefined, headers);
        return JSON.stringify([body.data, body.errors?.map(({ extensions }) => extensions.code)]);
      }),
    );
    for (const [index, answer] of asked.entries()) expect(answer).toBe(asked[index % 3]);
    expect(new Set(asked).size).toBe(3);
    expect((await waysOf(gateway))['stored'] ?? 0).toBe(0);
  });
});

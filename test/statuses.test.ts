import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { ErrorExtensions } from '../src/client.ts';
import type { Fault } from '../src/sandbox/server/faults.ts';
import type { ErrorCode } from '../src/tmdb/error-code.ts';
import { MAX_ATTEMPTS } from '../src/tmdb/engine/retry.ts';
import { TMDB_STATUS, type TmdbStatus } from '../src/tmdb/status.ts';
import { fieldOf, startGateway, TOKEN, type Asked, type TestGateway } from './support/gateway.ts';

// Rows wait for retries, so each has a gateway of its own and they run concurrently.

const PATH = '/3/movie/603';
const QUERY = '{ movie(id: 603) { title } }';
const RIGHT = { movie: { title: 'The Matrix' } };

/** Starts a gateway whose TMDB answers movie 603 with this fault, always or the given number of times. */
async function startFaulty(answer: Fault['answer'], options: { times?: number; env?: Record<string, string> } = {}): Promise<TestGateway> {
  const { times = Infinity, env = {} } = options;
  const gateway = await startGateway({ env });
  gateway.sandbox.program({ faults: [{ path: `${PATH}*`, answer, times }] });
  return gateway;
}

function expectNoSecret({ sandbox }: TestGateway, { headers, body }: Asked): void {
  const seen = JSON.stringify([...headers, body.errors, body.extensions]);
  for (const secret of [TOKEN, 'Bearer', new URL(sandbox.origin).host, '127.0.0.1', 'http://', '/3/', 'api_key'])
    expect(seen).not.toContain(secret);
}

/** Statuses that are the fault of the gateway's own key, when it alone was sent. */
const OWN_KEY = new Set([3, 7, 10, 14, 16, 17, 35, 36, 38]);
/** Statuses of requests that only a fault of the gateway can cause. */
const OWN_REQUEST = new Set([2, 4, 19, 27, 42]);
/** All attempts of a GET that gets this status. */
const ATTEMPTS: Record<number, number> = { 9: MAX_ATTEMPTS, 11: MAX_ATTEMPTS, 24: MAX_ATTEMPTS, 43: MAX_ATTEMPTS, 46: MAX_ATTEMPTS, 15: 2 };
/** TMDB's own failures, and successes of writes, which cannot answer a read. */
const FAULT_OF_TMDB = new Set([1, 9, 11, 12, 13, 15, 24, 25, 43, 46]);

const ROWS = Object.entries(TMDB_STATUS).map(([status, row]) => ({ ...row, status: Number(status) as TmdbStatus }));

vi.setConfig({ maxConcurrency: 20 });

describe.concurrent('every status of TMDB', () => {
  it('has a row for every status of TMDB', () => {
    expect(ROWS.map(({ status }) => status)).toEqual(Array.from({ length: 47 }, (_, index) => index + 1));
  });

  it.each(ROWS.filter(({ status }) => status !== 25))('reports status $status $name', async ({ status, name, http, code, means }) => {
    await using gateway = await startFaulty({ tmdb: status });
    const asked = await gateway.ask(QUERY);
    const own = OWN_KEY.has(status) || OWN_REQUEST.has(status);
    const attempts = ATTEMPTS[status] ?? 1;

    expect(asked.status).toBe(200);
    expect(asked.body.data).toEqual({ movie: null });
    expect(asked.body.errors).toHaveLength(1);
    expect(asked.body.errors?.[0]).toMatchObject({ path: ['movie'] });
    expect(asked.body.errors?.[0]?.extensions).toEqual({
      code: OWN_KEY.has(status) ? 'UPSTREAM_AUTH' : code,
      retryAfter: null,
      tmdb: { status, name, http, fault: own ? 'GATEWAY' : FAULT_OF_TMDB.has(status) ? 'TMDB' : 'CALLER', retryable: attempts > 1 },
    });
    const neutral = expect.stringMatching(/^The gateway could not make this request/);
    expect(asked.body.errors?.[0]?.message).toEqual(own ? neutral : means);
    expect(gateway.asked()).toEqual(Array.from({ length: attempts }, () => PATH));
    expectNoSecret(gateway, asked);
  });

  it.each(Object.keys(ATTEMPTS).map(Number))('recovers from status %i when it comes once', async (status) => {
    await using gateway = await startFaulty({ tmdb: status as TmdbStatus }, { times: 1 });
    const { body } = await gateway.ask(QUERY);
    expect(body).toEqual({ data: RIGHT });
    expect(gateway.asked()).toHaveLength(2);
  });

  it.each([
    [1, 200],
    [12, 201],
    [13, 200],
  ])('rejects status %i, the success of a write, as the answer to a read', async (status, http) => {
    await using gateway = await startFaulty({
      http,
      body: JSON.stringify({ success: true, status_code: status, status_message: 'Success.' }),
    });
    const { body } = await gateway.ask(QUERY);
    expect(body.errors).toMatchObject([
      { path: ['movie'], extensions: { code: 'UPSTREAM_BAD_RESPONSE', tmdb: { status, http, fault: 'TMDB', retryable: false } } },
    ]);
  });
});

describe.concurrent('status 25, too many requests', () => {
  it('waits out a 429 for its Retry-After', async () => {
    await using gateway = await startFaulty({ tmdb: 25, retryAfter: '1' }, { times: 1 });
    const { body } = await gateway.ask(QUERY);
    expect(body).toEqual({ data: RIGHT });
    const [first, second, ...more] = gateway.sandbox.requests;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(995);
    expect(more).toEqual([]);
  });

  it('waits out a 429 with a backoff when Retry-After is missing or 0', async () => {
    for (const retryAfter of [{}, { retryAfter: '0' }]) {
      await using gateway = await startFaulty({ tmdb: 25, ...retryAfter }, { times: 2 });
      const { body } = await gateway.ask(QUERY);
      expect(body).toEqual({ data: RIGHT });
      const [first, second, third] = gateway.sandbox.requests.map(({ at }) => at);
      expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(90);
      expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(90);
    }
  });

  it.each([
    ['seconds', (): string => '60'],
    ['a date', (): string => new Date(Date.now() + 60_000).toUTCString()],
  ])('refuses an operation at once, with HTTP 503 and Retry-After, when a 429 outlasts its deadline by %s', async (_form, retryAfter) => {
    await using gateway = await startFaulty({ tmdb: 25, retryAfter: retryAfter() });
    const started = performance.now();
    const asked = await gateway.ask(QUERY);
    expect(performance.now() - started).toBeLessThan(2000);
    expect(asked.status).toBe(503);
    expect(Number(asked.headers.get('retry-after'))).toBeGreaterThan(57);
    expect(Number(asked.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(asked.body.errors).toHaveLength(1);
    const extensions = asked.body.errors?.[0]?.extensions;
    expect(extensions).toMatchObject({
      code: 'RATE_LIMITED',
      tmdb: { status: 25, name: 'TOO_MANY_REQUESTS', http: 429, fault: 'TMDB', retryable: true },
    });
    expect(extensions?.retryAfter).toBe(Number(asked.headers.get('retry-after')));
    expect(gateway.asked()).toHaveLength(1);
    expectNoSecret(gateway, asked);
  });

  it('refuses waiting and new operations at once while a 429 outlasts every deadline, serves cached entries, and then asks TMDB again', async () => {
    await using gateway = await startGateway({ env: { TMDB_RATE_LIMIT: '4', OPERATION_DEADLINE_MS: '1500' } });
    await gateway.ask('{ movie(id: 604) { title } }');
    gateway.asked();
    gateway.sandbox.program({ latency: 50, faults: [{ path: '/3/movie/*', answer: { tmdb: 25, retryAfter: '3' } }] });
    const refusedAt = performance.now() + 400; // A slot comes within a quarter of a second.
    const waiting = await Promise.all(
      Array.from({ length: 8 }, (_, index) => gateway.ask(`{ movie(id: ${1_000_000 + index}) { title } }`)),
    );
    expect(performance.now()).toBeLessThan(refusedAt + 400);
    expect(waiting.map(({ status }) => status)).toEqual(waiting.map(() => 503));
    expect(waiting.map(({ headers }) => headers.get('retry-after'))).toEqual(waiting.map(() => '3'));
    expect(gateway.asked().length).toBeLessThanOrEqual(2); // A window of half a second has two slots.
    gateway.sandbox.program({ faults: [] });

    const since = performance.now();
    for (const query of ['{ movie(id: 603) { title } }', '{ movie(id: 605) { title } }']) {
      const later = await gateway.ask(query);
      expect(later.status).toBe(503);
      expect(later.headers.get('retry-after')).toMatch(/^[23]$/);
      expect(later.body.errors?.[0]?.extensions).toMatchObject({
        code: 'RATE_LIMITED',
        retryAfter: Number(later.headers.get('retry-after')),
      });
    }
    expect((await gateway.ask('{ movie(id: 604) { title } }')).body.errors).toBeUndefined();
    expect(performance.now() - since).toBeLessThan(500);
    expect(gateway.asked()).toEqual([]);

    await sleep(3000 - (performance.now() - since));
    expect((await gateway.ask('{ movie(id: 603) { title } }')).body).toEqual({ data: { movie: { title: 'The Matrix' } } });
  });

  it('refuses writes of the class of one that gets a 429 that outlasts every deadline, and serves reads of others two seconds later', async () => {
    await using gateway = await startGateway({ env: { TMDB_RATE_LIMIT: '4', OPERATION_DEADLINE_MS: '8000' } });
    gateway.sandbox.program({
      latency: 50,
      faults: [{ path: '/3/authentication/guest_session/new', answer: { tmdb: 25, retryAfter: '60' }, times: 1 }],
    });
    const since = performance.now();
    const WRITE = 'mutation { createGuestSession { guestSessionId } }';
    const first = await gateway.ask(WRITE);
    expect(first.body.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED', retryAfter: 60 } }]);
    const others = [WRITE, '{ movie(id: 603) { title } }', '{ person(id: 287) { name } }'].map(async (query) => {
      const { body } = await gateway.ask(query);
      return { codes: body.errors?.map(({ extensions }) => extensions.code), took: performance.now() - since };
    });
    const [write, ...reads] = await Promise.all(others);
    expect(write).toMatchObject({ codes: ['RATE_LIMITED'], took: expect.toSatisfy((took: number) => took < 2000) });
    for (const { codes, took } of reads) {
      expect(codes).toBeUndefined();
      expect(took).toBeGreaterThan(2000);
    }
  });

  it('answers HTTP 200 when there is data beside a 429', async () => {
    await using gateway = await startFaulty({ tmdb: 25, retryAfter: '60' });
    await gateway.ask('{ movie(id: 604) { title } }');
    const { status, body } = await gateway.ask('{ movie(id: 603) { title } other: movie(id: 604) { title } }');
    expect(status).toBe(200);
    expect(body.data).toEqual({ movie: null, other: { title: 'The Matrix Reloaded' } });
    expect(body.errors).toMatchObject([{ path: ['movie'], extensions: { code: 'RATE_LIMITED', retryAfter: 60 } }]);
  });

  it('reports endless 429s as RATE_LIMITED or DEADLINE_EXCEEDED', async () => {
    await using gateway = await startFaulty({ tmdb: 25, retryAfter: '1' }, { env: { OPERATION_DEADLINE_MS: '1500' } });
    const started = performance.now();
    const asked = await gateway.ask(QUERY);
    expect(performance.now() - started).toBeLessThan(3000);
    expect(asked.body.errors?.[0]?.extensions.code).toMatch(/^(DEADLINE_EXCEEDED|RATE_LIMITED)$/);
    expectNoSecret(gateway, asked);
  });
});

const json = (body: object): string => JSON.stringify(body);
const html = '<html><head><title>502 Bad Gateway</title></head><body>cloudfront</body></html>';

interface Kind {
  title: string;
  answer: Fault['answer'];
  code: ErrorCode;
  /** Absent when TMDB sent nothing that could be passed on. */
  tmdb?: ErrorExtensions['tmdb'];
  /** All attempts; by default one. */
  attempts?: number;
}

const nameless = (
  http: number,
  fault: 'CALLER' | 'GATEWAY' | 'TMDB',
  retryable = false,
  status: number | null = null,
): Required<ErrorExtensions>['tmdb'] => ({
  status,
  name: null,
  http,
  fault,
  retryable,
});

/** Responses outside TMDB's table of statuses. */
const KINDS: Kind[] = [
  {
    title: '422 with nothing but errors',
    answer: { http: 422, body: json({ errors: ['query must be provided'] }) },
    code: 'BAD_USER_INPUT',
    tmdb: nameless(422, 'CALLER'),
  },
  {
    title: 'an HTML page under 502',
    answer: { http: 502, body: html, type: 'text/html' },
    code: 'UPSTREAM_UNAVAILABLE',
    tmdb: nameless(502, 'TMDB', true),
    attempts: MAX_ATTEMPTS,
  },
  {
    title: 'an HTML page under 504',
    answer: { http: 504, body: html, type: 'text/html' },
    code: 'UPSTREAM_TIMEOUT',
    tmdb: nameless(504, 'TMDB', true),
    attempts: MAX_ATTEMPTS,
  },
  {
    title: 'an HTML page under 404',
    answer: { http: 404, body: html, type: 'text/html' },
    code: 'NOT_FOUND',
    tmdb: nameless(404, 'CALLER'),
  },
  {
    title: 'an HTML page under 200',
    answer: { http: 200, body: html, type: 'text/html' },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(200, 'TMDB'),
  },
  { title: 'an empty body under 200', answer: { http: 200, body: '' }, code: 'UPSTREAM_BAD_RESPONSE', tmdb: nameless(200, 'TMDB') },
  {
    title: 'an empty body under 503',
    answer: { http: 503, body: '' },
    code: 'UPSTREAM_UNAVAILABLE',
    tmdb: nameless(503, 'TMDB', true),
    attempts: MAX_ATTEMPTS,
  },
  {
    title: 'JSON that ends in the middle',
    answer: { http: 200, body: '{"id":603,"title":"The Mat' },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(200, 'TMDB'),
  },
  { title: 'JSON that is a list', answer: { http: 200, body: '[1,2,3]' }, code: 'UPSTREAM_BAD_RESPONSE', tmdb: nameless(200, 'TMDB') },
  { title: 'JSON null', answer: { http: 200, body: 'null' }, code: 'UPSTREAM_BAD_RESPONSE', tmdb: nameless(200, 'TMDB') },
  {
    title: 'a failure without a status under 200',
    answer: { http: 200, body: json({ success: false }) },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(200, 'TMDB'),
  },
  {
    title: 'an unknown status under 400',
    answer: { http: 400, body: json({ success: false, status_code: 99, status_message: `new ${TOKEN}` }) },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(400, 'TMDB', false, 99),
  },
  {
    title: 'an unknown status under 500',
    answer: { http: 500, body: json({ success: false, status_code: 99 }) },
    code: 'UPSTREAM_UNAVAILABLE',
    tmdb: nameless(500, 'TMDB', true, 99),
    attempts: MAX_ATTEMPTS,
  },
  {
    title: 'an unknown status under 200',
    answer: { http: 200, body: json({ success: false, status_code: 99 }) },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(200, 'TMDB', false, 99),
  },
  {
    title: 'a status that is not a number',
    answer: { http: 200, body: json({ status_code: 'toString' }) },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(200, 'TMDB'),
  },
  {
    title: 'a redirect',
    answer: { http: 302, body: '', headers: { location: 'http://127.0.0.1:1/' } },
    code: 'UPSTREAM_BAD_RESPONSE',
    tmdb: nameless(302, 'TMDB'),
  },
  { title: 'a body cut off midway', answer: { truncate: true }, code: 'UPSTREAM_UNAVAILABLE', attempts: MAX_ATTEMPTS },
  { title: 'a reset connection', answer: { reset: true }, code: 'UPSTREAM_UNAVAILABLE', attempts: MAX_ATTEMPTS },
];

const isRetried = ({ attempts = 1 }: Kind): boolean => attempts > 1;

/** Takes three attempts of three seconds. */
const STALL: Kind = { title: 'no answer at all', answer: { stall: true }, code: 'UPSTREAM_TIMEOUT', attempts: MAX_ATTEMPTS };

describe.concurrent('a response outside TMDB’s table of statuses', () => {
  it.each([STALL, ...KINDS])('reports $title as a typed error', async ({ answer, code, tmdb, attempts = 1 }) => {
    await using gateway = await startFaulty(answer, { env: { OPERATION_DEADLINE_MS: '20000' } });
    const asked = await gateway.ask(QUERY);
    expect(asked.status).toBe(200);
    expect(asked.body.data).toEqual({ movie: null });
    expect(asked.body.errors).toHaveLength(1);
    expect(asked.body.errors?.[0]?.path).toEqual(['movie']);
    expect(asked.body.errors?.[0]?.extensions).toEqual({ code, retryAfter: null, ...(tmdb && { tmdb }) });
    expect(gateway.asked()).toHaveLength(attempts);
    expectNoSecret(gateway, asked);
  });

  it.each([STALL, ...KINDS].filter(({ attempts = 1 }) => attempts > 1))('recovers from $title when it comes once', async ({ answer }) => {
    await using gateway = await startFaulty(answer, { times: 1 });
    expect((await gateway.ask(QUERY)).body).toEqual({ data: RIGHT });
    expect(gateway.asked()).toHaveLength(2);
  });

  it.each(KINDS.filter(isRetried))('remembers $title for two to three seconds', async ({ answer, code, tmdb, attempts }) => {
    await using gateway = await startFaulty(answer);
    await gateway.ask(QUERY);
    gateway.sandbox.program({ faults: [] });
    const { body } = await gateway.ask(QUERY);
    expect(body.errors).toMatchObject([
      { extensions: { code, retryAfter: expect.toSatisfy((wait: number) => wait === 2 || wait === 3), ...(tmdb && { tmdb }) } },
    ]);
    expect(gateway.asked()).toHaveLength(attempts ?? 1);
    await sleep(3050);
    expect((await gateway.ask(QUERY)).body).toEqual({ data: RIGHT });
  });

  it.each(KINDS.filter((kind) => !isRetried(kind) && kind.code !== 'NOT_FOUND'))('does not remember $title', async ({ answer }) => {
    await using gateway = await startFaulty(answer);
    await gateway.ask(QUERY);
    gateway.sandbox.program({ faults: [] });
    expect((await gateway.ask(QUERY)).body).toEqual({ data: RIGHT });
  });

  it.each(KINDS.filter(({ code }) => code === 'UPSTREAM_BAD_RESPONSE'))(
    'remembers $title when it comes twice',
    async ({ answer, code }) => {
      await using gateway = await startFaulty(answer);
      for (let time = 0; time < 5; time += 1) {
        expect((await gateway.ask(QUERY)).body.errors).toMatchObject([{ extensions: { code } }]);
      }
      expect(gateway.asked()).toHaveLength(2);
    },
  );

  it('reports UPSTREAM_TIMEOUT in time when TMDB does not answer before the deadline', async () => {
    await using gateway = await startFaulty(STALL.answer, { env: { OPERATION_DEADLINE_MS: '500' } });
    const started = performance.now();
    const asked = await gateway.ask(QUERY);
    expect(performance.now() - started).toBeLessThan(1000);
    expect(asked.body.data).toEqual({ movie: null });
    expect(asked.body.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'UPSTREAM_TIMEOUT', retryAfter: null }]);
    expectNoSecret(gateway, asked);
  });
});

describe.concurrent('one movie of twenty', () => {
  const TWENTY = '{ trendingMovies(first: 20) { nodes { tmdbId title runtime imdbId } } }';
  const AT = 7;
  interface Movie {
    tmdbId: number;
    title: string;
    runtime: number | null;
    imdbId: string | null;
  }
  const movies = (asked: Asked): Movie[] => fieldOf<{ nodes: Movie[] }>(asked, 'trendingMovies').nodes;
  let right: Movie[];

  beforeAll(async () => {
    await using gateway = await startGateway();
    right = movies(await gateway.ask(TWENTY));
  });

  it('lists twenty movies', () => expect(right).toHaveLength(20));

  const deleted: Kind = { title: 'status 34', answer: { tmdb: 34 }, code: 'NOT_FOUND' };
  const broken: Kind = { title: 'status 11', answer: { tmdb: 11 }, code: 'UPSTREAM_UNAVAILABLE' };
  const ownKey: Kind = { title: 'status 7', answer: { tmdb: 7 }, code: 'UPSTREAM_AUTH' };

  it.each([STALL, deleted, broken, ownKey, ...KINDS])(
    'answers the other movies and reports the error at its path when one of twenty fails with $title',
    async ({ answer, code }) => {
      await using gateway = await startGateway({ env: { OPERATION_DEADLINE_MS: '20000' } });
      const movie = right[AT];
      gateway.sandbox.program({ faults: [{ path: `/3/movie/${movie?.tmdbId}`, answer }] });
      const asked = await gateway.ask(TWENTY);
      expect(asked.status).toBe(200);
      // Its title comes from the list; fields that only details have are missing.
      expect(movies(asked)).toEqual(right.with(AT, { ...(movie as Movie), runtime: null, imdbId: null }));
      expect(asked.body.errors?.map(({ path }) => path)).toEqual([
        ['trendingMovies', 'nodes', AT, 'runtime'],
        ['trendingMovies', 'nodes', AT, 'imdbId'],
      ]);
      expect(new Set(asked.body.errors?.map(({ extensions }) => extensions.code))).toEqual(new Set([code]));
      expectNoSecret(gateway, asked);
    },
  );

  it('answers all of twenty movies when one fails with status 25 once', async () => {
    await using gateway = await startGateway();
    gateway.sandbox.program({ faults: [{ path: `/3/movie/${right[AT]?.tmdbId}`, answer: { tmdb: 25, retryAfter: '1' }, times: 1 }] });
    const asked = await gateway.ask(TWENTY);
    expect(asked.body.errors).toBeUndefined();
    expect(movies(asked)).toEqual(right);
    expect(gateway.asked()).toHaveLength(22);
  });

  it('leaves out only the part that TMDB refuses', async () => {
    await using gateway = await startGateway();
    gateway.sandbox.program({
      faults: [
        { path: '/3/movie/603', answer: { drop: ['credits'] } },
        { path: '/3/movie/603/credits', answer: { tmdb: 11 } },
      ],
    });
    const asked = await gateway.ask('{ movie(id: 603) { title directors { name } keywords { tmdbId } } }');
    const movie = fieldOf<{ keywords: unknown[] }>(asked, 'movie');
    expect(movie).toMatchObject({ title: 'The Matrix', directors: null });
    expect(movie.keywords.length).toBeGreaterThan(0);
    expect(asked.body.errors).toMatchObject([
      { path: ['movie', 'directors'], extensions: { code: 'UPSTREAM_UNAVAILABLE', tmdb: { status: 11 } } },
    ]);
  });
});

import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createLoad } from '../src/loaders.ts';
import { createPartCache } from '../src/tmdb/engine/cache.ts';
import { createEngine, type Engine } from '../src/tmdb/engine/engine.ts';
import { TmdbError } from '../src/tmdb/error.ts';
import { createFailures } from '../src/tmdb/engine/failures/failures.ts';
import { createLimiter } from '../src/tmdb/engine/limiter.ts';
import { movie, type MovieDetails } from '../src/tmdb/api/titles/movie.ts';
import { createOperation } from '../src/tmdb/engine/operation.ts';
import { wishKey, type Wish } from '../src/tmdb/resource.ts';
import { createTransport } from '../src/tmdb/engine/transport.ts';
import { scopeOf } from './support/engine-world.ts';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

/** One operation over an engine whose TMDB has every movie but 404, and holds the response for movie 999 until the test ends it. */
async function operation({
  signal = new AbortController().signal,
  maxRequests = 1000,
}: { signal?: AbortSignal; maxRequests?: number } = {}) {
  const requests: string[] = [];
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://tmdb');
    requests.push(`${url.pathname}${decodeURIComponent(url.search)}`);
    const id = Number(/^\/3\/movie\/(\d+)/.exec(url.pathname)?.[1]);
    response.setHeader('content-type', 'application/json');
    if (id === 404) {
      response.statusCode = 404;
      response.end('{"success":false,"status_code":34,"status_message":"…"}');
      return;
    }
    const parts = (url.searchParams.get('append_to_response') ?? '').split(',').filter(Boolean);
    response.write(JSON.stringify({ id, title: `Movie ${id}`, ...Object.fromEntries(parts.map((part) => [part, { part }])) }));
    if (id === 999) held.push(response);
    else response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo; // A TCP server's address is never a string.
  closing.push(() => new Promise((resolve) => server.close(resolve).closeAllConnections()));

  const engine = createEngine({
    transport: createTransport({ url: `http://127.0.0.1:${port}`, maxConnections: 4 }),
    limiter: createLimiter({ ratePerSecond: 1000, maxConnections: 4 }),
    failures: createFailures(),
    cache: createPartCache(1_000_000),
    maxWait: 1000,
    queueMax: 150,
    ratePerSecond: 1000,
  });
  closing.push(() => engine.close());

  const wanted: string[] = [];
  const watched: Engine = {
    ...engine,
    want: (wish, of) => {
      wanted.push(wishKey(wish));
      return engine.want(wish, of);
    },
  };
  const createOne = () => createLoad(watched, createOperation({ signal, caller: 'a caller', maxRequests }));
  return {
    load: createOne(),
    requests,
    wanted,
    anotherLoad: createOne,
    held,
  };
}

const details = (id: number, more: Partial<Wish<MovieDetails>> = {}): Wish<MovieDetails> => ({
  resource: movie,
  ref: String(id),
  part: 'details',
  query: { language: null },
  ...more,
});
const keywords = (id: number): Wish => ({ resource: movie, ref: String(id), part: 'keywords', query: {} });
const credits = (id: number): Wish => ({ resource: movie, ref: String(id), part: 'credits', query: { language: null } });

describe('the wishes of one tick', () => {
  it('sends the parts of a movie that one tick wants in one request', async () => {
    const { load, requests, wanted } = await operation();
    const [loaded, words] = await Promise.all([load(details(603)), load(keywords(603)), Promise.resolve().then(() => load(credits(603)))]);
    expect(loaded).toEqual({ id: 603, title: 'Movie 603' });
    expect(words).toEqual({ part: 'keywords' });
    expect(wanted).toHaveLength(3);
    expect(requests).toHaveLength(1);
    expect(requests[0]?.split(/[=,]/).toSorted()).toEqual(['/3/movie/603?append_to_response', 'credits', 'keywords']);
  });

  it('hands the wishes of a tick on when it is over, all at once', async () => {
    const { load, wanted } = await operation();
    const loads = [load(details(1)), load(details(2))];
    expect(wanted).toEqual([]);
    await Promise.all([...loads, Promise.resolve().then(() => load(details(3)))]);
    expect(wanted).toHaveLength(3);
  });

  it('loads hundreds of movies in one tick', async () => {
    const { load, requests } = await operation();
    const movies = await Promise.all(Array.from({ length: 120 }, async (_, index) => await load(details(index + 1000))));
    expect(movies.map(({ id }) => id)).toEqual(Array.from({ length: 120 }, (_, index) => index + 1000));
    expect(requests).toHaveLength(120);
  });
});

describe('equal wishes of one operation', () => {
  it('loads equal wishes of an operation once, in one tick or later', async () => {
    const { load, wanted, requests } = await operation();
    const [one, other] = await Promise.all([load(details(603)), load({ ...details(603), query: { language: null } })]);
    const later = await load(details(603));
    expect(other).toBe(one);
    expect(later).toBe(one);
    expect(wanted).toHaveLength(1);
    expect(requests).toEqual(['/3/movie/603']);
  });

  it('loads a personal part once for an operation, and again for another', async () => {
    const { load, requests, anotherLoad } = await operation();
    const personal = details(603, { scope: scopeOf('session 1') });
    await load(personal);
    await load(personal);
    expect(requests).toHaveLength(1);
    await anotherLoad()(personal);
    expect(requests).toHaveLength(2);
  });

  it('loads a part once for each language', async () => {
    const { load, requests } = await operation();
    await Promise.all([load(details(603)), load(details(603, { query: { language: 'de' } }))]);
    expect(requests.toSorted()).toEqual(['/3/movie/603', '/3/movie/603?language=de']);
  });
});

it('returns a document that is at hand without a promise, until a write changes it', async () => {
  const { load, anotherLoad, requests } = await operation();
  const first = load(details(603));
  expect(first).toBeInstanceOf(Promise);
  const document = await first;
  expect(load(details(603))).toBe(document);
  expect(anotherLoad()(details(603))).toBe(document);
  await load.write({ method: 'POST', path: '/movie/603/rating', body: { value: 8 }, changes: [{ resource: movie, ref: '603' }] });
  const before = requests.length;
  const again = [load, anotherLoad()].map((one) => one(details(603)));
  for (const one of again) expect(one).toBeInstanceOf(Promise);
  await Promise.all(again.map((one) => Promise.resolve(one)));
  expect(requests).toHaveLength(before + 1);
});

describe('wishes of one batch', () => {
  it('answers a wish before the slowest one of its batch', async () => {
    const { load, held } = await operation();
    let slowIsThere = false;
    const slow = Promise.resolve(load(details(999))).then((loaded) => {
      slowIsThere = true;
      return loaded;
    });
    await expect(load(details(603))).resolves.toMatchObject({ id: 603 });
    await expect.poll(() => held.length).toBe(1);
    expect(slowIsThere).toBe(false);
    held[0]?.end();
    await expect(slow).resolves.toMatchObject({ id: 999 });
  });

  it('rejects only the failed wish of a batch, with its own error', async () => {
    const { load } = await operation();
    const [good, bad, alsoGood] = await Promise.allSettled([load(details(603)), load(details(404)), load(details(604))]);
    expect(good).toMatchObject({ status: 'fulfilled', value: { id: 603 } });
    expect(alsoGood).toMatchObject({ status: 'fulfilled', value: { id: 604 } });
    expect(bad).toMatchObject({ status: 'rejected', reason: { code: 'NOT_FOUND', status: 34 } });
    expect(bad.status === 'rejected' && bad.reason).toBeInstanceOf(TmdbError);
  });

  it('rejects a repeated wish with the same error, without another request', async () => {
    const { load, requests, wanted } = await operation();
    const [first] = await Promise.allSettled([load(details(404))]);
    const [again] = await Promise.allSettled([load(details(404))]);
    expect([first, again]).toEqual([expect.objectContaining({ status: 'rejected' }), first]);
    expect('reason' in again && again.reason).toBe('reason' in first && first.reason);
    expect(wanted).toHaveLength(1);
    expect(requests).toHaveLength(1);
  });
});

it('loads one by one what was refused as a whole', async () => {
  const { load, requests } = await operation({ maxRequests: 1 });
  const refused = await Promise.allSettled([load(details(603)), load(details(604))]);
  for (const one of refused) expect(one).toMatchObject({ status: 'rejected', reason: { code: 'QUERY_TOO_EXPENSIVE' } });
  expect(requests).toEqual([]);
  await expect(load(details(603))).resolves.toMatchObject({ id: 603 });
});

it('rejects the wishes of an aborted operation', async () => {
  const gone = new AbortController();
  const { load, held } = await operation({ signal: gone.signal });
  const slow = Promise.allSettled([load(details(999))]);
  await expect.poll(() => held.length).toBe(1);
  gone.abort(new Error('the client left'));
  expect(await slow).toMatchObject([{ status: 'rejected', reason: { message: 'the client left' } }]);
  await expect(load(details(603))).rejects.toThrow('the client left');
});

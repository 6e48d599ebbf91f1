import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { withCircuitBreaker } from '../../../src/tmdb/engine/breaker.ts';
import { errorFromResponse, TmdbError } from '../../../src/tmdb/error.ts';
import type { Transport, TransportAnswer } from '../../../src/tmdb/engine/transport.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date', 'setTimeout'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const REQUEST = { path: '/movie/603', append: [], query: {} };
const ANSWER: TransportAnswer = { json: { id: 603 }, maxAge: 0 };
const never = new AbortController().signal;

const down = errorFromResponse(503, { success: false, status_code: 9 });
const slow = new TmdbError({ code: 'UPSTREAM_TIMEOUT', message: 'TMDB did not answer in time.', fault: 'tmdb', retry: 'backoff' });

/** What TMDB does with the next request: answers, or fails. */
type Behaviour = () => Promise<TransportAnswer>;
const answers: Behaviour = () => Promise.resolve(ANSWER);
const fails =
  (failure: unknown): Behaviour =>
  () =>
    Promise.reject(failure);

function throughCircuit() {
  let behaviour = answers;
  let sent = 0;
  const transport: Transport = {
    send: () => {
      sent += 1;
      return behaviour();
    },
    write: () => Promise.reject(new TypeError('nothing is written here')),
    close: () => Promise.resolve(),
  };
  const told: unknown[] = [];
  const breaker = withCircuitBreaker(transport, {
    onOpen: (paths, error) => void told.push([paths, error]),
    onClose: (paths) => void told.push(paths),
  });
  const send = (signal: AbortSignal = never): Promise<unknown> => breaker.send(REQUEST, signal).catch((error: unknown) => error);
  return {
    breaker,
    /** Who watches it was told so. */
    told,
    /** One request whose client leaves while it is under way. */
    async sendAndLeave(): Promise<unknown> {
      const leave = new AbortController();
      const usual = behaviour;
      behaviour = () => new Promise((_resolve, reject) => leave.signal.addEventListener('abort', () => reject(leave.signal.reason)));
      const outcome = send(leave.signal);
      behaviour = usual;
      leave.abort(new Error('the client left'));
      return outcome;
    },
    /** From now on TMDB does this. */
    tmdb: (next: Behaviour) => void (behaviour = next),
    send,
    /** How many requests reached TMDB since the last call. */
    sent(): number {
      const count = sent;
      sent = 0;
      return count;
    },
  };
}

async function times(count: number, send: () => Promise<unknown>): Promise<unknown[]> {
  const outcomes: unknown[] = [];
  for (let time = 0; time < count; time += 1) outcomes.push(await send());
  return outcomes;
}

/** A breaker that 20 failures opened. */
async function onOpen() {
  const world = throughCircuit();
  world.tmdb(fails(down));
  await times(20, world.send);
  expect(world.sent()).toBe(20);
  return world;
}

describe('a TMDB that fails', () => {
  it.each([
    ['is down', down],
    ['does not answer', slow],
  ])('and %s 20 times in a row is asked no more, and the answer comes at once', async (_what, error) => {
    const { breaker, tmdb, send, sent } = throughCircuit();
    tmdb(fails(error));
    expect(await times(20, send)).toEqual(Array.from({ length: 20 }, () => error));
    expect(sent()).toBe(20);
    expect(breaker.healthy).toBe(false);

    tmdb(answers);
    for (const refused of await times(50, send)) {
      expect(refused).toBeInstanceOf(TmdbError);
      expect(refused).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', fault: 'tmdb', retry: 'no', http: undefined });
      const { retryAfter } = refused as TmdbError;
      expect(Number.isInteger(retryAfter)).toBe(true);
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(5);
    }
    expect(sent()).toBe(0);
  });

  it('19 times in a row is still asked, and an answer in between begins the count anew', async () => {
    const { breaker, tmdb, send, sent } = throughCircuit();
    for (let round = 0; round < 3; round += 1) {
      tmdb(fails(down));
      await times(19, send);
      expect(breaker.healthy).toBe(true);
      tmdb(answers);
      expect(await send()).toBe(ANSWER);
    }
    expect(sent()).toBe(60);
  });

  it('for many at once is asked no more either', async () => {
    const { tmdb, send, sent } = throughCircuit();
    tmdb(fails(down));
    await Promise.all(Array.from({ length: 18 }, () => send()));
    await Promise.all(Array.from({ length: 18 }, () => send()));
    await Promise.all(Array.from({ length: 18 }, () => send()));
    expect(sent()).toBe(36);
  });
});

describe('an open breaker', () => {
  it('lets one request through after 5 s, and no sooner', async () => {
    const { breaker, tmdb, send, sent } = await onOpen();
    vi.advanceTimersByTime(4999);
    await send();
    expect(sent()).toBe(0);
    vi.advanceTimersByTime(1);
    tmdb(answers);
    expect(await send()).toBe(ANSWER);
    expect(breaker.healthy).toBe(true);
    expect(await times(30, send)).toEqual(Array.from({ length: 30 }, () => ANSWER));
    expect(sent()).toBe(31);
  });

  it('tries with one request only, however many come', async () => {
    const { tmdb, send, sent } = await onOpen();
    vi.advanceTimersByTime(5000);
    const probe = Promise.withResolvers<TransportAnswer>();
    tmdb(() => probe.promise);
    const all = Array.from({ length: 30 }, () => send());
    await vi.advanceTimersByTimeAsync(1000);
    expect(sent()).toBe(1);
    probe.reject(down);
    const outcomes = await Promise.all(all);
    expect(sent()).toBe(0);
    for (const outcome of outcomes) expect(outcome).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE' });
  });

  it('stays open for another 5 s when that request fails, again and again', async () => {
    const { breaker, send, sent } = await onOpen();
    vi.advanceTimersByTime(5000);
    for (let probe = 0; probe < 5; probe += 1) {
      expect(await send()).toBe(down);
      await times(10, send);
      vi.advanceTimersByTime(4990);
      await send();
      expect(sent()).toBe(1);
      expect(breaker.healthy).toBe(false);
      vi.advanceTimersByTime(10);
    }
  });

  it('closes when TMDB refuses the one request: it is there again', async () => {
    const { breaker, tmdb, send } = await onOpen();
    vi.advanceTimersByTime(5000);
    tmdb(fails(errorFromResponse(404, { success: false, status_code: 34 })));
    expect(await send()).toMatchObject({ code: 'NOT_FOUND' });
    expect(breaker.healthy).toBe(true);
  });

  it('learns nothing from a client that leaves during the one request', async () => {
    const { breaker, send, sendAndLeave, sent } = await onOpen();
    vi.advanceTimersByTime(5000);
    expect(await sendAndLeave()).toMatchObject({ message: 'the client left' });
    expect(sent()).toBe(1);
    await times(10, send);
    expect(sent()).toBeLessThanOrEqual(1);
    expect(breaker.healthy).toBe(false);
  });

  it('says once that it opened, and why, and once that it closed', async () => {
    const { tmdb, send, told } = await onOpen();
    await times(10, send);
    vi.advanceTimersByTime(5000);
    await send();
    expect(told).toEqual([['movie', down]]);
    vi.advanceTimersByTime(5000);
    tmdb(answers);
    await times(10, send);
    expect(told).toEqual([['movie', down], 'movie']);
  });

  it('is not held open by a clock that is set back', async () => {
    const { tmdb, send } = await onOpen();
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(5000);
    tmdb(answers);
    expect(await send()).toBe(ANSWER);
  });
});

describe('what does not count', () => {
  it.each<[string, unknown]>([
    ['status 34, not found', errorFromResponse(404, { success: false, status_code: 34 })],
    ['a 429', errorFromResponse(429, { success: false, status_code: 25 }, 'gateway', 1)],
    ['a refused key', errorFromResponse(401, { success: false, status_code: 7 })],
    ['a bad request', errorFromResponse(422, { errors: ['query must be provided'] })],
  ])('%s', async (_what, error) => {
    const { breaker, tmdb, send, sent } = throughCircuit();
    tmdb(fails(error));
    for (const outcome of await times(100, send)) expect(outcome).toBe(error);
    expect(breaker.healthy).toBe(true);
    expect(sent()).toBe(100);
  });

  it('a failure before TMDB answered, with “not found” say: it is there', async () => {
    const { breaker, tmdb, send } = throughCircuit();
    for (let round = 0; round < 3; round += 1) {
      tmdb(fails(down));
      await times(19, send);
      tmdb(fails(errorFromResponse(404, { success: false, status_code: 34 })));
      await send();
    }
    expect(breaker.healthy).toBe(true);
  });

  it('a hundred clients that left', async () => {
    const { breaker, sendAndLeave, sent } = throughCircuit();
    await times(100, sendAndLeave);
    expect(breaker.healthy).toBe(true);
    expect(sent()).toBe(100);
  });

  it('a client that left, between failures: they are still in a row', async () => {
    const { breaker, tmdb, send, sendAndLeave } = throughCircuit();
    tmdb(fails(down));
    for (let failure = 0; failure < 20; failure += 1) {
      await send();
      if (failure < 19) await sendAndLeave();
    }
    expect(breaker.healthy).toBe(false);
  });
});

it('hands on the request and the signal, and closes what it guards', async () => {
  const seen: unknown[] = [];
  const transport: Transport = {
    send: (request, signal) => {
      seen.push(request, signal);
      return answers();
    },
    write: () => Promise.reject(new TypeError('nothing is written here')),
    close: () => Promise.resolve(void seen.push('closed')),
  };
  const breaker = withCircuitBreaker(transport);
  await breaker.send(REQUEST, never);
  await breaker.close();
  expect(seen).toEqual([REQUEST, never, 'closed']);
});

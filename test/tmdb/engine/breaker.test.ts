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

/** How TMDB treats the next request. */
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
  const events: unknown[] = [];
  const breaker = withCircuitBreaker(transport, {
    onOpen: (paths, error) => void events.push([paths, error]),
    onClose: (paths) => void events.push(paths),
  });
  const send = (signal: AbortSignal = never): Promise<unknown> => breaker.send(REQUEST, signal).catch((error: unknown) => error);
  return {
    breaker,
    /** Calls of its listener. */
    events,
    /** Sends one request whose client leaves while it is in flight. */
    async sendAndLeave(): Promise<unknown> {
      const leave = new AbortController();
      const usual = behaviour;
      behaviour = () => new Promise((_resolve, reject) => leave.signal.addEventListener('abort', () => reject(leave.signal.reason)));
      const outcome = send(leave.signal);
      behaviour = usual;
      leave.abort(new Error('the client left'));
      return outcome;
    },
    /** Sets how TMDB behaves from now on. */
    tmdb: (next: Behaviour) => void (behaviour = next),
    send,
    /** Number of requests that reached TMDB since the last call. */
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

/** A circuit that 20 failures opened. */
async function openCircuit() {
  const world = throughCircuit();
  world.tmdb(fails(down));
  await times(20, world.send);
  expect(world.sent()).toBe(20);
  return world;
}

describe('a failing TMDB', () => {
  it.each([
    ['is down', down],
    ['does not answer', slow],
  ])('opens when TMDB %s 20 times in a row, and then fails at once', async (_what, error) => {
    const { breaker, tmdb, send, sent } = throughCircuit();
    tmdb(fails(error));
    expect(await times(20, send)).toEqual(Array.from({ length: 20 }, () => error));
    expect(sent()).toBe(20);
    expect(breaker.healthy).toBe(false);

    tmdb(answers);
    for (const failure of await times(50, send)) {
      expect(failure).toBeInstanceOf(TmdbError);
      expect(failure).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', fault: 'tmdb', retry: 'no', http: undefined });
      const { retryAfter } = failure as TmdbError;
      expect(Number.isInteger(retryAfter)).toBe(true);
      expect(retryAfter).toBeGreaterThanOrEqual(1);
      expect(retryAfter).toBeLessThanOrEqual(5);
    }
    expect(sent()).toBe(0);
  });

  it('stays closed after 19 failures in a row, and counts again from zero after an answer', async () => {
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

  it('opens when concurrent requests fail', async () => {
    const { tmdb, send, sent } = throughCircuit();
    tmdb(fails(down));
    await Promise.all(Array.from({ length: 18 }, () => send()));
    await Promise.all(Array.from({ length: 18 }, () => send()));
    await Promise.all(Array.from({ length: 18 }, () => send()));
    expect(sent()).toBe(36);
  });
});

describe('an open circuit', () => {
  it('lets one request through an open circuit after 5 s, and no sooner', async () => {
    const { breaker, tmdb, send, sent } = await openCircuit();
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

  it('probes with one request only, however many arrive', async () => {
    const { tmdb, send, sent } = await openCircuit();
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

  it('stays open for another 5 s each time the probe fails', async () => {
    const { breaker, send, sent } = await openCircuit();
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

  it('closes when TMDB rejects the probe, because it is up again', async () => {
    const { breaker, tmdb, send } = await openCircuit();
    vi.advanceTimersByTime(5000);
    tmdb(fails(errorFromResponse(404, { success: false, status_code: 34 })));
    expect(await send()).toMatchObject({ code: 'NOT_FOUND' });
    expect(breaker.healthy).toBe(true);
  });

  it('stays open when the client leaves during the probe', async () => {
    const { breaker, send, sendAndLeave, sent } = await openCircuit();
    vi.advanceTimersByTime(5000);
    expect(await sendAndLeave()).toMatchObject({ message: 'the client left' });
    expect(sent()).toBe(1);
    await times(10, send);
    expect(sent()).toBeLessThanOrEqual(1);
    expect(breaker.healthy).toBe(false);
  });

  it('reports once that a circuit opened, with the failure, and once that it closed', async () => {
    const { tmdb, send, events } = await openCircuit();
    await times(10, send);
    vi.advanceTimersByTime(5000);
    await send();
    expect(events).toEqual([['movie', down]]);
    vi.advanceTimersByTime(5000);
    tmdb(answers);
    await times(10, send);
    expect(events).toEqual([['movie', down], 'movie']);
  });

  it('probes after 5 s also when the wall clock was set back', async () => {
    const { tmdb, send } = await openCircuit();
    vi.setSystemTime(Date.now() - 3_600_000);
    vi.advanceTimersByTime(5000);
    tmdb(answers);
    expect(await send()).toBe(ANSWER);
  });
});

describe('failures that do not count', () => {
  it.each<[string, unknown]>([
    ['status 34, not found', errorFromResponse(404, { success: false, status_code: 34 })],
    ['a 429', errorFromResponse(429, { success: false, status_code: 25 }, 'gateway', 1)],
    ['a rejected key', errorFromResponse(401, { success: false, status_code: 7 })],
    ['a bad request', errorFromResponse(422, { errors: ['query must be provided'] })],
  ])('stays closed after any number of failures with %s', async (_what, error) => {
    const { breaker, tmdb, send, sent } = throughCircuit();
    tmdb(fails(error));
    for (const outcome of await times(100, send)) expect(outcome).toBe(error);
    expect(breaker.healthy).toBe(true);
    expect(sent()).toBe(100);
  });

  it('counts failures from zero after a rejection such as “not found”', async () => {
    const { breaker, tmdb, send } = throughCircuit();
    for (let round = 0; round < 3; round += 1) {
      tmdb(fails(down));
      await times(19, send);
      tmdb(fails(errorFromResponse(404, { success: false, status_code: 34 })));
      await send();
    }
    expect(breaker.healthy).toBe(true);
  });

  it('ignores a hundred clients that left', async () => {
    const { breaker, sendAndLeave, sent } = throughCircuit();
    await times(100, sendAndLeave);
    expect(breaker.healthy).toBe(true);
    expect(sent()).toBe(100);
  });

  it('counts failures in a row across a client that left', async () => {
    const { breaker, tmdb, send, sendAndLeave } = throughCircuit();
    tmdb(fails(down));
    for (let failure = 0; failure < 20; failure += 1) {
      await send();
      if (failure < 19) await sendAndLeave();
    }
    expect(breaker.healthy).toBe(false);
  });
});

it('passes on the request and the signal, and closes its transport', async () => {
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

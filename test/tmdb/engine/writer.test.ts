import { createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import { movie } from '../../../src/tmdb/api/titles/movie.ts';
import { createOperation, type Operation } from '../../../src/tmdb/engine/operation.ts';
import type { Session } from '../../../src/tmdb/session.ts';
import { createTransport } from '../../../src/tmdb/engine/transport.ts';
import type { Write } from '../../../src/tmdb/write.ts';
import { failing, failureOf, gate, never, startWorld, wishOf } from '../../support/engine-world.ts';

const SESSION = 'a'.repeat(40);
const USER = 'eyJh.eyJz.c2ln';

const by = (session: Session = { session: SESSION }, signal = never, maxRequests = 100): Operation =>
  createOperation({ signal, caller: 'ann', session, maxRequests });

const rating: Write = { method: 'POST', path: '/movie/603/rating', body: { value: 8 }, personal: ['session', 'guest'] };
const DONE = { success: true, status_code: 1 };
const done = { json: DONE };

describe('a write', () => {
  it('sends a write with its method, path, query, body and the caller’s credential', async () => {
    const { engine, writes } = await startWorld({ script: () => done });
    expect(await engine.write(rating, by())).toEqual(DONE);
    await engine.write({ method: 'POST', path: '/list/5/clear', query: { confirm: 'true' }, personal: ['session'] }, by());
    await engine.write({ method: 'DELETE', path: '/movie/603/rating', personal: ['session', 'guest'] }, by({ guest: 'b'.repeat(32) }));
    await engine.write({ method: 'PUT', path: '/4/list/5', body: { name: 'x' }, personal: ['user'] }, by({ user: USER }));
    expect(writes).toMatchObject([
      {
        method: 'POST',
        url: `/3/movie/603/rating?session_id=${SESSION}`,
        body: '{"value":8}',
        headers: { authorization: 'Bearer test', 'content-type': 'application/json;charset=utf-8' },
      },
      { method: 'POST', url: `/3/list/5/clear?confirm=true&session_id=${SESSION}`, body: undefined },
      { method: 'DELETE', url: `/3/movie/603/rating?guest_session_id=${'b'.repeat(32)}` },
      { method: 'PUT', url: '/4/list/5', body: '{"name":"x"}', headers: { authorization: `Bearer ${USER}` } },
    ]);
  });

  it('sends no write without the caller’s credential, and names the headers that would do', async () => {
    const { engine, writes } = await startWorld();
    await expect(engine.write(rating, by({ user: USER }))).rejects.toMatchObject({
      code: 'UNAUTHENTICATED',
      message: expect.stringContaining('TMDB-Session-Id or TMDB-Guest-Session-Id'),
    });
    expect(writes).toEqual([]);
  });

  it.each([
    ['1', { status: 201, json: { success: true, status_code: 1 } }],
    ['12', { status: 201, json: { success: true, status_code: 12 } }],
    ['13', { json: { success: true, status_code: 13 } }],
    ['none', { json: { success: true, session_id: 'x' } }],
  ])('treats status %s as a success', async (_status, reply) => {
    const { engine } = await startWorld({ script: () => reply });
    expect(await engine.write(rating, by())).toEqual(reply.json);
  });

  it.each([
    [21, 200, 'NOT_FOUND'],
    [40, 200, 'BAD_USER_INPUT'],
    [8, 403, 'CONFLICT'],
    [3, 401, 'FORBIDDEN'],
    [7, 401, 'UPSTREAM_AUTH'],
    [34, 404, 'NOT_FOUND'],
    [44, 500, 'BAD_USER_INPUT'],
    [45, 403, 'FORBIDDEN'],
  ])('sends a write once that TMDB rejects with status %i', async (status, http, code) => {
    const { engine, writes } = await startWorld({ script: () => failing(status, http) });
    expect(await failureOf(engine.write(rating, by()))).toMatchObject({ code, status, http });
    expect(writes).toHaveLength(1);
  });

  it('blames the caller when TMDB does not know the user token of a write', async () => {
    const { engine } = await startWorld({ script: () => failing(7, 401) });
    const write: Write = { method: 'DELETE', path: '/4/list/5', personal: ['user'] };
    expect(await failureOf(engine.write(write, by({ user: USER })))).toMatchObject({ code: 'UNAUTHENTICATED', fault: 'caller' });
  });

  it.each([
    ['HTTP 500 with a status', failing(11, 500)],
    ['HTTP 503 with a status', failing(46, 503)],
    ['HTTP 502 without JSON', { status: 502, json: 'Bad gateway' as unknown as object }],
    ['a reset after it was read', { reset: true }],
  ])('sends a write once that meets %s, and reports OUTCOME_UNKNOWN', async (_what, reply) => {
    const { engine, writes, asked } = await startWorld({ script: () => reply });
    expect(await failureOf(engine.write(rating, by()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await sleep(500);
    expect(writes).toHaveLength(1);
    expect(asked()).toHaveLength(1);
  });

  it('sends a write once that times out, and reports OUTCOME_UNKNOWN', async () => {
    const { script, open } = gate();
    const { engine, writes } = await startWorld({ script, timeout: 200 });
    expect(await failureOf(engine.write(rating, by()))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    open();
    await sleep(500);
    expect(writes).toHaveLength(1);
  });

  it('sends a write again after the Retry-After of a 429', async () => {
    const { engine, writes, arrivals } = await startWorld({
      script: (_url, nth) => (nth === 1 ? failing(25, 429, { 'retry-after': '1' }) : done),
    });
    expect(await engine.write(rating, by())).toEqual(DONE);
    expect(writes).toHaveLength(2);
    expect((arrivals[1] ?? 0) - (arrivals[0] ?? 0)).toBeGreaterThanOrEqual(990);
  });

  it('retries a write when TMDB cannot be reached, since nothing arrived', async () => {
    const refusing = createServer();
    const { port } = await new Promise<AddressInfo>((resolve) => {
      refusing.listen(0, '127.0.0.1', () => resolve(refusing.address() as AddressInfo));
    });
    await new Promise((resolve) => refusing.close(resolve));
    const nowhere = createTransport({ url: `http://127.0.0.1:${port}`, maxConnections: 2 });
    let attempts = 0;
    const { engine } = await startWorld({ transport: { ...nowhere, write: (...given) => ((attempts += 1), nowhere.write(...given)) } });
    const operation = by();
    expect(await failureOf(engine.write(rating, operation))).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', sent: false });
    expect(attempts).toBe(3);
    expect(operation.cost.requests).toBe(0);
    await nowhere.close();
  });

  it('completes a write whose client leaves after it was sent, and sends none whose client left before', async () => {
    const { script, open } = gate();
    const { engine, writes } = await startWorld({ script: async () => (await script('', 1), done), rate: 4 });
    const leave = new AbortController();
    const reason = new Error('left');
    const first = failureOf(engine.write(rating, by({ session: SESSION }, leave.signal)));
    await vi.waitFor(() => expect(writes).toHaveLength(1));
    const others = Array.from({ length: 8 }, () => failureOf(engine.write(rating, by({ session: SESSION }, leave.signal))));
    await sleep(100);
    leave.abort(reason);
    expect(await first).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    const failures = await Promise.all(others);
    open();
    await sleep(600);
    const unsent = failures.filter((failure) => failure === reason);
    expect(unsent.length).toBeGreaterThan(0);
    expect(writes).toHaveLength(9 - unsent.length);
  });

  it('charges a write as a request of its operation', async () => {
    const { engine, writes } = await startWorld({ script: () => done });
    const operation = by({ session: SESSION }, never, 2);
    await engine.write(rating, operation);
    await engine.write(rating, operation);
    expect(await failureOf(engine.write(rating, operation))).toMatchObject({ code: 'QUERY_TOO_EXPENSIVE' });
    expect(writes).toHaveLength(2);
    expect(operation.cost.requests).toBe(2);
  });
});

const isRead = (url: string): boolean => url.includes('account_states');

describe('a write that may be confirmed', () => {
  const confirmed: Write = {
    ...rating,
    confirmation: {
      wish: { resource: movie, ref: '603', part: 'account_states', query: {} },
      proves: (states: { rated?: number } | undefined) => states?.rated === 8,
      answer: DONE,
    },
  };
  const READ = `603/account_states?session_id=${SESSION}`;

  it('confirms a write by one read with the caller’s credential, each in a slot of its own', async () => {
    const { engine, writes, asked, slots } = await startWorld({
      script: (url) => (isRead(url) ? { json: { id: 603, rated: 8 } } : failing(11, 500)),
    });
    const operation = by();
    expect(await engine.write(confirmed, operation)).toEqual(DONE);
    expect(writes).toHaveLength(1);
    expect(asked()).toEqual([`603/rating?session_id=${SESSION}`, READ]);
    expect(slots()).toBe(2);
    expect(operation.cost).toMatchObject({ requests: 2, retries: 0, hits: 0, joined: 0 });
  });

  it.each([
    ['a reset', { reset: true }],
    ['HTTP 500 with status 15', failing(15, 500)],
    ['HTTP 503 with status 46', failing(46, 503)],
    ['HTTP 500 without JSON', { status: 500, json: 'Oops' as unknown as object }],
    ['a rejection', failing(34, 404)],
  ])('reads nothing to confirm a write after %s', async (_what, reply) => {
    const { engine, asked } = await startWorld({ script: () => reply });
    expect(await failureOf(engine.write(confirmed, by()))).toBeInstanceOf(Error);
    expect(asked()).toHaveLength(1);
  });

  it('aborts the confirming read when the client leaves', async () => {
    const { script, open } = gate();
    const { engine, asked, sockets } = await startWorld({ script: (url, nth) => (isRead(url) ? script(url, nth) : failing(11, 500)) });
    const leave = new AbortController();
    const answer = failureOf(engine.write(confirmed, by({ session: SESSION }, leave.signal)));
    await vi.waitFor(() => expect(asked()).toContain(READ));
    expect(sockets.size).toBeGreaterThan(0);
    leave.abort(new Error('left'));
    expect(await answer).toMatchObject({ code: 'OUTCOME_UNKNOWN', status: 11 });
    await vi.waitFor(() => expect(sockets.size).toBe(0));
    open();
    await sleep(300);
    expect(asked()).toEqual([]);
  });

  it('sends no confirming read when the client leaves while it waits for a slot', async () => {
    const { engine, want, asked, slots } = await startWorld({ rate: 2, script: (url) => (isRead(url) ? {} : failing(11, 500)) });
    const leave = new AbortController();
    const answer = failureOf(engine.write(confirmed, by({ session: SESSION }, leave.signal)));
    const others = ['604', '605'].map((ref) => failureOf(want('details', { ref })));
    await vi.waitFor(() => expect(slots()).toBe(1));
    await sleep(100);
    leave.abort(new Error('left'));
    expect(await answer).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await Promise.all(others);
    expect(asked().some(isRead)).toBe(false);
  });

  it('sends no confirming read after the operation has ended', async () => {
    const leave = new AbortController();
    const { engine, asked } = await startWorld({ script: () => failing(11, 500) });
    const operation = by({ session: SESSION }, leave.signal);
    const { afterWrite } = operation;
    // The write has failed by then, and nothing was read yet.
    operation.afterWrite = () => (afterWrite.call(operation), leave.abort(new Error('left')));
    expect(await failureOf(engine.write(confirmed, operation))).toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    expect(asked()).toHaveLength(1);
  });
});

describe('after a write', () => {
  const changing: Write = { ...rating, changes: [{ resource: movie, ref: '603' }] };

  it('requests only the changed resource again', async () => {
    const { engine, want, asked } = await startWorld({ script: (url) => (url.includes('rating') ? done : undefined) });
    await want('details');
    await want('keywords');
    await want('details', { ref: '604' });
    await engine.write(changing, by());
    asked();
    await Promise.all([want('details'), want('details', { ref: '604' })]);
    await want('keywords');
    expect(asked()).toEqual(['603', '603/keywords']);
  });

  it('neither joins nor caches reads that were in flight before the write', async () => {
    const { script, open } = gate();
    const { engine, want, asked } = await startWorld({
      script: (url, nth) => (url.includes('rating') ? done : nth === 1 ? script(url, nth) : undefined),
    });
    const before = want('details');
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    await engine.write(changing, by());
    asked();
    await want('details');
    expect(asked()).toEqual(['603']);
    open();
    expect(await before).toMatchObject({ id: 603 });
  });

  it.each([
    ['fails', failing(9, 503)],
    ['is rejected with a 429', failing(25, 429, { 'retry-after': '1' })],
  ])('retries a read that was in flight during a write and %s', async (_what, failure) => {
    const { script, open } = gate();
    const { engine, want, asked } = await startWorld({
      async script(url, nth) {
        if (url.includes('rating')) return done;
        if (nth > 1) return undefined;
        await script(url, nth);
        return failure;
      },
    });
    const before = want('details');
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    await engine.write(changing, by());
    asked();
    open();
    expect(await before).toMatchObject({ id: 603 });
    expect(asked()).toEqual(['603']);
  });

  it('keeps the wishes made after a write when an earlier read is withdrawn', async () => {
    const { script, open } = gate();
    const { engine, want, asked } = await startWorld({ script: (url, nth) => (url.includes('rating') ? done : script(url, nth)) });
    const leave = new AbortController();
    const before = failureOf(want('details', {}, leave.signal));
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    await engine.write(changing, by());
    asked();
    const after = want('details');
    await vi.waitFor(() => expect(asked()).toEqual(['603']));
    leave.abort(new Error('left'));
    await before;
    const joined = want('details');
    open();
    expect(await joined).toBe(await after);
    expect(asked()).toEqual([]);
  });

  it('keeps the cache when TMDB rejects a write', async () => {
    const { engine, want, asked } = await startWorld({ script: (url) => (url.includes('rating') ? failing(3, 401) : undefined) });
    await want('details');
    expect(await failureOf(engine.write(changing, by()))).toMatchObject({ code: 'FORBIDDEN' });
    asked();
    await want('details');
    expect(asked()).toEqual([]);
  });

  it('reads personal parts again after a write, also when its outcome is unknown', async () => {
    const { engine, asked } = await startWorld({ script: (url) => (url.includes('rating') ? failing(11, 500) : undefined) });
    const operation = by();
    const personal = () => engine.want({ ...wishOf(movie, 'keywords'), scope: operation.scope(['session']) }, operation);
    const scopes = [operation.scope(['session']).key];
    await personal();
    await failureOf(engine.write(rating, operation));
    await personal();
    scopes.push(operation.scope(['session']).key);
    expect(new Set(scopes).size).toBe(2);
    expect(asked().filter((url) => url.includes('keywords'))).toHaveLength(2);
  });
});

it('refuses writes of a caller that holds its share of a full queue', async () => {
  const { engine, want, writes } = await startWorld({ rate: 4, queueMax: 5, script: (url) => (url.includes('rating') ? done : undefined) });
  const answers = await Promise.all(Array.from({ length: 30 }, () => engine.write(rating, by()).catch((error: unknown) => error)));
  const refused = answers.filter((answer) => answer !== undefined && (answer as { code?: string }).code === 'RATE_LIMITED');
  expect(refused.length).toBeGreaterThanOrEqual(20);
  expect(writes).toHaveLength(30 - refused.length);
  expect(await want('details')).toMatchObject({ id: 603 });
});

it('rejects a waiting write when the gateway closes', async () => {
  const { engine, want } = await startWorld({ rate: 2 });
  await want('details');
  const waiting = failureOf(engine.write(rating, by()));
  await engine.close();
  expect(await waiting).toMatchObject({ code: 'UPSTREAM_UNAVAILABLE', message: 'The gateway is stopping.' });
});

it('keeps writes and reads together within the limit', async () => {
  const { engine, want, sent } = await startWorld({ rate: 12, script: (url) => (url.includes('rating') ? done : undefined) });
  await Promise.all(Array.from({ length: 16 }, (_, n) => [engine.write(rating, by()), want('details', { ref: String(2000 + n) })]).flat());
  expect(sent).toHaveLength(32);
  const thirteenthAfter = sent.slice(12).map((last, index) => last - (sent[index] ?? 0));
  expect(Math.min(...thirteenthAfter)).toBeGreaterThanOrEqual(995);
});

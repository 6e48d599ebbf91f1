import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../../src/sandbox/server/faults.ts';
import { sandboxFor } from '../ask.ts';
import { signIn, statusesOf, withSignedInUser } from '../signed-in.ts';

describe('users', () => {
  it('keeps the data of concurrent users apart', async () => {
    const { sandbox, ask } = await sandboxFor();
    const people = await Promise.all(['sandbox', 'ada', 'grace'].map((user) => signIn(sandbox, ask, user)));
    await Promise.all(
      people.flatMap((one, index) => [
        one.request('POST /3/movie/603/rating', { value: index + 1 }),
        one.request('POST /3/account/1/favorite', { media_type: 'movie', media_id: [603, 550, 13][index], favorite: true }),
        one.request('POST /4/list', { name: `List ${index}`, iso_639_1: 'en', public: 0 }),
      ]),
    );
    const reads = [
      '/3/movie/603?append_to_response=account_states',
      '/3/account/1/favorite/movies',
      '/3/account/1/rated/movies',
      '/3/account/1/lists',
    ];
    for (let round = 0; round < 3; round++) {
      const seen = await Promise.all(people.map((one) => Promise.all(reads.map(async (path) => (await one.request(`GET ${path}`)).json))));
      for (const [index, json] of seen.entries()) {
        expect(json).toMatchObject([
          { title: 'The Matrix', account_states: { rated: { value: index + 1 }, favorite: index === 0 } },
          { total_results: 1, results: [{ id: [603, 550, 13][index] }] },
          { total_results: 1, results: [{ id: 603, rating: index + 1 }] },
          { total_results: 1, results: [{ name: `List ${index}` }] },
        ]);
      }
    }
    expect((await ask('/3/movie/603?append_to_response=account_states')).json).not.toHaveProperty('account_states');
  });

  it('checks the credential before anything else', async () => {
    const { ask } = await sandboxFor();
    expect(statusesOf(await ask('/3/account', {}))).toEqual([401, 7]);
    expect(statusesOf(await ask('/4/list', { authorization: 'Bearer invalid' }, 'POST', {}))).toEqual([401, 7]);
  });
});

describe('writes', () => {
  it('logs a write with its body and session', async () => {
    const { sandbox, me } = await withSignedInUser();
    await me.request('POST /3/movie/603/rating', { value: 8 });
    expect(sandbox.requests.filter(({ url }) => url.startsWith('/3/movie/603'))).toMatchObject([
      { method: 'POST', url: `/3/movie/603/rating?session_id=${me.session}`, body: '{"value":8}', status: 201 },
    ]);
  });

  it('keeps only the bodies of the latest writes', async () => {
    const { sandbox, me } = await withSignedInUser();
    const bodies = () => sandbox.requests.filter(({ url, body }) => url.startsWith('/3/movie/603/rating') && body).length;
    await me.request('POST /3/movie/603/rating', { value: 8 });
    expect(bodies()).toBe(1);
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 50 }, () => me.request('GET /3/authentication')));
    expect(bodies()).toBe(0);
  });

  it('accepts only bodies that are JSON objects, not too long, and of that content type', async () => {
    const { sandbox, me, ask } = await withSignedInUser();
    const target = `/3/movie/603/rating?session_id=${me.session}`;
    for (const body of ['{"value":8', '[8]', '8', 'null', 'value=8'])
      expect(statusesOf(await me.request('POST /3/movie/603/rating', body))).toEqual([422, 5]);
    const long = JSON.stringify({ value: 8, more: 'x'.repeat(300_000) });
    expect(statusesOf(await me.request('POST /3/movie/603/rating', long))).toEqual([422, 5]);
    const form = { authorization: 'Bearer token', 'content-type': 'application/x-www-form-urlencoded' };
    expect(statusesOf(await ask(target, form, 'POST', '{"value":8}'))).toEqual([422, 5]);
    expect((await me.request('GET /3/movie/603/account_states')).json).toMatchObject({ rated: false });
    expect(sandbox.connections.open).toBeLessThan(3);
  });

  it('survives writes that break off', async () => {
    const { sandbox, me } = await withSignedInUser();
    const warned = vi.spyOn(process, 'emitWarning');
    const socket = connect(Number(new URL(sandbox.origin).port), '127.0.0.1');
    const head = ['POST /3/movie/603/rating HTTP/1.1', 'Host: sandbox', 'Authorization: Bearer token', 'Content-Length: 100'];
    socket.write(`${head.join('\r\n')}\r\n\r\n{"value"`);
    await wait(50);
    socket.destroy();
    await wait(50);
    expect(warned).not.toHaveBeenCalled();
    expect((await me.request('GET /3/movie/603/account_states')).json).toMatchObject({ rated: false });
  });

  it('rejects methods that a path does not support', async () => {
    const { me } = await withSignedInUser();
    expect(statusesOf(await me.request('POST /3/movie/603'))).toEqual([405, 42]);
    expect(statusesOf(await me.request('DELETE /3/account'))).toEqual([405, 42]);
    expect(statusesOf(await me.request('POST /3/nothing'))).toEqual([404, 34]);
  });
});

const rate = (origin: string, session: string, signal: AbortSignal | null = null) =>
  request(`${origin}/3/movie/603/rating?session_id=${session}`, {
    method: 'POST',
    headers: { authorization: 'Bearer token', 'content-type': 'application/json' },
    body: '{"value":8}',
    signal,
  });
const faulty = async (answer: Fault['answer']) => {
  const { sandbox, me } = await withSignedInUser();
  sandbox.program({ faults: [{ path: '/3/movie/603/rating', method: 'POST', answer }] });
  const rated = async () => (await me.request('GET /3/movie/603/account_states')).json['rated'];
  return { sandbox, me, rated };
};

describe('faults of writes', () => {
  it.each([
    [{ reset: true }, false],
    [{ resetAfter: true }, { value: 8 }],
  ] as const)('resets the connection before or after a write takes effect: %o', async (answer, expected) => {
    const { sandbox, me, rated } = await faulty(answer);
    await expect(rate(sandbox.origin, me.session)).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) });
    expect(await rated()).toEqual(expected);
    expect(sandbox.requests.filter(({ method, url }) => method === 'POST' && url.includes('/rating'))).toMatchObject([{ status: 0 }]);
  });

  it.each([
    [{ stall: true }, false],
    [{ stallAfter: true }, { value: 8 }],
  ] as const)('stalls before or after a write takes effect: %o', async (answer, expected) => {
    const { sandbox, me, rated } = await faulty(answer);
    await expect(rate(sandbox.origin, me.session, AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await rated()).toEqual(expected);
  });

  it('deletes a list although the fault answers with a failure', async () => {
    const { sandbox, me } = await withSignedInUser();
    const { json } = await me.request('POST /3/list', { name: 'Mine' });
    const list = `/3/list/${String(json['list_id'])}`;
    sandbox.program({ faults: [{ path: list, method: 'DELETE', answer: { tmdbAfter: 11 } }] });
    expect(statusesOf(await me.request(`DELETE ${list}`))).toEqual([500, 11]);
    expect(statusesOf(await me.request(`GET ${list}`))).toEqual([404, 34]);
  });

  it('answers a write with any status', async () => {
    const { sandbox, me, rated } = await faulty({ tmdb: 43 });
    const { statusCode, body } = await rate(sandbox.origin, me.session);
    await body.dump();
    expect([statusCode, await rated()]).toEqual([502, false]);
  });
});

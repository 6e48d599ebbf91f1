import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { request } from 'undici';
import { describe, expect, it, vi } from 'vitest';
import type { Fault } from '../../../src/sandbox/server/faults.ts';
import { sandboxFor } from '../asking.ts';
import { signIn, told, withSignedInUser } from '../signed-in.ts';

describe('people', () => {
  it('who come at the same time never see each other’s data', async () => {
    const { sandbox, ask } = await sandboxFor();
    const people = await Promise.all(['sandbox', 'ada', 'grace'].map((user) => signIn(sandbox, ask, user)));
    await Promise.all(
      people.flatMap((one, index) => [
        one.does('POST /3/movie/603/rating', { value: index + 1 }),
        one.does('POST /3/account/1/favorite', { media_type: 'movie', media_id: [603, 550, 13][index], favorite: true }),
        one.does('POST /4/list', { name: `List ${index}`, iso_639_1: 'en', public: 0 }),
      ]),
    );
    const reads = [
      '/3/movie/603?append_to_response=account_states',
      '/3/account/1/favorite/movies',
      '/3/account/1/rated/movies',
      '/3/account/1/lists',
    ];
    for (let round = 0; round < 3; round++) {
      const seen = await Promise.all(people.map((one) => Promise.all(reads.map(async (path) => (await one.does(`GET ${path}`)).json))));
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

  it('are asked for nothing but the credential first', async () => {
    const { ask } = await sandboxFor();
    expect(told(await ask('/3/account', {}))).toEqual([401, 7]);
    expect(told(await ask('/4/list', { authorization: 'Bearer invalid' }, 'POST', {}))).toEqual([401, 7]);
  });
});

describe('writes', () => {
  it('are logged with their body, sessions and all', async () => {
    const { sandbox, me } = await withSignedInUser();
    await me.does('POST /3/movie/603/rating', { value: 8 });
    expect(sandbox.requests.filter(({ url }) => url.startsWith('/3/movie/603'))).toMatchObject([
      { method: 'POST', url: `/3/movie/603/rating?session_id=${me.session}`, body: '{"value":8}', status: 201 },
    ]);
  });

  it('are remembered with their bodies for a while only', async () => {
    const { sandbox, me } = await withSignedInUser();
    const bodies = () => sandbox.requests.filter(({ url, body }) => url.startsWith('/3/movie/603/rating') && body).length;
    await me.does('POST /3/movie/603/rating', { value: 8 });
    expect(bodies()).toBe(1);
    for (let round = 0; round < 20; round++) await Promise.all(Array.from({ length: 50 }, () => me.does('GET /3/authentication')));
    expect(bodies()).toBe(0);
  });

  it('are JSON objects, not too long, and say so', async () => {
    const { sandbox, me, ask } = await withSignedInUser();
    const target = `/3/movie/603/rating?session_id=${me.session}`;
    for (const body of ['{"value":8', '[8]', '8', 'null', 'value=8'])
      expect(told(await me.does('POST /3/movie/603/rating', body))).toEqual([422, 5]);
    const long = JSON.stringify({ value: 8, more: 'x'.repeat(300_000) });
    expect(told(await me.does('POST /3/movie/603/rating', long))).toEqual([422, 5]);
    const form = { authorization: 'Bearer token', 'content-type': 'application/x-www-form-urlencoded' };
    expect(told(await ask(target, form, 'POST', '{"value":8}'))).toEqual([422, 5]);
    expect((await me.does('GET /3/movie/603/account_states')).json).toMatchObject({ rated: false });
    expect(sandbox.connections.open).toBeLessThan(3);
  });

  it('may break off, which harms nobody', async () => {
    const { sandbox, me } = await withSignedInUser();
    const warned = vi.spyOn(process, 'emitWarning');
    const socket = connect(Number(new URL(sandbox.origin).port), '127.0.0.1');
    const head = ['POST /3/movie/603/rating HTTP/1.1', 'Host: sandbox', 'Authorization: Bearer token', 'Content-Length: 100'];
    socket.write(`${head.join('\r\n')}\r\n\r\n{"value"`);
    await wait(50);
    socket.destroy();
    await wait(50);
    expect(warned).not.toHaveBeenCalled();
    expect((await me.does('GET /3/movie/603/account_states')).json).toMatchObject({ rated: false });
  });

  it('go to paths that take them', async () => {
    const { me } = await withSignedInUser();
    expect(told(await me.does('POST /3/movie/603'))).toEqual([405, 42]);
    expect(told(await me.does('DELETE /3/account'))).toEqual([405, 42]);
    expect(told(await me.does('POST /3/nothing'))).toEqual([404, 34]);
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
  const rated = async () => (await me.does('GET /3/movie/603/account_states')).json['rated'];
  return { sandbox, me, rated };
};

describe('faults of writes', () => {
  it.each([
    [{ reset: true }, false],
    [{ resetAfter: true }, { value: 8 }],
  ] as const)('lose the connection before or after: %o', async (answer, expected) => {
    const { sandbox, me, rated } = await faulty(answer);
    await expect(rate(sandbox.origin, me.session)).rejects.toMatchObject({ code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/) });
    expect(await rated()).toEqual(expected);
    expect(sandbox.requests.filter(({ method, url }) => method === 'POST' && url.includes('/rating'))).toMatchObject([{ status: 0 }]);
  });

  it.each([
    [{ stall: true }, false],
    [{ stallAfter: true }, { value: 8 }],
  ] as const)('answer nothing, before or after: %o', async (answer, expected) => {
    const { sandbox, me, rated } = await faulty(answer);
    await expect(rate(sandbox.origin, me.session, AbortSignal.timeout(200))).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(await rated()).toEqual(expected);
  });

  it('say that a list is still there, although it is gone', async () => {
    const { sandbox, me } = await withSignedInUser();
    const { json } = await me.does('POST /3/list', { name: 'Mine' });
    const list = `/3/list/${String(json['list_id'])}`;
    sandbox.program({ faults: [{ path: list, method: 'DELETE', answer: { tmdbAfter: 11 } }] });
    expect(told(await me.does(`DELETE ${list}`))).toEqual([500, 11]);
    expect(told(await me.does(`GET ${list}`))).toEqual([404, 34]);
  });

  it('can be any status', async () => {
    const { sandbox, me, rated } = await faulty({ tmdb: 43 });
    const { statusCode, body } = await rate(sandbox.origin, me.session);
    await body.dump();
    expect([statusCode, await rated()]).toEqual([502, false]);
  });
});

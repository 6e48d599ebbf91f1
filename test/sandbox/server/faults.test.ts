import { request } from 'undici';
import { describe, expect, it } from 'vitest';
import { TMDB_STATUS, type TmdbStatus } from '../../../src/tmdb/status.ts';
import type { Fault } from '../../../src/sandbox/server/faults.ts';
import { sandboxFor } from '../ask.ts';

const PATH = '/3/movie/603';
const faulty = async (answer: Fault['answer'], rest: Partial<Fault> = {}) => {
  const { sandbox, ask } = await sandboxFor();
  sandbox.program({ faults: [{ path: PATH, answer, ...rest }] });
  return { sandbox, ask };
};
/** Plain undici, which neither decodes nor retries. */
const raw = (origin: string, signal?: AbortSignal) =>
  request(origin + PATH, { headers: { authorization: 'Bearer token' }, signal: signal ?? null });

describe('faults', () => {
  it.each(Object.keys(TMDB_STATUS).map(Number) as TmdbStatus[])('answers TMDB status %i with its HTTP status', async (status) => {
    const { ask } = await faulty({ tmdb: status });
    expect(await ask(PATH)).toMatchObject({
      status: TMDB_STATUS[status].http,
      json: { success: false, status_code: status, status_message: TMDB_STATUS[status].means },
    });
  });

  it('sends Retry-After with a fault', async () => {
    const { ask } = await faulty({ tmdb: 25, retryAfter: '7' });
    expect((await ask(PATH)).headers.get('retry-after')).toBe('7');
  });

  it('answers the programmed HTTP status, headers and body', async () => {
    const { sandbox } = await faulty({ http: 502, body: '<html>', type: 'text/html', headers: { 'X-Cache': 'Error' } });
    const { statusCode, headers, body } = await raw(sandbox.origin);
    expect([statusCode, headers['content-type'], headers['x-cache'], await body.text()]).toEqual([502, 'text/html', 'Error', '<html>']);
  });

  it('resets the connection', async () => {
    const { sandbox } = await faulty({ reset: true });
    await expect(raw(sandbox.origin)).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
    });
    expect(sandbox.requests).toMatchObject([{ status: 0 }]);
  });

  it('never answers a stalled request', async () => {
    const { sandbox } = await faulty({ stall: true });
    await expect(raw(sandbox.origin, AbortSignal.timeout(150))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('breaks off in the middle of the body', async () => {
    const { sandbox } = await faulty({ truncate: true });
    const { statusCode, body } = await raw(sandbox.origin);
    expect(statusCode).toBe(200);
    await expect(body.text()).rejects.toThrow(/terminated|aborted|other side closed/);
  });

  it('sends the body byte by byte', async () => {
    const { sandbox } = await faulty({ drip: 20 });
    const { body } = await raw(sandbox.origin, AbortSignal.timeout(250));
    let bytes = 0;
    await expect(async () => {
      for await (const chunk of body) bytes += (chunk as Buffer).length;
    }).rejects.toThrow(/timeout/);
    expect(bytes).toBeGreaterThan(1);
    expect(bytes).toBeLessThan(15);
  });

  it('leaves out the appended parts that a fault drops', async () => {
    const { ask } = await faulty({ drop: ['credits'] }, { times: 1 });
    const first = (await ask(`${PATH}?append_to_response=credits,keywords`)).json;
    expect([Object.hasOwn(first, 'credits'), Object.hasOwn(first, 'keywords')]).toEqual([false, true]);
    expect((await ask(`${PATH}?append_to_response=credits,keywords`)).json).toHaveProperty('credits');
  });

  it('ends a fault after its times, lets the next match take over, and matches prefixes by a star', async () => {
    const { sandbox, ask } = await sandboxFor();
    sandbox.program({
      faults: [
        { path: PATH, times: 2, answer: { tmdb: 9 } },
        { path: '/3/movie/*', times: 1, answer: { tmdb: 43 } },
      ],
    });
    const statuses = [];
    for (const path of [PATH, '/3/movie/550/credits', PATH, PATH, '/3/genre/movie/list']) statuses.push((await ask(path)).status);
    expect(statuses).toEqual([503, 502, 503, 200, 200]);
  });

  it('replaces faults by new ones, and forgets them on reset', async () => {
    const { sandbox, ask } = await faulty({ tmdb: 9 });
    sandbox.program({ latency: 0 });
    expect((await ask(PATH)).status).toBe(503);
    sandbox.reset();
    expect((await ask(PATH)).status).toBe(200);
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { sandboxFor } from '../ask.ts';

describe('the edge', () => {
  it('accepts any credential but the word invalid, in the header or the query', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/603?api_key=key', {})).status).toBe(200);
    for (const [target, headers] of [
      ['/3/movie/603', {}],
      ['/3/movie/603?api_key=invalid', {}],
      ['/3/movie/603', { authorization: 'Bearer invalid' }],
      ['/3/nothing', {}],
    ] as const) {
      expect(await ask(target, headers)).toMatchObject({ status: 401, json: { success: false, status_code: 7 } });
    }
  });

  it('rejects unknown paths and methods', async () => {
    const { ask } = await sandboxFor();
    expect(await ask('/3/nothing')).toMatchObject({ status: 404, json: { status_code: 34 } });
    expect(await ask('/3/movie/603', undefined, 'DELETE')).toMatchObject({ status: 405, json: { status_code: 42 } });
  });

  it('logs requests in order of arrival, without the API key', async () => {
    const { sandbox, ask } = await sandboxFor();
    await ask('/3/movie/603?api_key=key&language=de');
    await ask('/3/movie/999?language=de&api_key=key');
    await ask('/3/genre/movie/list?api_key=key');
    expect(sandbox.requests).toMatchObject([
      { method: 'GET', url: '/3/movie/603?language=de', status: 200 },
      { url: '/3/movie/999?language=de', status: 404 },
      { url: '/3/genre/movie/list', status: 200 },
    ]);
    sandbox.reset();
    expect(sandbox.requests).toEqual([]);
  });

  it('sends cache headers with a max-age that counts down', async () => {
    const { ask } = await sandboxFor();
    const { headers } = await ask('/3/movie/603');
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'application/json;charset=utf-8',
      'cache-control': 'public, max-age=28800',
      vary: 'Accept-Encoding, Origin',
    });
    expect(headers.get('etag')).toMatch(/^W\/"[0-9a-f]{32}"$/);
    await wait(1100);
    const later = (await ask('/3/movie/603')).headers;
    expect(later.get('cache-control')).toMatch(/max-age=2879[89]/);
    expect(later.get('etag')).toBe(headers.get('etag'));
  });

  it('compresses only for clients that accept gzip', async () => {
    const { ask } = await sandboxFor();
    expect((await ask('/3/movie/603')).headers.get('content-encoding')).toBe('gzip');
    expect(
      (await ask('/3/movie/603', { authorization: 'Bearer token', 'accept-encoding': 'identity' })).headers.get('content-encoding'),
    ).toBe(null);
  });

  it('counts open connections and their peak', async () => {
    const { sandbox, ask } = await sandboxFor({ latency: 20 });
    await Promise.all([1, 2, 3].map(() => ask('/3/movie/603')));
    expect(sandbox.connections.peak).toBe(3);
  });

  it('delays answers by the programmed latency', async () => {
    const { sandbox, ask } = await sandboxFor();
    sandbox.program({ latency: 100 });
    const start = performance.now();
    await ask('/3/movie/603');
    expect(performance.now() - start).toBeGreaterThan(95);
  });
});

describe('the limit', () => {
  it('answers 429 with status 25 and Retry-After until the second has passed', async () => {
    const { sandbox, ask } = await sandboxFor({ rateLimit: 3 });
    const answers = await Promise.all([1, 2, 3, 4].map(() => ask('/3/movie/603')));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 200, 200, 429]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused).toMatchObject({ json: { success: false, status_code: 25 } });
    expect(refused?.headers.get('retry-after')).toBe('1');
    expect(sandbox.requests.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    await wait(1010);
    expect((await ask('/3/movie/603')).status).toBe(200);
  });

  it('limits every sliding second, not only whole ones', async () => {
    const { ask } = await sandboxFor({ rateLimit: 4 });
    const statuses = (count: number) => Promise.all(Array.from({ length: count }, async () => (await ask('/3/movie/603')).status));
    expect(await statuses(2)).toEqual([200, 200]);
    await wait(600);
    expect(await statuses(2)).toEqual([200, 200]);
    await wait(500);
    // The first two have left the window, the second two have not.
    expect((await statuses(3)).toSorted((a, b) => a - b)).toEqual([200, 200, 429]);
  });

  it('changes the rate limit, and sends Retry-After as a date or not at all', async () => {
    const { sandbox, ask } = await sandboxFor();
    sandbox.program({ rateLimit: 0, retryAfter: null });
    expect((await ask('/3/movie/603')).headers.get('retry-after')).toBe(null);
    sandbox.program({ retryAfter: 'Wed, 21 Oct 2026 07:28:00 GMT' });
    expect((await ask('/3/movie/603')).headers.get('retry-after')).toBe('Wed, 21 Oct 2026 07:28:00 GMT');
    sandbox.program({ rateLimit: Infinity });
    expect((await ask('/3/movie/603')).status).toBe(200);
  });
});

import type { RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createYoga } from 'graphql-yoga';
import { expect, it, onTestFinished } from 'vitest';
import { broadcast } from '../../src/pages/broadcast.ts';
import { endpointListener, useEndpoints, type Endpoints } from '../../src/http/endpoint.ts';
import { nodeHandler } from '../../src/http/node-handler.ts';
import { createLocate } from '../../src/http/place.ts';
import { listen } from '../../src/server.ts';
import { startGateway, type TestGateway } from '../support/gateway.ts';
import { run } from '../support/program.ts';

async function open(env: Record<string, string> = {}): Promise<TestGateway> {
  const gateway = await startGateway({ env });
  onTestFinished(() => gateway.close());
  return gateway;
}

/** Serves a listener until the test is over. Returns its origin. */
async function serve(handler: RequestListener): Promise<string> {
  const server = await listen({ handler }, 0, '127.0.0.1');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Watches the events at an address until the test is over. */
async function watch(url: string | URL): Promise<{ next(): Promise<string | undefined>; leave(): void; response: Response }> {
  const leaving = new AbortController();
  onTestFinished(() => leaving.abort());
  const response = await fetch(url, { signal: leaving.signal, headers: { 'accept-encoding': 'gzip, br' } });
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  return {
    response,
    leave: () => leaving.abort(),
    /** The data of the next event; undefined at the end. */
    async next() {
      for (;;) {
        const found = /^data: (.*)\n\n/ms.exec(text);
        if (found) {
          text = text.slice(found.index + found[0].length);
          return found[1];
        }
        const { done, value } = (await reader?.read()) ?? { done: true };
        if (done) return undefined;
        text += value;
      }
    },
  };
}

/** The values of a page by the terms beside them, in all its lists. */
const valuesOf = (page: string): Record<string, string> =>
  Object.fromEntries([...page.matchAll(/<dt>([^<]*)<\/dt>\s*<dd>([^<]*)<\/dd>/g)].map(([, term = '', value = '']) => [term, value]));

it('shows the numbers of /metrics on /status', async () => {
  const gateway = await open();
  await gateway.ask('query Page { movie(id: 603) { title keywords { name } } }');
  await gateway.ask('{ movie(id: 603) { title } }', {}, { 'tmdb-explain': '1' });
  await gateway.ask('{ movie(id: 1) { title } }');
  await gateway.ask('query Bad { nothing }');
  const page = await (await fetch(new URL('/status', gateway.url))).text();
  const metrics = await (await fetch(new URL('/metrics', gateway.url))).text();
  const sumOf = (series: RegExp): number =>
    [...metrics.matchAll(new RegExp(`^tmdb_gateway_${series.source} (\\S+)$`, 'gm'))].reduce((sum, [, value]) => sum + Number(value), 0);
  const values = valuesOf(page);
  for (const [term, series, value] of [
    ['Sent since the start', /tmdb_request_duration_seconds_count\S*/, 2],
    ['Retries among them', /tmdb_retries_total/, 0],
    ['HTTP 200', /tmdb_request_duration_seconds_count\S*http="200"\}/, 1],
    ['HTTP 404', /tmdb_request_duration_seconds_count\S*http="404"\}/, 1],
    ['Fresh', /cache_lookups_total\{result="hit"\}/, 1],
    ['Missing, requested from TMDB', /cache_lookups_total\{result="miss"\}/, 3],
    ['Processes that share the limit', /fleet_members/, 1],
    ['Not found there', /second_level_lookups_total\{result="miss"\}/, 0],
    ['Answered since the start', /operation_duration_seconds_count\S*/, 4],
    ['NOT_FOUND', /operation_duration_seconds_count\S*outcome="NOT_FOUND"\}/, 1],
    ['34 RESOURCE_NOT_FOUND', /tmdb_errors_total\{status="34"\}/, 1],
  ] as const) {
    expect([term, values[term], sumOf(series)]).toEqual([term, String(value), value]);
  }
  expect(values['/movie']).toMatch(/^Closed/);
  expect(page).toMatch(/Dearest operations[^]*<th scope="row">Page<\/th>\s*<td>1<\/td>\s*<td>1<\/td>\s*<td>1<\/td>/);
  expect(page).not.toContain('Bad');
});

it('sends what changes on /status as server-sent events, uncompressed, one each second', async () => {
  const gateway = await open();
  const { next, response } = await watch(new URL('/status/events', gateway.url));
  expect(Object.fromEntries(response.headers)).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'x-content-type-options': 'nosniff',
  });
  expect(response.headers.get('content-encoding')).toBeNull();
  const first = await next();
  expect(valuesOf(first ?? '')['Answered since the start']).toBe('0');
  await gateway.ask('{ movie(id: 603) { title } }');
  const started = performance.now();
  for (let n = 0; n < 2; n += 1) await next();
  expect(performance.now() - started).toBeGreaterThan(900);
  expect(valuesOf((await next()) ?? '')['Answered since the start']).toBe('1');
});

const LOCATE = createLocate('');
const report = (error: unknown): void => void expect.unreachable(String(error));

it.each<[what: string, listener: (endpoints: Endpoints) => RequestListener]>([
  ['the public port', (endpoints) => nodeHandler(createYoga({ plugins: [useEndpoints(endpoints, LOCATE)], logging: false }), undefined)],
  ['METRICS_PORT', (endpoints) => nodeHandler(endpointListener(endpoints, LOCATE, report), undefined)],
])(
  'writes one event a second for 50 watchers on %s, none without a watcher, and lets each one go',
  { timeout: 40_000 },
  async (_what, listener) => {
    let written = 0;
    const endpoints = { '/events': broadcast(() => Promise.resolve(`event ${(written += 1)}`), new AbortController().signal) };
    const origin = await serve(listener(endpoints));
    await sleep(1500);
    expect(written).toBe(0);
    const watchers = await Promise.all(Array.from({ length: 50 }, () => watch(`${origin}/events`)));
    const started = performance.now();
    for (let n = 1; n <= 3; n += 1) {
      const events = await Promise.all(watchers.map(({ next }) => next()));
      expect(new Set(events)).toEqual(new Set([`event ${n}`]));
    }
    expect(written).toBeLessThanOrEqual((performance.now() - started) / 1000 + 1);
    for (const { leave } of watchers) leave();
    // The one that was on its way as they left may still be written.
    await sleep(2000);
    const afterwards = written;
    await sleep(2500);
    expect(written).toBe(afterwards);
  },
);

it.each(['HEAD', 'POST'])('sends no event for %s', async (method) => {
  const gateway = await open();
  const response = await fetch(new URL('/status/events', gateway.url), { method });
  expect(response.status).toBe(method === 'HEAD' ? 200 : 405);
  expect(await response.text()).not.toContain('data:');
});

it('ends the events when the gateway stops, and sends watchers away that come back', async () => {
  const gateway = await open();
  const watcher = await watch(new URL('/status/events', gateway.url));
  await watcher.next();
  gateway.gateway.stop();
  await expect.poll(watcher.next).toBeUndefined();
  const { status } = await fetch(new URL('/status/events', gateway.url));
  expect(status).toBe(204);
});

it('ends the events of an embedded gateway that is closed', async () => {
  const { gateway, url } = await open();
  const watcher = await watch(new URL('/status/events', url));
  await watcher.next();
  await gateway.close();
  await expect.poll(watcher.next).toBeUndefined();
});

it('does not let watchers hold up a shutdown, on either port', { timeout: 60_000 }, async () => {
  for (const env of [{}, { METRICS_PORT: '0' }]) {
    const program = run('src/main.ts', { env: { PORT: '0', ...env } });
    onTestFinished(() => program.stop().then(() => undefined));
    const [origin] = await program.until('METRICS_PORT' in env ? /http:\/\/\S+(?=\/metrics)/ : /http:\/\/\S+(?=\/graphql)/);
    const watchers = await Promise.all(Array.from({ length: 20 }, () => watch(`${origin}/status/events`)));
    await Promise.all(watchers.map(({ next }) => next()));
    const started = performance.now();
    program.signal('SIGTERM');
    expect(await program.ended).toBe(0);
    expect(performance.now() - started).toBeLessThan(5000);
  }
});

const PATHS = ['/status', '/status/events'];

it.each<[what: string, env: Record<string, string>, gateway: number, metricsPort: number]>([
  ['by default', {}, 200, 200],
  ['with METRICS_PORT', { METRICS_PORT: '9464' }, 404, 200],
  ['in production', { NODE_ENV: 'production' }, 404, 200],
  ['in production with METRICS_PORT', { NODE_ENV: 'production', METRICS_PORT: '9464' }, 404, 200],
  ['without metrics', { METRICS: 'false' }, 404, 404],
])('serves /status on the port that it belongs to %s', async (_what, env, onGateway, onMetricsPort) => {
  const { gateway, url } = await open(env);
  const metricsUrl = await serve(gateway.metricsHandler);
  for (const path of PATHS) {
    expect((await fetch(new URL(path, url), { method: 'HEAD' })).status).toBe(onGateway);
    expect((await fetch(new URL(path, metricsUrl), { method: 'HEAD' })).status).toBe(onMetricsPort);
  }
  const first = await (await fetch(new URL('/', url))).text();
  expect(first.includes('href="/status"')).toBe(onGateway === 200);
  expect(first.includes('data-events')).toBe(onGateway === 200);
});

it('serves on METRICS_PORT a page that changes and leads to no page of the other port', async () => {
  const { gateway } = await open({ METRICS_PORT: '9464' });
  const origin = await serve(gateway.metricsHandler);
  const { next } = await watch(`${origin}/status/events`);
  expect(await next()).toContain('data-live');
  expect(await (await fetch(`${origin}/status`)).text()).not.toMatch(/href="\/(?!status")/);
});

it.each(['Page<script>', 'x'.repeat(500)])('shows no name of an operation that is not one: %s', async (name) => {
  const gateway = await open();
  await gateway.ask(`query ${name} { movie(id: 603) { title } }`);
  const page = await (await fetch(new URL('/status', gateway.url))).text();
  expect(page).not.toMatch(/Page<script|x{61}/);
});
